"""Where the service writes: rows, the database's own files with what they have not forgotten, the data folder, backups."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import connection

from homeroom.operations.keeping import archive
from homeroom.testing.sweep.remembered import caches, mails, memory


def tables() -> dict[str, bytes]:
    """Every row of every table, as the database gives it out: ciphertext is ciphertext. What waits to be done is a table too."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - names of our own tables
            found[f"table {table}"] = b"\n".join(b"\t".join(_bytes(value) for value in row) for row in cursor.fetchall())
    return found


def rows() -> dict[str, int]:
    """How many rows each table has."""
    with connection.cursor() as cursor:
        names = sorted(connection.introspection.table_names(cursor))
        counts = " UNION ALL ".join(f"SELECT COUNT(*) FROM {connection.ops.quote_name(name)}" for name in names)  # noqa: S608
        cursor.execute(counts)
        return {f"table {name}": count for name, (count,) in zip(names, cursor.fetchall(), strict=True)}


def raw_database() -> dict[str, bytes]:
    """SQLite's file byte for byte, free pages and write-ahead log included; nothing where the database is a server (`postgres_files`)."""
    if connection.vendor != "sqlite":
        return {}
    connection.ensure_connection()
    name = str(connection.settings_dict["NAME"])
    if connection.is_in_memory_db():  # type: ignore[attr-defined]
        return {"database file": connection.connection.serialize()}
    return sqlite_files(Path(name))


def sqlite_files(path: Path) -> dict[str, bytes]:
    """A SQLite database as it lies on the disk: itself, its write-ahead log, its journal."""
    beside = {"database file": path, **{f"database file {end}": path.with_name(f"{path.name}-{end}") for end in ("wal", "shm", "journal")}}
    return {name: place.read_bytes() for name, place in beside.items() if place.exists()}


def postgres_files() -> dict[str, bytes]:
    """The heap of this database and the server's write-ahead log, byte for byte. Only where the server is a test's own."""
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT current_setting('data_directory'), (SELECT oid FROM pg_database WHERE datname = current_database())")
        folder, number = cursor.fetchone()
    found: dict[str, bytes] = {}
    for kind, place in (("heap", Path(folder) / "base" / str(number)), ("write-ahead log", Path(folder) / "pg_wal")):
        found |= {f"{kind} {path.name}": path.read_bytes() for path in sorted(place.iterdir()) if path.is_file()}
    return found


def files() -> dict[str, bytes]:
    """Every file of the data folder: written-down logs, the journal of erasures, what is uploaded one day."""
    folder = Path(settings.HOMEROOM_DATA)
    return {f"file {path.name}": path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()} if folder.exists() else {}


def backup(path: Path) -> dict[str, bytes]:
    """A backup as it lies there, and every record of it opened with the keys of this process."""
    opened = b"\n".join(content for _kind, content in archive.records(path))
    return {f"backup {path.name}": path.read_bytes(), f"backup {path.name}, opened": opened}


def _bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode()


#: What `traces` always looks through.
PLACES: tuple[Callable[[], dict[str, bytes]], ...] = (tables, raw_database, files, memory, caches, mails)
