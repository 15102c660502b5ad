"""A backup is one file: the database as it was at one moment, and a manifest. The keys are never in it (SEC-02, SEC-03)."""

import contextlib
import datetime
import hashlib
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from homeroom.operations.keeping import keys

FORMAT = 1
DATABASE, MANIFEST = "homeroom.sqlite3", "manifest.json"
#: Pages of the database copied at a time: others may write in between.
STEP = 2_000


class BackupTrouble(RuntimeError):
    """Backing up or restoring does not go; the sentence says what to do."""


def back_up(to: Path, *, now: datetime.datetime, progress: Callable[[int, int], None] = lambda done, pages: None) -> int:
    """Writes a backup while the service goes on; answers its size in bytes. `progress(pages done, pages in all)`."""
    if connection.vendor != "sqlite":
        raise BackupTrouble("The data are in PostgreSQL: back them up with pg_dump, as docs/self-hosting.md shows.")
    if to.exists():
        raise BackupTrouble(f"{to} is there already. Name a new file: a backup is never overwritten.")
    if not to.parent.is_dir():
        raise BackupTrouble(f"The folder {to.parent} does not exist. Make it, or name a file elsewhere.")
    with tempfile.TemporaryDirectory(prefix=".homeroom-backup-", dir=to.parent) as place:
        copy = Path(place) / DATABASE
        _copy(copy, progress)
        manifest = {
            "format": FORMAT,
            "made_at": now.isoformat(),
            "sha256": _digest(copy),
            "size": copy.stat().st_size,
            "keys": keys.fingerprints(),
            "migrations": sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()),
        }
        (Path(place) / MANIFEST).write_text(json.dumps(manifest, indent=1), "utf-8")
        draft = Path(place) / "draft"
        with _private(draft) as file, tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as parcel:
            parcel.add(Path(place) / MANIFEST, MANIFEST)
            parcel.add(copy, DATABASE)
        draft.replace(to)
    return to.stat().st_size


def _copy(to: Path, progress: Callable[[int, int], None]) -> None:
    with contextlib.closing(sqlite3.connect(f"file:{settings.DATABASES['default']['NAME']}?mode=ro", uri=True)) as source:
        to.touch(0o600)
        with contextlib.closing(sqlite3.connect(to)) as target:
            source.backup(target, pages=STEP, progress=lambda _status, left, pages: progress(pages - left, pages))
            target.execute("PRAGMA journal_mode=DELETE")


@contextlib.contextmanager
def _private(path: Path) -> Any:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_manifest(path: Path) -> dict[str, Any]:
    """What a backup says of itself; raises `BackupTrouble`."""
    try:
        with tarfile.open(path, "r:gz") as parcel:
            file = parcel.extractfile(MANIFEST)
            manifest: dict[str, Any] = json.loads(file.read()) if file is not None else {}
    except FileNotFoundError as problem:
        raise BackupTrouble(f"There is no file {path}.") from problem
    except (OSError, EOFError, tarfile.TarError, KeyError, ValueError) as problem:
        raise BackupTrouble(f"{path} is no backup of Homeroom, or it is damaged.") from problem
    if manifest.get("format") != FORMAT:
        raise BackupTrouble(f"{path} was made by a newer Homeroom. Upgrade this one first.")
    return manifest


def restore(path: Path, *, now: datetime.datetime, over_newer: bool = False) -> Path | None:
    """Puts a backup in place of the database; answers where the database that was there lies now. Nothing is lost before all is checked.

    The caller holds the data folder, so that no server runs. Raises `BackupTrouble`.
    """
    manifest = read_manifest(path)
    strange = {name for name, mark in manifest["keys"].items() if keys.fingerprints().get(name) != mark}
    if strange:
        raise BackupTrouble(
            f"This backup was sealed with other keys ({', '.join(sorted(strange))}) than those in {keys.folder()}: "
            "names and programs could not be read. Put the keys that belong to it there first."
        )
    database = Path(str(settings.DATABASES["default"]["NAME"]))
    changed = _changed_at(database)
    if changed is not None and changed > datetime.datetime.fromisoformat(manifest["made_at"]) and not over_newer:
        raise BackupTrouble(
            f"The data here were changed on {changed:%d %B %Y at %H:%M} UTC, after this backup was made. "
            "Add --yes if you want the backup all the same; what is here now is put aside, not deleted."
        )
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=database.parent) as place:
        fresh = _unpack(path, Path(place), manifest)
        aside = _put_aside(database, now) if database.exists() else None
        fresh.replace(database)
    _sync(database.parent)
    return aside


def _changed_at(database: Path) -> datetime.datetime | None:
    times = [found.stat().st_mtime for found in (database, Path(f"{database}-wal")) if found.exists() and found.stat().st_size]
    return datetime.datetime.fromtimestamp(max(times), datetime.UTC) if times else None


def _unpack(path: Path, place: Path, manifest: dict[str, Any]) -> Path:
    fresh = place / DATABASE
    try:
        with tarfile.open(path, "r:gz") as parcel, _private(fresh) as to:
            file = parcel.extractfile(DATABASE)
            if file is not None:
                shutil.copyfileobj(file, to)
        whole = _digest(fresh) == manifest["sha256"]
    except (OSError, EOFError, tarfile.TarError, KeyError) as problem:
        raise BackupTrouble(f"{path} is damaged, or there is no room for it: {type(problem).__name__}.") from problem
    if whole:
        with contextlib.closing(sqlite3.connect(fresh)) as found:
            whole = found.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    if not whole:
        raise BackupTrouble(f"{path} is damaged: what is in it is not what was put in. Take another backup.")
    return fresh


def _put_aside(database: Path, now: datetime.datetime) -> Path:
    """Moves the database with its log out of the way: the log of one must never meet the file of another."""
    aside = database.with_name(f"{database.name}.before-{now:%Y%m%d-%H%M%S}")
    for ending in ("-wal", "-shm", ""):
        source = Path(f"{database}{ending}")
        if source.exists():
            source.replace(f"{aside}{ending}")
    return aside


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
