"""Backups end after at most 30 days (RET-05): names, ages, and what was noted of the last one."""

import contextlib
import datetime
import shutil
from itertools import chain, count
from pathlib import Path

import msgspec
from django.conf import settings

from homeroom.operations.keeping import archive, keys, standing
from homeroom.operations.keeping.trouble import BackupTrouble
from homeroom.privacy import journal

#: What the page "What we keep about you" promises; an operator may keep them shorter.
LONGEST = datetime.timedelta(days=30)
NOTE = "backups.json"


class Last(msgspec.Struct, frozen=True):
    """The last backup that went well."""

    at: datetime.datetime
    file: str


def name_in(folder: Path, now: datetime.datetime) -> Path:
    """The name of a new backup in a folder of backups."""
    names = (folder / f"homeroom-{now:%Y%m%d-%H%M%S}{more}.backup" for more in chain([""], (f"-{number}" for number in count(2))))
    return next(path for path in names if not path.exists())


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


def keep_journal(folder: Path) -> None:
    """Leaves the journal of erasures beside the backups: when the data folder is lost, nobody comes back from them all the same."""
    lines = journal.together(journal.in_file(folder / journal.FILE), journal.in_file())
    if lines:
        journal.put(lines, folder / journal.FILE)


def drop_aside(*, now: datetime.datetime) -> int:
    """Ends what restores put aside, and backups of upgrades in the data folder, 30 days after; answers how many."""
    data, before = Path(settings.HOMEROOM_DATA), now - LONGEST
    found = {path: moment for path in data.glob(f"*{standing.ASIDE}*") if (moment := standing.aside_since(path.name))}
    old = [path for path, moment in found.items() if moment < before]
    for path in old:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    schemas = [name for name in standing.schemas_aside() if (moment := standing.aside_since(name)) and moment < before]
    for name in schemas:
        standing.drop_schema(name)
    return len(old) + len(schemas) + len(drop_older(data / "backups", than=before))
