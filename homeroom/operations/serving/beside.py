"""What runs beside the answering: the jobs, every minute; and an eye on the process above, so that no server is left without an owner."""

import datetime
import logging
import os
import signal
import threading
import time

from django.db import connection

from homeroom.jobs import registry

#: Seconds between two looks at what is due, and the wait before the first, which lets the first pages go first.
MINUTE, FIRST = 60.0, 5.0
#: Seconds between two looks at the process above.
LOOK = 1.0
#: Any number; the same in all processes on one PostgreSQL.
JOBS_LOCK = 7_236_001
_log = logging.getLogger("homeroom.operations")


def begin() -> None:
    """Starts both threads; they end with the process."""
    threading.Thread(target=_jobs, name="jobs", daemon=True).start()
    threading.Thread(target=_end_with, args=(os.getppid(),), name="owner", daemon=True).start()


def _jobs() -> None:
    time.sleep(FIRST)
    while True:
        try:
            run_jobs(now=datetime.datetime.now(datetime.UTC))
        except Exception:  # noqa: BLE001 -- the jobs go on at the next minute
            _log.exception("jobs could not run")
        finally:
            connection.close()
        time.sleep(MINUTE)


def run_jobs(*, now: datetime.datetime) -> list[str]:
    """Runs what is due, unless another process of this service is at it; answers the names of what ran."""
    if connection.vendor != "postgresql":
        return registry.run_due(now=now)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [JOBS_LOCK])
        if not cursor.fetchone()[0]:
            return []
        try:
            return registry.run_due(now=now)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [JOBS_LOCK])


def _end_with(owner: int) -> None:
    while os.getppid() == owner:
        time.sleep(LOOK)
    os.kill(os.getpid(), signal.SIGTERM)
