"""CLOCK: what a scheduled job does one tick before a limit, and at it. Time is always handed in, so nothing has to be frozen."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from homeroom.jobs.models import Run
from homeroom.jobs.registry import all_jobs, run_due

T = TypeVar("T")
#: The smallest step that both databases tell apart.
TICK = datetime.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Around(Generic[T]):
    """What was seen after the last run before the limit, and after the first one at it."""

    before: T
    at: T


def around(limit: datetime.datetime, run: Callable[[datetime.datetime], object], look: Callable[[], T]) -> Around[T]:
    """Runs one tick early and looks; then in time, and looks again."""
    run(limit - TICK)
    before = look()
    run(limit)
    return Around(before, look())


def job(name: str) -> Callable[[datetime.datetime], object]:
    """A declared job as the scheduler runs it: through `run_due`, with everything else that is due, and however lately it ran."""
    assert name in {one.name for one in all_jobs()}, f"there is no job {name!r}"

    def run(now: datetime.datetime) -> object:
        Run.objects.filter(job=name).delete()
        ran = run_due(now=now)
        problem = Run.objects.get(job=name).problem
        assert name in ran
        assert problem == "", f"{name}: {problem}"
        return ran

    return run
