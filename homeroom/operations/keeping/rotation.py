"""Backups end after at most 30 days (RET-05): names, ages, and what was noted of the last one."""

import contextlib
import datetime
from collections.abc import Iterator
from pathlib import Path

import msgspec
from django.conf import settings

from homeroom.operations.keeping import archive, keys
from homeroom.operations.keeping.trouble import BackupTrouble

#: What the page "What we keep about you" promises; an operator may keep them shorter.
LONGEST = datetime.timedelta(days=30)
NOTE = "backups.json"


class Last(msgspec.Struct, frozen=True):
    """The last backup that went well."""

    at: datetime.datetime
    file: str


def name_in(folder: Path, now: datetime.datetime) -> Path:
    """The name of a new backup in a folder of backups."""
    return folder / f"homeroom-{now:%Y%m%d-%H%M%S}.backup"


def drop_older(folder: Path, *, than: datetime.datetime) -> list[Path]:
    """Deletes backups of this instance in a folder, whoever named them; answers which. Files of others and other files stay."""
    dropped = []
    for path in sorted(folder.glob("*.backup")):
        made_at = _ours(path)
        if made_at is not None and made_at < than:
            path.unlink()
            dropped.append(path)
    return dropped


def _ours(path: Path) -> datetime.datetime | None:
    """When it was made, if one of our keys sealed it."""
    with contextlib.suppress(BackupTrouble, OSError):
        told = archive.preface_of(path)
        if keys.fingerprints().get(told["key"]) == told["mark"]:
            return datetime.datetime.fromisoformat(told["made_at"])
    return None


def note(path: Path, *, now: datetime.datetime) -> None:
    """For doctor: when, and where to."""
    place = Path(settings.HOMEROOM_DATA)
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    (place / NOTE).write_bytes(msgspec.json.encode(Last(now, str(path.resolve()))))


def last() -> Last | None:
    """The last backup that went well; None when there is none."""
    with contextlib.suppress(OSError, msgspec.MsgspecError):
        return msgspec.json.decode((Path(settings.HOMEROOM_DATA) / NOTE).read_bytes(), type=Last)
    return None


def aside(folder: Path) -> Iterator[Path]:
    """Databases and files that a restore put aside in the data folder."""
    yield from sorted(folder.glob("*before-[0-9]*"))
