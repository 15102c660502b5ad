"""Whether the service is up, and which part is not."""

import datetime
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from homeroom.curriculum import queries as curriculum
from homeroom.jobs import registry
from homeroom.operations.keeping import migrating
from homeroom.privacy import retention

#: A job that has not run for this many times its own interval (and an hour) has stopped.
LATE = 3

_complete = False


def is_complete() -> bool:
    """Whether all migrations and the curriculum are in. Asked once: what is in stays in while this process runs."""
    global _complete  # noqa: PLW0603 -- a fact about this process
    if not _complete:
        try:
            _complete = not migrating.pending() and bool(curriculum.courses())
        except (DatabaseError, RuntimeError):
            return False
    return _complete


def parts(*, now: datetime.datetime) -> dict[str, str]:
    """What works ("ok") and what does not, in a few words: database, files, curriculum, jobs."""
    return {"database": _database(), "files": _files(), "curriculum": _curriculum(), "jobs": _jobs(now)}


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError:
        return "does not answer"
    return "ok"


def _files() -> str:
    folder = Path(settings.HOMEROOM_DATA)
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"homeroom")
            probe.flush()
            os.fsync(probe.fileno())
    except OSError:
        return "the data folder cannot be written"
    return "ok"


def _curriculum() -> str:
    try:
        return "ok" if curriculum.courses() else "no course is loaded"
    except (DatabaseError, RuntimeError):
        return "no course is loaded"


def _jobs(now: datetime.datetime) -> str:
    try:
        late = registry.late(now=now, times=LATE)
        if retention.is_silent(now=now) and retention.JOB not in late:
            late.append(retention.JOB)
    except DatabaseError:
        return "unknown, since the database does not answer"
    return "late: " + ", ".join(late) if late else "ok"
