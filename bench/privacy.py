"""What the privacy engine costs on the hottest path: its own CPU against an empty Django view, and a run's write with and without it.

On an attempt the engine is who the request is open to (kit.declare.scopes): no statement, a word in the thread. `python -m bench.privacy`.
"""

import datetime
import os
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeroom.config.settings")

import django

django.setup()

# Once Django is ready.
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connections

from bench import page_cpu
from bench.writes import Pupil, body, call, line
from homeroom.accounts import middleware
from homeroom.curriculum import actions as curriculum_actions
from homeroom.curriculum import queries as curriculum
from homeroom.kit.declare.scopes import CLOSED, become, system_task
from homeroom.kit.http import frame, guards
from homeroom.progress import buckets
from homeroom.testing.cast import a_person, a_section

ROUNDS, TURNS, OFTEN = 15, 60, 4_000


def own() -> float:
    """CPU seconds of the engine for one attempt: closed by the frame, the session looked up, opened by the view, taken back."""
    began = time.process_time()
    for _ in range(OFTEN):
        before = become(CLOSED)
        with system_task("session look-up"):
            pass
        opened = become("SIGNED_IN")
        become(opened)
        become(before)
    return (time.process_time() - began) / OFTEN


@contextmanager
def without() -> Iterator[None]:
    """The same service without the engine."""
    nothing: Any = {"become": lambda to: to, "system_task": lambda name: nullcontext()}
    places = [(frame, "become"), (guards, "become"), (middleware, "system_task")]
    kept = [getattr(place, name) for place, name in places]
    for place, name in places:
        setattr(place, name, nothing[name])
    try:
        yield
    finally:
        for (place, name), real in zip(places, kept, strict=True):
            setattr(place, name, real)


def cpu(application: Any, pupils: list[Pupil], level: Any) -> float:
    """CPU seconds of this process for one attempt; every pupil sends as often."""
    requests = [(pupil := pupils[number % len(pupils)], body(pupil, level)) for number in range(TURNS)]
    began = time.process_time()
    for pupil, sent in requests:
        call(application, pupil, sent)
    return (time.process_time() - began) / TURNS


def main() -> None:
    """Prints the two lines."""
    call_command("migrate", verbosity=0, interactive=False)
    curriculum_actions.load_levels(now=datetime.datetime.now(datetime.UTC))
    lesson = curriculum.courses()[0].lessons[0]
    section = a_section(a_person("Ada", "teacher"), "5b", course=lesson.course)
    pupils = [Pupil(number, section) for number in range(6)]
    buckets.attempts.burst = 1e9
    buckets.attempts.refill()
    ours, level = WSGIHandler(), lesson.levels[0]
    for pupil in pupils:
        call(ours, pupil, body(pupil, level))
    kept = settings.MIDDLEWARE, settings.ROOT_URLCONF
    settings.MIDDLEWARE, settings.ROOT_URLCONF = [], "bench.page_cpu"
    empty = WSGIHandler()
    pairs = [(own(), page_cpu.cost(empty, "/empty/") / page_cpu.TURNS) for _ in range(ROUNDS)]
    settings.MIDDLEWARE, settings.ROOT_URLCONF = kept
    mine, floor = (statistics.median(side) * 1e6 for side in zip(*pairs, strict=True))
    line("privacy-engine-cpu", mine, floor, statistics.median(one / other for one, other in pairs), 0.2, unit="us of CPU per request")
    rounds: list[tuple[float, float]] = []
    for number in range(ROUNDS):
        first = cpu(ours, pupils, level) if number % 2 else 0.0
        with without():
            bare = cpu(ours, pupils, level)
        rounds.append((first or cpu(ours, pupils, level), bare))
    one, other = (statistics.median(side) * 1e6 for side in zip(*rounds, strict=True))
    line("privacy-engine-attempt", one, other, statistics.median(a / b for a, b in rounds), 1.10, unit="us of CPU")
    connections.close_all()


if __name__ == "__main__":
    main()
