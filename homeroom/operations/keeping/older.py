"""Backups of the first form, an archive of the SQLite file itself (until the landing of November 2026): read, and written anew."""

import contextlib
import datetime
import hashlib
import json
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from homeroom.operations.keeping import archive, backup, reading
from homeroom.operations.keeping.trouble import BackupTrouble, Damaged

DATABASE, MANIFEST = "homeroom.sqlite3", "manifest.json"
GZIP = b"\x1f\x8b"


@contextlib.contextmanager
def as_of_now(path: Path, *, now: datetime.datetime) -> Iterator[Path]:
    """The backup in the form of now: itself, or one that is made out of it. Raises `BackupTrouble`."""
    if not _is_older(path):
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="homeroom-older-") as place:
        file = Path(place) / DATABASE
        manifest = _unpack(path, file)
        to = Path(place) / "now"
        made_at = datetime.datetime.fromisoformat(manifest["made_at"])
        with reading.in_file(str(file)) as found, contextlib.closing(archive.Writer(to, now=made_at)) as writer:
            backup.write_rows(writer, found, made_at)
        yield to


def _is_older(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(2) == GZIP
    except OSError:
        return False


def _member(parcel: tarfile.TarFile, name: str) -> IO[bytes]:
    found = parcel.extractfile(name)
    if found is None:
        raise KeyError(name)
    return found


def _unpack(path: Path, to: Path) -> dict[str, Any]:
    try:
        with tarfile.open(path, "r:gz") as parcel, to.open("xb") as file:
            manifest: dict[str, Any] = json.loads(_member(parcel, MANIFEST).read())
            shutil.copyfileobj(_member(parcel, DATABASE), file)
        with to.open("rb") as file:
            whole = hashlib.file_digest(file, "sha256").hexdigest() == manifest["sha256"]
    except (OSError, EOFError, tarfile.TarError, KeyError, ValueError) as problem:
        raise Damaged(f"{path} is no backup of Homeroom, or it is damaged, or there is no room for it.") from problem
    if manifest["format"] != 1:
        raise BackupTrouble(f"{path} was made by another Homeroom. Use the one that made it.")
    archive.insist_on_keys(manifest["keys"])
    if whole:
        with contextlib.closing(sqlite3.connect(to)) as database:
            whole = database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    if not whole:
        raise Damaged(f"{path} is damaged: what is in it is not what was put in. Take another backup.")
    return manifest
