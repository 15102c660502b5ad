"""The grid's states: CPU at 600 pupils against a bare handler with the same statement, growth from 30 to 600, size, statements."""

import datetime
import json
import os
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeroom.config.settings")

import django

django.setup()

# Once Django is ready.
import msgspec
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connection

from bench.writes import Capture, line
from homeroom.accounts import actions as accounts
from homeroom.curriculum import actions as curriculum_actions
from homeroom.curriculum import queries as curriculum
from homeroom.curriculum.catalogue import Lesson
from homeroom.progress.models import LessonStates
from homeroom.testing.cast import a_person, a_seat, a_section

ROUNDS, TURNS = 9, 12
NOW = datetime.datetime.now(datetime.UTC)
_encode = msgspec.json.Encoder().encode


def a_class(teacher: Any, count: int, lesson: Lesson) -> Any:
    """A section of `count` pupils of whom everybody has tried two thirds of the lesson."""
    section = a_section(teacher, f"{count}", course=lesson.course, now=NOW)
    for number in range(count):
        student = a_person(f"Pupil {number}", age=10, now=NOW)
        a_seat(section, student, now=NOW)
        states = bytes((number + place) % 4 if place * 3 < lesson.slots * 2 else 0 for place in range(lesson.slots))
        LessonStates.objects.create(student=student, lesson=lesson.id, states=states)
    return section


def environ(path: str, query: str, token: str) -> dict[str, Any]:
    """A teacher's poll as a server hands it over."""
    return {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "SCRIPT_NAME": "", "QUERY_STRING": query,
        "SERVER_NAME": "localhost", "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "localhost", "HTTP_COOKIE": f"homeroom={token}; here=1", "HTTP_ACCEPT_LANGUAGE": "en",
        "HTTP_ACCEPT": "application/json", "wsgi.input": sys.stdin.buffer, "wsgi.url_scheme": "http", "wsgi.errors": sys.stderr,
    }  # fmt: skip


def answer(application: Callable[..., Any], asked: dict[str, Any]) -> bytes:
    """The body of one answer with 200."""
    status: list[str] = []
    found = application(dict(asked), lambda said, *_: status.append(said))
    body = b"".join(found)
    if hasattr(found, "close"):
        found.close()
    assert status[0].startswith("200"), (status, body[:300])
    return body


def cpu(application: Callable[..., Any], asked: dict[str, Any]) -> float:
    """CPU seconds of one answer."""
    began = time.process_time()
    for _ in range(TURNS):
        answer(application, asked)
    return (time.process_time() - began) / TURNS


def bare(statements: list[tuple[str, Any]]) -> Callable[..., Any]:
    """The floor: every statement as ours sends it, straight to SQLite, and the rows of states as JSON."""
    database = sqlite3.connect(str(settings.DATABASES["default"]["NAME"]), isolation_level=None)
    states = next(one for one in statements if "progress_lessonstates" in one[0])
    digits = bytes(range(48, 58)) + bytes(range(10, 256))

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        for one in statements:
            found_rows = database.execute(one[0].replace("%s", "?"), one[1]).fetchall()
            if one is states:
                _, codes, packed = found_rows[0]
        found = dict(zip(codes.split(","), packed.translate(digits).decode().split(","), strict=True))
        start_response("200 OK", [("Content-Type", "application/json")])
        return [_encode({"states": found})]

    return application


def main() -> None:
    """Prints the four lines."""
    settings.HOMEROOM_WRITE_IN_PLACE = True
    call_command("migrate", verbosity=0, interactive=False)
    curriculum_actions.load_levels(now=NOW)
    lesson = curriculum.courses()[0].lessons[0]
    ada = a_person("Ada", "teacher", now=NOW)
    small, large = a_class(ada, 30, lesson), a_class(ada, 600, lesson)
    begun = accounts.begin_session(person=ada, way="password", now=NOW)
    ours = WSGIHandler()
    few, many = (environ(f"/classes/{one.code}/states", f"lesson={lesson.slug}", begun.token) for one in (small, large))
    answer(ours, few)
    capture = Capture()
    with connection.execute_wrapper(capture):
        body = answer(ours, many)
    seen = capture.seen
    floor = bare(seen)
    assert len(json.loads(answer(floor, many))["states"]) == 600
    assert len(json.loads(body)["states"]) == 600
    rounds = [(cpu(ours, many), cpu(floor, many), cpu(ours, few)) for _ in range(ROUNDS)]
    big, below, little = (statistics.median(side) * 1e6 for side in zip(*rounds, strict=True))
    line("grid-600", big, below, statistics.median(one / other for one, other, _ in rounds), 3.0, unit="us of CPU")
    line("grid-growth", big, little, statistics.median(one / other for one, _, other in rounds), 2.5, unit="us of CPU at 600 and 30")
    line("grid-bytes", len(body), None, len(body) / 100_000, 1, bytes=100_000)
    line("grid-statements", len(seen), None, len(seen) / 8, 1, statements=8)


if __name__ == "__main__":
    main()
