"""Reads every table at one moment while others write, in the order of its key, as neutral rows (keeping.shape); memory does not grow."""

# ruff: noqa: S608 - names of our own tables and columns
import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import msgspec
from django.db import connection, connections

from homeroom.operations.keeping.shape import Shape

Row = list[Any]
#: Rows that are fetched at a time.
ROWS = 500


_APPLIED = "SELECT app, name FROM django_migrations ORDER BY app, name"


class Snapshot(Protocol):
    """A database at one moment."""

    def migrations(self) -> list[tuple[str, str]]:
        """Those that made its tables, by room and name."""

    def count(self, shape: Shape) -> int:
        """Rows of a table."""

    def last(self, shape: Shape) -> int:
        """The highest number the table ever gave to a row: it is not given again."""

    def rows(self, shape: Shape) -> Iterator[Row]:
        """Neutral rows in the order of the key."""


def encode(row: Row) -> bytes:
    """A row in the archive, and in the digest of its table (MessagePack)."""
    return _encoder.encode(row)


_encoder = msgspec.msgpack.Encoder()


class OnSQLite:
    """An SQLite file."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def migrations(self) -> list[tuple[str, str]]:
        return [(app, name) for app, name in self._database.execute(_APPLIED)]

    def count(self, shape: Shape) -> int:
        return int(self._database.execute(f'SELECT count(*) FROM "{shape.table}"').fetchone()[0])

    def last(self, shape: Shape) -> int:
        found = self._database.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", [shape.table]).fetchone()
        highest = self._database.execute(f'SELECT max("{shape.counts}") FROM "{shape.table}"').fetchone()
        return max(found[0] if found else 0, highest[0] or 0)

    def rows(self, shape: Shape) -> Iterator[Row]:
        cursor = self._database.execute(_select(shape))
        converted = [at for at, (_name, kind) in enumerate(shape.columns) if kind == "moment"]
        while batch := cursor.fetchmany(ROWS):
            for found in batch:
                row = list(found)
                for at in converted:
                    # A few statements of our own write the zone too.
                    if row[at] is not None and row[at].endswith("+00:00"):
                        row[at] = row[at][:-6]
                yield row


_FROM_POSTGRESQL: dict[str, Callable[[Any], Any]] = {
    "moment": lambda value: str(value)[:-6],
    "day": str,
    "uuid": lambda value: value.hex,
    "yes": int,
    "bytes": bytes,
}


class OnPostgreSQL:
    """A connection of psycopg in a transaction of its own."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw

    def migrations(self) -> list[tuple[str, str]]:
        return [(app, name) for app, name in self._raw.execute(_APPLIED)]

    def _one(self, query: str, values: list[Any] | None = None) -> Any:
        return self._raw.execute(query, values).fetchone()

    def count(self, shape: Shape) -> int:
        return int(self._one(f'SELECT count(*) FROM "{shape.table}"')[0])

    def last(self, shape: Shape) -> int:
        name = self._one("SELECT pg_get_serial_sequence(%s, %s)", [f'"{shape.table}"', shape.counts])[0]
        last, called = self._one(f"SELECT last_value, is_called FROM {name}")
        highest = self._one(f'SELECT max("{shape.counts}") FROM "{shape.table}"')[0]
        return max(last if called else 0, highest or 0)

    def rows(self, shape: Shape) -> Iterator[Row]:
        converted = [(at, change) for at, (_name, kind) in enumerate(shape.columns) if (change := _FROM_POSTGRESQL.get(kind))]
        with self._raw.cursor("homeroom_backup", binary=True) as cursor:
            cursor.execute(_select(shape))
            while batch := cursor.fetchmany(ROWS):
                for found in batch:
                    row = list(found)
                    for at, change in converted:
                        if row[at] is not None:
                            row[at] = change(row[at])
                    yield row


def _select(shape: Shape) -> str:
    columns = ", ".join(f'"{name}"' for name, _kind in shape.columns)
    return f'SELECT {columns} FROM "{shape.table}" ORDER BY {", ".join(f"{chr(34)}{name}{chr(34)}" for name in shape.key)}'


@contextlib.contextmanager
def snapshot() -> Iterator[Snapshot]:
    """The database of this service, on a connection of its own: everything is read as it was when the block began."""
    if connection.vendor == "sqlite":
        with in_file(str(connection.settings_dict["NAME"])) as found:
            yield found
        return
    fresh = connections.create_connection("default")
    fresh.ensure_connection()
    try:
        yield from_now_on(fresh.connection)
    finally:
        fresh.close()


def from_now_on(raw: Any) -> OnPostgreSQL:
    """A connection of psycopg that nobody else uses, for which nothing changes any more."""
    raw.autocommit = False
    raw.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    raw.execute("SET LOCAL TIME ZONE 'UTC'")
    raw.execute("SELECT count(*) FROM django_migrations").fetchone()
    return OnPostgreSQL(raw)


@contextlib.contextmanager
def here() -> Iterator[Snapshot]:
    """What has been written by now: on PostgreSQL also by a transaction that is under way in this thread."""
    if connection.vendor == "sqlite":
        with snapshot() as found:
            yield found
    else:
        connection.ensure_connection()
        yield OnPostgreSQL(connection.connection)


@contextlib.contextmanager
def in_file(name: str) -> Iterator[Snapshot]:
    """An SQLite file, read as it was when the block began, without Django's converters."""
    with contextlib.closing(sqlite3.connect(name, uri=name.startswith("file:"), isolation_level=None)) as database:
        database.execute("PRAGMA query_only = ON")
        database.execute("PRAGMA busy_timeout = 20000")
        database.execute("BEGIN")
        database.execute("SELECT count(*) FROM sqlite_master").fetchone()  # from here on nothing changes for us
        yield OnSQLite(database)
