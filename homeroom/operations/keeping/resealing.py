"""Sealing everything anew with the key that seals now, while the service goes on; older keys then open nothing but old backups (SEC-03)."""

# ruff: noqa: S608 - names of our own tables and columns
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, models

from homeroom.kit.crypto import SealedBytes, SealedText, keys, open_sealed, seal
from homeroom.kit.db import write

#: Rows in one transaction: a few milliseconds of the database's only writer.
BATCH = 200


@dataclass(frozen=True)
class Sealed:
    """A table with ciphertext: its key columns, and the columns that are sealed with the place each is sealed for."""

    label: str
    table: str
    key: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]


def sealed_tables() -> list[Sealed]:
    """Every table that holds ciphertext."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        columns = tuple(
            (str(field.column), f"{model._meta.label}.{field.name}")
            for field in model._meta.concrete_fields
            if isinstance(field, SealedText | SealedBytes)
        )
        if columns:
            found.append(Sealed(model._meta.label, model._meta.db_table, _key(model), columns))
    return found


def _key(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(str(field.column) for field in model._meta.pk_fields)


def reseal_all(progress: Callable[[str, int], None] = lambda table, rows: None) -> int:
    """Every value that an older key sealed; answers how many rows. May be broken off and run again. `progress(table, rows so far)`."""
    total = 0
    for table in sealed_tables():
        done = 0
        for rows in _batches(table):
            done += rows
            progress(table.label, done)
        total += done
    return total


def left() -> int:
    """Rows that still hold something sealed by an older key."""
    count = 0
    with connection.cursor() as cursor:
        for table in sealed_tables():
            condition, values = _older(table)
            cursor.execute(f'SELECT count(*) FROM "{table.table}" WHERE {condition}', values)
            count += cursor.fetchone()[0]
    return count


def _beginning() -> bytes:
    """How everything begins that the key of now has sealed (homeroom.kit.crypto.sealing)."""
    name = keys().current.encode()
    return b"\x01" + bytes([len(name)]) + name


def _older(table: Sealed) -> tuple[str, list[Any]]:
    start = _beginning()
    condition = " OR ".join(f'substr("{column}", 1, {len(start)}) <> %s' for column, _place in table.columns)
    return f"({condition})", [start] * len(table.columns)


def _batches(table: Sealed) -> Iterator[int]:
    after: list[Any] = []
    while True:
        rows, after = _reseal(table, after)
        if not after:
            return
        yield rows


@write
def _reseal(table: Sealed, after: list[Any]) -> tuple[int, list[Any]]:
    """One batch behind the row with this key; answers its rows, and the key of its last row or nothing.

    A row that somebody changes meanwhile is left to them: they seal with the key of now.
    """
    condition, values = _older(table)
    names = ", ".join(f'"{name}"' for name in table.key)
    columns = ", ".join(f'"{column}"' for column, _place in table.columns)
    if after:
        condition += f" AND ({names}) > ({', '.join(['%s'] * len(after))})"
    changed = ", ".join(f'"{column}" = %s' for column, _place in table.columns)
    same = " AND ".join(f'"{name}" = %s' for name in table.key)
    unchanged = " AND ".join(_is_still(column) for column, _place in table.columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT {names}, {columns} FROM "{table.table}" WHERE {condition} ORDER BY {names} LIMIT {BATCH}', [*values, *after]
        )
        rows = cursor.fetchall()
        for row in rows:
            key, old = list(row[: len(table.key)]), list(row[len(table.key) :])
            new = [_anew(value, place) for value, (_column, place) in zip(old, table.columns, strict=True)]
            cursor.execute(f'UPDATE "{table.table}" SET {changed} WHERE {same} AND {unchanged}', [*new, *key, *old])
    return len(rows), list(rows[-1][: len(table.key)]) if rows else []


def _is_still(column: str) -> str:
    return f'"{column}" IS %s' if connection.vendor == "sqlite" else f'"{column}" IS NOT DISTINCT FROM %s'


def _anew(value: Any, place: str) -> bytes | None:
    return None if value is None else seal(open_sealed(bytes(value), place), place)
