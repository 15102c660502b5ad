"""Before the first request: folders, tables, curriculum, static files. Quick when there is nothing to do (a second start)."""

import datetime
import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from homeroom.curriculum import actions as curriculum
from homeroom.kit import static_files
from homeroom.operations.keeping import migrating, standing
from homeroom.operations.keeping.trouble import BackupTrouble
from homeroom.operations.keeping.upgrade import upgrade


class CannotServe(RuntimeError):
    """The service cannot start; the sentence says what to do."""


@contextmanager
def held_data() -> Iterator[None]:
    """One server per SQLite database, since one thread of it does all writing. The lock ends with the processes that hold it."""
    data = Path(settings.HOMEROOM_DATA)
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as problem:
        raise _cannot_use(data, problem) from problem
    if connection.vendor != "sqlite":
        yield
        return
    try:
        handle = os.open(data / "serve.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as problem:
        raise _cannot_use(data, problem) from problem
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            raise CannotServe(
                f"Another Homeroom is running with the data in {data}. Stop it first, or name another folder with HOMEROOM_DATA."
            ) from problem
        yield
    finally:
        os.close(handle)


def _cannot_use(folder: Path, problem: OSError) -> CannotServe:
    why = problem.strerror or type(problem).__name__
    return CannotServe(f"The folder {folder} cannot be used ({why}). Let this user write there, or name another one with HOMEROOM_DATA.")


@contextmanager
def in_this_thread() -> Iterator[None]:
    """Actions run in this thread, so that no writer thread and no open database is there when the server's process is made."""
    before = settings.HOMEROOM_WRITE_IN_PLACE
    settings.HOMEROOM_WRITE_IN_PLACE = True
    try:
        yield
    finally:
        settings.HOMEROOM_WRITE_IN_PLACE = before
        connections.close_all()


def migrate(say: Callable[[str], None], *, now: datetime.datetime) -> int:
    """Brings the tables up to date; answers how many steps that took. Where there are data, it is a whole upgrade with a backup before."""
    steps = len(migrating.pending())
    if steps:
        say(f"Bringing the tables up to date ({steps} steps). This may take a moment; please let it end.")
        if not standing.is_there():
            call_command("migrate", verbosity=0, interactive=False)
            return steps
        try:
            done = upgrade(now=now)
        except BackupTrouble as problem:
            raise CannotServe(str(problem)) from problem
        say(f"Done and compared. A backup of before lies in {done.backup}.")
    return steps


def load(*, now: datetime.datetime) -> int:
    """Loads what the checker wrote of the curriculum; answers how many levels there are."""
    try:
        return curriculum.load_levels(now=now)
    except FileNotFoundError as problem:
        missing = Path(problem.filename or "").name
        raise CannotServe(
            f"The curriculum is not there: {missing} is missing in {settings.HOMEROOM_CURRICULUM}. `homeroom curriculum check` writes it."
        ) from problem


def prepare(*, now: datetime.datetime, say: Callable[[str], None]) -> None:
    """Everything, in order; `say` prints what takes long. Raises `CannotServe`."""
    migrate(say, now=now)
    load(now=now)
    static_files.prepare()
    if not (static_files.BUILT / "manifest.json").exists():
        raise CannotServe("The pages' scripts are not built. Run `npm run build`, or `make serve`, which does everything.")
