"""Writes neutral rows into empty tables, and sees whether what is there then is what was to be put there."""

# ruff: noqa: S608 - names of our own tables and columns
import hashlib
from collections.abc import Iterable
from itertools import islice
from typing import Any

from django.db import connection

from homeroom.operations.keeping import reading
from homeroom.operations.keeping.reading import Row
from homeroom.operations.keeping.shape import Shape
from homeroom.operations.keeping.trouble import BackupTrouble

#: Rows in one statement: so many may wait for PostgreSQL's look at their parents.
ROWS = 20_000


def empty(shapes: list[Shape]) -> None:
    """Takes out what migrations put into fresh tables: the backup brings its own."""
    with connection.cursor() as cursor:
        for shape in reversed(shapes):
            cursor.execute(f'DELETE FROM "{shape.table}"')


def begin() -> None:
    """Lets the database look at each row's parents at once, in the given order, so that nothing piles up."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET LOCAL TIME ZONE 'UTC'")


def load(shape: Shape, rows: Iterable[Row]) -> None:
    """All rows of one table."""
    connection.ensure_connection()
    raw: Any = connection.connection
    columns = ", ".join(f'"{name}"' for name, _kind in shape.columns)
    if connection.vendor == "sqlite":
        holes = ", ".join("?" * len(shape.columns))
        raw.executemany(f'INSERT INTO "{shape.table}" ({columns}) VALUES ({holes})', rows)
        return
    every = iter(rows)
    while batch := list(islice(every, ROWS)):
        with raw.cursor() as cursor, cursor.copy(f'COPY "{shape.table}" ({columns}) FROM STDIN') as copy:
            for row in batch:
                copy.write_row(row)


def count_on(shape: Shape, last: int) -> None:
    """The table goes on counting behind the highest number it ever gave."""
    if not last:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [shape.table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [shape.table, last])
        else:
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [f'"{shape.table}"', shape.counts, last])


def digest(shape: Shape) -> tuple[int, str]:
    """Rows of a table now, and their SHA-256."""
    sum_, number = hashlib.sha256(), 0
    with reading.here() as found:
        for row in found.rows(shape):
            sum_.update(reading.encode(row))
            number += 1
    return number, sum_.hexdigest()


def insist_on_wholeness() -> None:
    """Raises `BackupTrouble` when the database finds fault with itself."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            return
        cursor.execute("PRAGMA foreign_key_check")
        orphans = {row[0] for row in cursor.fetchall()}
        cursor.execute("PRAGMA integrity_check")
        said = cursor.fetchone()[0]
    if orphans or said != "ok":
        raise BackupTrouble(f"The database is not whole ({', '.join(sorted(orphans)) or said}). Nothing was changed; restore a backup.")
