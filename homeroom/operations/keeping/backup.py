"""A backup is one encrypted file with every row and every kept file as they were at one moment; the keys are never in it (SEC-02, SEC-03).

Rows are written in a form that both databases take (keeping.shape). What was written is opened again and compared before it counts.
"""

import contextlib
import datetime
import hashlib
import json
import tempfile
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings

from homeroom.kit.declare import stores
from homeroom.operations.keeping import archive, keys, reading, shape, standing
from homeroom.operations.keeping.reading import Row, Snapshot
from homeroom.operations.keeping.shape import Shape
from homeroom.operations.keeping.trouble import BackupTrouble, Damaged

#: Kinds of records, in this order: one head; of each table its rows; of each file its name and its parts; one end.
HEAD, ROWS, FILE, PART, END = b"H", b"R", b"F", b"P", b"E"
#: Bytes of a record, about.
PIECE = 512 * 1024
#: Called with things done, and things there are in all: rows that are written, then rows that are read again.
Progress = Callable[[int, int], None]
_ARRAY = b"\xdd"
_decode = msgspec.msgpack.Decoder(list[Row]).decode


def silent(done: int, of: int) -> None:
    """Tells nobody."""


@dataclass(frozen=True)
class Head:
    """What a backup holds: made when, by which migrations, with which keys, of which tables."""

    made_at: datetime.datetime
    migrations: tuple[tuple[str, str], ...]
    keys: dict[str, str]
    tables: tuple[Shape, ...]
    rows: dict[str, int]


@dataclass(frozen=True)
class Piece:
    """Rows of a table, or a part of a file."""

    table: Shape | None = None
    rows: tuple[Row, ...] | list[Row] = ()
    file: str = ""
    part: bytes = b""


def kept_files() -> list[Path]:
    """Files of the data folder that belong into a backup, as their stores are declared (`Store.files`)."""
    folder = Path(settings.HOMEROOM_DATA)
    patterns = [pattern for store in stores().values() for pattern in store.files]
    return sorted({path for pattern in patterns for path in folder.glob(pattern) if path.is_file() and not path.is_symlink()})


def back_up(to: Path, *, now: datetime.datetime, progress: Progress = silent) -> int:
    """Writes a backup while the service goes on; answers its size in bytes. Raises `BackupTrouble`; then there is no file."""
    if to.exists():
        raise BackupTrouble(f"{to} is there already. Name a new file: a backup is never overwritten.")
    if not to.parent.is_dir():
        raise BackupTrouble(f"The folder {to.parent} does not exist. Make it, or name a file elsewhere.")
    if not standing.is_there():
        raise BackupTrouble("There are no data yet, so there is nothing to back up.")
    try:
        with tempfile.TemporaryDirectory(prefix=".homeroom-backup-", dir=to.parent) as place:
            draft = Path(place) / "draft"
            with contextlib.closing(archive.Writer(draft, now=now)) as file, reading.snapshot() as found:
                written = write_rows(file, found, now, progress=progress, files=kept_files())
            told = check(draft, progress=lambda done, of: progress(of + done, of * 2))
            if told != written:
                raise Damaged(f"What was written to {to.parent} is not what was read. Look at that disk, and back up elsewhere.")
            draft.replace(to)
    except OSError as problem:
        raise BackupTrouble(f"{to.parent} cannot be written ({problem.strerror}). Make room, or name another folder.") from problem
    return to.stat().st_size


