"""A fresh database in place of the one that is there, whole or not at all: built beside it, seen by nobody, then put in its place.

SQLite: a file beside the database, moved over it at the end. PostgreSQL: one transaction; what was there moves into a schema of its own.
"""

import contextlib
import datetime
import os
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.db import connection, transaction

from homeroom.operations.keeping.trouble import BackupTrouble

#: Any number: one restore or upgrade at a time on one PostgreSQL.
LOCK = 7_236_002
#: How what was put aside begins, file or schema; the moment follows.
ASIDE = "before-"


def database() -> Path:
    """The SQLite file."""
    return Path(str(connection.settings_dict["NAME"]))


def changed_at() -> datetime.datetime | None:
    """When the SQLite database was changed last; None when there is none."""
    files = [found for found in (database(), Path(f"{database()}-wal")) if found.exists() and found.stat().st_size]
    return datetime.datetime.fromtimestamp(max(found.stat().st_mtime for found in files), datetime.UTC) if files else None


def is_there() -> bool:
    """Whether there is a database with tables of ours."""
    if connection.vendor == "sqlite" and not (database().exists() and database().stat().st_size):
        return False
    with connection.cursor() as cursor:
        return "django_migrations" in connection.introspection.table_names(cursor)


@contextlib.contextmanager
def fresh(*, now: datetime.datetime) -> Iterator[None]:
    """Within the block the service's database is an empty one. At its end it takes the old one's place, which is put aside; when the block
    fails, nothing has happened."""
    if connection.vendor == "sqlite":
        with _beside() as file:
            yield
            _settle()
            _put_in_place(file, now)
    else:
        with transaction.atomic():
            insist_on_being_alone()
            _move_aside(name_aside(now))
            yield


@contextlib.contextmanager
def changed_whole() -> Iterator[None]:
    """Within the block the database may be changed in every way. When the block fails, nothing has happened."""
    if connection.vendor == "sqlite":
        source = database()
        with _beside(copy_of=source) as file:
            yield
            _settle()
            for ending in ("-wal", "-shm"):
                Path(f"{source}{ending}").unlink(missing_ok=True)
            file.replace(source)
            sync(source.parent)
    else:
        with transaction.atomic():
            insist_on_being_alone()
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            yield


def name_aside(now: datetime.datetime) -> str:
    """What was there is found under this name."""
    return f"{ASIDE}{now:%Y%m%d-%H%M%S}"


def aside_since(name: str) -> datetime.datetime | None:
    """When something of this name was put aside; None when it is something else."""
    found = re.search(rf"{ASIDE}(\d{{8}}-\d{{6}})(?:-wal|-shm)?$", name)
    return datetime.datetime.strptime(found[1], "%Y%m%d-%H%M%S").replace(tzinfo=datetime.UTC) if found else None


def schemas_aside() -> list[str]:
    """Schemas of PostgreSQL that restores put aside."""
    if connection.vendor == "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE %s ORDER BY nspname", [f"{ASIDE}%"])
        return [name for (name,) in cursor.fetchall()]


def drop_schema(name: str) -> None:
    """One of `schemas_aside`, with everything in it."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA {connection.ops.quote_name(name)} CASCADE")


@contextlib.contextmanager
def _beside(copy_of: Path | None = None) -> Iterator[Path]:
    """A file beside the database takes its part within the block."""
    with tempfile.TemporaryDirectory(prefix=".fresh-", dir=database().parent) as place:
        file = Path(place) / database().name
        file.touch(0o600)
        if copy_of is not None:
            _copy(copy_of, file)
        with another(file):
            with connection.cursor() as cursor:
                # Nobody misses this file when the power fails; it is on the disk before it takes its place.
                cursor.execute("PRAGMA synchronous=OFF")
            yield file


@contextlib.contextmanager
def another(name: Path | str) -> Iterator[None]:
    """This SQLite file, or this database of the same PostgreSQL, is the service's database, in this process, within the block."""
    real = connection.settings_dict["NAME"]
    connection.close()
    # A database in memory stays open, or it would be gone.
    in_memory, connection.connection = connection.connection, None
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"], connection.connection = real, in_memory


def _copy(source: Path, to: Path) -> None:
    _room_for(source.stat().st_size, to.parent)
    with contextlib.closing(sqlite3.connect(source)) as before, contextlib.closing(sqlite3.connect(to)) as after:
        before.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        before.backup(after)


def _room_for(size: int, folder: Path) -> None:
    if shutil.disk_usage(folder).free < size * 2:
        raise BackupTrouble(f"There is too little room in {folder} for a second copy of the data. Make room first.")


def _settle() -> None:
    """The fresh file is whole by itself, without a log beside it, and on the disk."""
    file = database()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute("PRAGMA journal_mode=DELETE")
    connection.close()
    sync(file)


def _put_in_place(file: Path, now: datetime.datetime) -> None:
    """Moves the old database with its log out of the way: the log of one must never meet the file of another."""
    source = file.parent.parent / file.name
    for ending in ("-wal", "-shm", ""):
        old = Path(f"{source}{ending}")
        if old.exists():
            old.replace(f"{source}.{name_aside(now)}{ending}")
    file.replace(source)
    sync(source.parent)


def sync(path: Path) -> None:
    """Waits until a file or folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def insist_on_being_alone() -> None:
    """Raises `BackupTrouble` while anybody else is connected to this PostgreSQL database: the service must be stopped."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
        others = cursor.fetchone()[0]
    if others:
        raise BackupTrouble("Somebody else uses this database, perhaps a running Homeroom. Stop it first; then do this again.")


def _move_aside(schema: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema()")
        tables = [name for (name,) in cursor.fetchall()]
        if not tables:
            return
        cursor.execute(f'CREATE SCHEMA "{schema}"')
        for name in tables:
            cursor.execute(f'ALTER TABLE {name} SET SCHEMA "{schema}"')
