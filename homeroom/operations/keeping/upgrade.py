"""`homeroom upgrade`: back up, migrate, look whether everything is there, or be as before."""

import datetime
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from homeroom.operations.keeping import migrating, rotation, standing
from homeroom.operations.keeping.backup import Progress, back_up, silent
from homeroom.operations.keeping.migrating import Told
from homeroom.operations.keeping.trouble import BackupTrouble


@dataclass(frozen=True)
class Upgraded:
    """Migrations that were made, and the backup of before; none when there was nothing to do."""

    steps: tuple[str, ...]
    backup: Path | None


def folder() -> Path:
    """Where backups of before an upgrade lie unless somebody says otherwise. They end after 30 days like all others."""
    return Path(settings.HOMEROOM_DATA) / "backups"


def upgrade(*, now: datetime.datetime, to: Path | None = None, progress: Progress = silent, told: Told = lambda name: None) -> Upgraded:
    """Brings the tables up to date, all or nothing. The caller holds the data folder. Raises `BackupTrouble`; then all is as it was."""
    steps = migrating.pending()
    if not steps:
        return Upgraded((), None)
    place = to or folder()
    if to is None:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
    saved = rotation.name_in(place, now)
    back_up(saved, now=now, progress=progress)
    rotation.note(saved, now=now)
    at: list[str] = []

    def next_(name: str) -> None:
        at.append(name)
        told(name)

    try:
        with standing.changed_whole():
            before = migrating.rows()
            migrating.to(told=next_)
            migrating.insist_on_everything(before, steps)
    except Exception as problem:  # whatever broke, it is told what is now, and what to do
        raise BackupTrouble(_sentence(problem, at, saved)) from problem
    rotation.drop_older(place, than=now - rotation.LONGEST)
    return Upgraded(tuple(at), saved)


def _sentence(problem: Exception, at: list[str], saved: Path) -> str:
    where = f"after {at[-1]}" if at else "at the first step"
    what = str(problem) if isinstance(problem, BackupTrouble) else f"{type(problem).__name__}: {problem}"
    return (
        f"The upgrade broke {where}: {what}\nNothing has changed: the data are as they were. Go back to the version you had; it starts "
        f"with them. A backup of before lies in {saved}."
    )
