"""Jobs are declared in each room's jobs.py and found there; `run_due` runs what is due."""

import datetime
import logging
from collections.abc import Callable
from dataclasses import dataclass

from homeroom.jobs.models import Run
from homeroom.kit.db import write
from homeroom.kit.declare.scopes import system_task

_log = logging.getLogger("homeroom.jobs")


@dataclass(frozen=True)
class Job:
    """`run(now=...)` answers how many things it did; in one transaction unless it says that it makes its own, in small pieces."""

    name: str
    every: datetime.timedelta
    run: Callable[..., int]
    in_pieces: bool = False


_jobs: dict[str, Job] = {}


def every(hours: float, name: str, run: Callable[..., int], *, in_pieces: bool = False) -> None:
    """Declares a job that runs every so many hours."""
    _jobs[name] = Job(name, datetime.timedelta(hours=hours), run, in_pieces)


def all_jobs() -> list[Job]:
    """All declared jobs by name."""
    return [_jobs[name] for name in sorted(_jobs)]


def run_due(*, now: datetime.datetime) -> list[str]:
    """Runs every job whose time has come, each on its own; answers their names."""
    ran = []
    last = dict(Run.objects.values_list("job", "started_at"))
    for job in all_jobs():
        if job.name in last and now - last[job.name] < job.every:
            continue
        _begin(job.name, now)
        try:
            with system_task("job"):
                count, problem = (job.run if job.in_pieces else write(job.run))(now=now), ""
        except Exception as error:  # noqa: BLE001 -- told on the page of jobs; the next job runs all the same
            _log.exception("a job broke", extra={"job": job.name})
            count, problem = 0, type(error).__name__
        _end(job.name, count, problem, now)
        ran.append(job.name)
    return ran


def late(*, now: datetime.datetime, times: int) -> list[str]:
    """Names of jobs that ran once, but not for `times` their interval and an hour more, or that have been at it for an hour."""
    hour = datetime.timedelta(hours=1)
    last = {name: (started, ended) for name, started, ended in Run.objects.values_list("job", "started_at", "ended_at")}
    found = []
    for job in all_jobs():
        started, ended = last.get(job.name, (now, now))
        if now - started > job.every * times + hour or (ended is None and now - started > hour):
            found.append(job.name)
    return found


def last_run(name: str) -> Run | None:
    """When a job last ran, and what came of it."""
    return Run.objects.filter(job=name).first()


@write
def _begin(name: str, now: datetime.datetime) -> None:
    Run.objects.update_or_create(job=name, defaults={"started_at": now, "ended_at": None})


@write
def _end(name: str, count: int, problem: str, now: datetime.datetime) -> None:
    Run.objects.filter(job=name).update(ended_at=now, count=count, problem=problem)
