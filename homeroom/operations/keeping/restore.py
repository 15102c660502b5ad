"""Puts a backup of either database in place of the data: checked before, compared after; nobody comes back who was erased (RET-05)."""

import contextlib
import datetime
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from homeroom.operations.keeping import backup, loading, migrating, older, shape, standing
from homeroom.operations.keeping.backup import Head, Piece, Progress, silent
from homeroom.operations.keeping.shape import Shape
from homeroom.operations.keeping.trouble import BackupTrouble, Damaged
from homeroom.privacy import erasing, journal


@dataclass(frozen=True)
class Restored:
    """`erased`: people and classes in the backup that had been erased since, and are again. `aside`: where what was here before lies now;
    "" when there was nothing."""

    rows: int
    erased: int
    aside: str


def restore(path: Path, *, now: datetime.datetime, over_newer: bool = False, to_date: bool = True, progress: Progress = silent) -> Restored:
    """Answers what was put in place. Until everything has been compared nothing has changed; what was here is put aside, never deleted.

    With `to_date` an older backup's tables are brought up to date at once. The caller holds the data folder, so that no server runs.
    Raises `BackupTrouble`.
    """
    with older.as_of_now(path, now=now) as file:
        head = backup.head_of(file)
        _insist_on_newer(head, over_newer)
        backup.check(file, progress=progress)
        there, erased = standing.is_there(), _erased(path)
        with standing.fresh(now=now), _files(now) as files:
            _fill(file, head, files)
            steps = migrating.pending() if to_date else []
            migrating.to([(step.app_label, step.name) for step in steps])
            migrating.insist_on_everything(head.rows, steps)
            again = erasing.replay(now=now, told=erased) if to_date else 0
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
    return Restored(sum(head.rows.values()), again, standing.name_aside(now) if there else "")


def _insist_on_newer(head: Head, over_newer: bool) -> None:
    if over_newer:
        return
    if connection.vendor == "sqlite":
        changed = standing.changed_at()
        if changed is None or changed <= head.made_at:
            return
        said = f"The data here were changed on {changed:%d %B %Y at %H:%M} UTC, after this backup was made."
    elif standing.is_there():
        said = "There are data in this database already."
    else:
        return
    raise BackupTrouble(f"{said} Add --yes if you want the backup all the same; what is here now is put aside, not deleted.")


def _erased(path: Path) -> list[journal.Line]:
    """The journal of erasures, from wherever it is left: the data folder, the database that is there, the folder of backups."""
    here: list[journal.Line] = []
    if standing.is_there():
        # One that is broken, or older than its journal, has nothing to say; the file beside it has.
        with contextlib.suppress(DatabaseError):
            here = list(journal.in_database())
    return journal.together(journal.in_file(path.parent / journal.FILE), journal.in_file(), here)


def _fill(path: Path, head: Head, files: Path) -> None:
    """Tables as they were when the backup was made, with what was in them; compared row by row."""
    migrating.to(head.migrations)
    if set(shape.shapes(shape.applied())) != set(head.tables):
        raise BackupTrouble(f"The tables in {path} are not those that this Homeroom knows by the same names. Use the one that made it.")
    end: dict[str, Any] = {}
    with transaction.atomic():
        loading.begin()
        loading.empty(list(head.tables))
        pieces = backup.pieces_of(path, head.tables, end)
        ahead = next(pieces, None)
        while ahead is not None and ahead.table is not None:
            table = ahead.table
            ahead = _load(table, ahead, pieces)
        for piece in chain([ahead] if ahead else [], pieces):
            with _inside(files, piece.file).open("ab") as file:
                file.write(piece.part)
        for table in head.tables:
            if table.counts:
                loading.count_on(table, end["tables"][table.label]["last"])
    for table in head.tables:
        rows, digest = loading.digest(table)
        if (rows, digest) != (end["tables"][table.label]["rows"], end["tables"][table.label]["sha256"]):
            raise Damaged(f"What the database says of {table.label} is not what was put in. Nothing was changed.")


def _load(table: Shape, first: Piece, pieces: Iterator[Piece]) -> Piece | None:
    """Rows of one table; answers the first piece that is of something else."""
    ahead: Piece | None = first

    def rows() -> Iterator[Any]:
        nonlocal ahead
        while ahead is not None and ahead.table is table:
            yield from ahead.rows
            ahead = next(pieces, None)

    loading.load(table, rows())
    return ahead


def _inside(folder: Path, name: str) -> Path:
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise Damaged("A file of the backup would lie outside the data folder.")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


@contextlib.contextmanager
def _files(now: datetime.datetime) -> Iterator[Path]:
    """A folder for kept files. When all is well they take the place of those that are there, which are put aside."""
    data = Path(settings.HOMEROOM_DATA)
    fresh, aside = data / f".files-{secrets.token_hex(4)}", data / standing.name_aside(now)
    fresh.mkdir(mode=0o700)
    try:
        yield fresh
        for old in backup.kept_files():
            old.replace(_inside(aside, old.relative_to(data).as_posix()))
        for new in sorted(path for path in fresh.rglob("*") if path.is_file()):
            new.chmod(0o600)
            new.replace(_inside(data, new.relative_to(fresh).as_posix()))
    finally:
        for left in sorted(fresh.rglob("*"), reverse=True):
            left.unlink() if left.is_file() else left.rmdir()
        fresh.rmdir()