def write_rows(
    file: archive.Writer, found: Snapshot, now: datetime.datetime, *, progress: Progress = silent, files: Collection[Path] = ()
) -> dict[str, Any]:
    """Everything into an open archive; answers its end."""
    migrations = found.migrations()
    tables = shape.shapes(migrations)
    counts = {one.label: found.count(one) for one in tables}
    head = {
        "made_at": now.isoformat(),
        "migrations": migrations,
        "keys": keys.fingerprints(),
        "tables": [one.as_json() for one in tables],
        "rows": counts,
    }
    file.add(HEAD, json.dumps(head).encode())
    total, done = sum(counts.values()), 0
    end: dict[str, Any] = {"tables": {}, "files": {}}
    for number, one in enumerate(tables):
        sum_, rows = hashlib.sha256(), 0
        for size, piece in _pieces(found.rows(one)):
            sum_.update(piece)
            rows += size
            file.add(ROWS, number.to_bytes(2, "big") + _ARRAY + size.to_bytes(4, "big") + piece)
            progress(done + rows, total * 2)
        done += rows
        end["tables"][one.label] = {"rows": rows, "sha256": sum_.hexdigest(), "last": found.last(one) if one.counts else 0}
    for path in files:
        name = path.relative_to(settings.HOMEROOM_DATA).as_posix()
        file.add(FILE, name.encode())
        sum_ = hashlib.sha256()
        with path.open("rb") as content:
            while part := content.read(PIECE):
                sum_.update(part)
                file.add(PART, part)
        end["files"][name] = sum_.hexdigest()
    file.end(END, json.dumps(end).encode())
    return end


def _pieces(rows: Iterator[Row]) -> Iterator[tuple[int, bytes]]:
    """Rows as they lie in a record, some at a time: how many, and one behind the other."""
    waiting: list[bytes] = []
    size = 0
    for row in rows:
        waiting.append(reading.encode(row))
        size += len(waiting[-1])
        if size >= PIECE:
            yield len(waiting), b"".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield len(waiting), b"".join(waiting)


def head_of(path: Path) -> Head:
    """What a backup holds; raises `BackupTrouble`, also when it was sealed with other keys or made by a newer Homeroom."""
    kind, payload = next(archive.records(path))
    if kind != HEAD:
        raise Damaged(f"{path} is damaged: it does not begin as a backup does.")
    told = json.loads(payload)
    archive.insist_on_keys(told["keys"])
    migrations = tuple((app, name) for app, name in told["migrations"])
    if newer := shape.unknown(migrations):
        raise BackupTrouble(f"{path} was made by a newer Homeroom (it has {newer[0]}). Upgrade this one first.")
    tables = tuple(shape.from_json(one) for one in told["tables"])
    return Head(datetime.datetime.fromisoformat(told["made_at"]), migrations, told["keys"], tables, told["rows"])


def pieces_of(path: Path, tables: tuple[Shape, ...], end: dict[str, Any]) -> Iterator[Piece]:
    """Everything in a backup, in order. Fills `end` with its last record; raises `Damaged` when something is not what was put in."""
    sums: dict[str, Any] = {one.label: hashlib.sha256() for one in tables}
    counts = dict.fromkeys(sums, 0)
    files: dict[str, Any] = {}
    name = ""
    for kind, payload in archive.records(path):
        if kind == ROWS:
            table, rows = tables[int.from_bytes(payload[:2], "big")], _decode(payload[2:])
            sums[table.label].update(payload[7:])
            counts[table.label] += len(rows)
            yield Piece(table=table, rows=rows)
        elif kind == FILE:
            name = payload.decode()
            files[name] = hashlib.sha256()
            yield Piece(file=name)
        elif kind == PART:
            files[name].update(payload)
            yield Piece(file=name, part=payload)
        elif kind == END:
            end |= json.loads(payload)
    found = {label: {"rows": counts[label], "sha256": sums[label].hexdigest()} for label in sums}
    wanted = {label: {"rows": told["rows"], "sha256": told["sha256"]} for label, told in end.get("tables", {}).items()}
    if found != wanted or {name: one.hexdigest() for name, one in files.items()} != end.get("files"):
        raise Damaged(f"{path} is damaged: what is in it is not what was put in. Take another backup.")


def check(path: Path, *, progress: Progress = silent) -> dict[str, Any]:
    """Opens all of a backup and compares it with what it says of itself; answers its end. Raises `BackupTrouble`."""
    head = head_of(path)
    total, done = sum(head.rows.values()), 0
    end: dict[str, Any] = {}
    for piece in pieces_of(path, head.tables, end):
        done += len(piece.rows)
        if piece.rows:
            progress(done, total)
    return end
