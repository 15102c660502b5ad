"""Attempts: CPU of a write against the bare handler on the same database, in turns; a batch of ten; statements; thirty in one second.

`python -m bench.writes sqlite|postgresql` in an environment of its own (bench.run starts it): makes pupils, captures the statements of one
run, then measures both sides in one process. `bell-30` serves both by Granian and lets thirty pupils save at once.
"""

import datetime
import io
import json
import os
import random
import statistics
import sys
import time
import uuid
from collections.abc import Callable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeroom.config.settings")

import django

django.setup()

# Once Django is ready.
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connection, connections

from bench.floor import Floor
from homeroom.accounts import actions as accounts
from homeroom.accounts import queries as people
from homeroom.curriculum import actions as curriculum_actions
from homeroom.curriculum import queries as curriculum
from homeroom.kit.ids import uuid7
from homeroom.progress import buckets
from homeroom.testing.cast import a_person, a_seat, a_section

ROUNDS, TURNS = 9, 120
#: What only marks where a transaction begins or ends.
AROUND = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
PUPILS = 30


class Pupil:
    """A signed-in pupil, as a browser sends them."""

    def __init__(self, number: int, section: Any) -> None:
        now = datetime.datetime.now(datetime.UTC)
        student = a_person(f"Pupil {number}", age=10, now=now)
        seat = a_seat(section, student, now=now)
        begun = accounts.begin_session(person=student, way="words", now=now, section_id=section.pk, enrolment_id=seat.pk)
        self.person, self.token, self.csrf = student.code, begun.token, people.csrf_of(begun.session)
        self.session_id = begun.session.pk


def body(pupil: Pupil, level: Any, count: int = 1, *, outcome: str = "tried") -> bytes:
    """POST /attempts with `count` runs, each with a program of about 800 bytes that nobody has kept yet."""
    attempts = []
    for _ in range(count):
        blocks = [{"type": "maze_move", "id": f"b{random.getrandbits(64):016x}"} for _ in range(14)]
        program = json.dumps({"blocks": {"languageVersion": 0, "blocks": [{"type": "start", "id": "start"}, *blocks]}})
        attempts.append(
            {
                "id": str(uuid7()), "lesson": str(level.lesson), "level": str(level.id), "program": program,
                "outcome": outcome, "mistake": "missing_move",
                "said": {"key": "maze.short", "values": {"steps": 2}}, "blocks": 14, "hints": 0, "seconds": 12,
                "madeAt": int(time.time() * 1000), "fromBrowser": False,
            }
        )  # fmt: skip
    return json.dumps({"person": pupil.person, "attempts": attempts}).encode()


def environ(pupil: Pupil, sent: bytes) -> dict[str, Any]:
    """The request as a server hands it over."""
    return {
        "REQUEST_METHOD": "POST", "PATH_INFO": "/attempts", "SCRIPT_NAME": "", "QUERY_STRING": "",
        "SERVER_NAME": "localhost", "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "localhost", "CONTENT_TYPE": "application/json", "CONTENT_LENGTH": str(len(sent)),
        "HTTP_COOKIE": f"here=1; homeroom={pupil.token}", "HTTP_X_CSRFTOKEN": pupil.csrf,
        "HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ACCEPT_LANGUAGE": "en",
        "wsgi.input": io.BytesIO(sent), "wsgi.url_scheme": "http", "wsgi.errors": sys.stderr,
    }  # fmt: skip


def call(application: Callable[..., Any], pupil: Pupil, sent: bytes) -> bytes:
    """One request; raises when it was not answered with 200."""
    status: list[str] = []
    answer = application(environ(pupil, sent), lambda said, *_: status.append(said))
    found = b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    assert status[0].startswith("200"), (status, found)
    return found


class Capture:
    """Notes every statement of this process, whichever thread sends it."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, Any]] = []

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.seen.append((sql, params))
        return execute(sql, params, many, context)


def captured(ours: Callable[..., Any], pupil: Pupil, sent: bytes) -> list[tuple[str, Any]]:
    """The statements of one request, in place so that they are all seen; BEGIN and COMMIT are not among them."""
    settings.HOMEROOM_WRITE_IN_PLACE = True
    capture = Capture()
    try:
        with connection.execute_wrapper(capture):
            call(ours, pupil, sent)
    finally:
        settings.HOMEROOM_WRITE_IN_PLACE = False
    return capture.seen


def as_floor(seen: list[tuple[str, Any]], sent: bytes) -> dict[str, Any]:
    """Ours as the floor repeats it: SQL, and parameters with marks where each run has its own."""
    made = json.loads(sent)["attempts"][0]
    sqlite = connection.vendor == "sqlite"
    session, asked = next((sql, params) for sql, params in seen if "accounts_session" in sql and sql.startswith("SELECT"))
    writes = [(sql, params) for sql, params in seen if sql.lstrip().startswith(("INSERT", "WITH"))]

    def mark(value: Any) -> Any:
        value = getattr(value, "obj", value)  # psycopg wraps bytes
        if isinstance(value, list | tuple):
            return ["$list", *(mark(part) for part in value)]
        if isinstance(value, uuid.UUID):
            return ["$id", "uuid"] if str(value) == made["id"] else ["$uuid", str(value)]
        if isinstance(value, str) and value == uuid.UUID(made["id"]).hex:
            return ["$id", "hex"]
        if isinstance(value, bytes | memoryview) and len(value) == 32:
            return ["$token"]
        if isinstance(value, bytes | memoryview):
            return ["$digest"] if len(value) == 16 else ["$bytes", list(bytes(value))]
        if isinstance(value, datetime.datetime):
            return ["$now", "time"]
        if sqlite and isinstance(value, str) and value[:2] == "20" and value[4:5] == "-":
            return ["$now", "text"]
        return value

    program = [row for row in _programs() if row]
    statements = []
    for at, (sql, params) in enumerate(writes):
        marked = [mark(value) for value in params]
        if at > 0:
            marked = [_program(value, program) for value in marked]
        statements.append((sql.replace("%s", "?") if sqlite else sql, marked))
    return {"session": [session.replace("%s", "?") if sqlite else session, [mark(value) for value in asked]], "write": statements}


def _programs() -> list[int]:
    from homeroom.programs.models import Program

    return list(Program.objects.order_by("-id").values_list("id", flat=True)[:1])


def _program(value: Any, rows: list[int]) -> Any:
    if isinstance(value, list) and value[:1] == ["$list"]:
        return ["$list", *(_program(part, rows) for part in value[1:])]
    return ["$program"] if value in rows and not isinstance(value, bool) else value


def cpu(application: Callable[..., Any], pupils: list[Pupil], level: Any, count: int) -> float:
    """CPU seconds of this process for one request; requests are made before the clock runs."""
    requests = [(pupil := random.choice(pupils), body(pupil, level, count)) for _ in range(TURNS)]
    began = time.process_time()
    for pupil, sent in requests:
        call(application, pupil, sent)
    return (time.process_time() - began) / TURNS


def line(name: str, ours: float, floor: float | None, ratio: float, budget: float, **more: object) -> None:
    """Prints one line."""
    shown = {"name": name, "ours": round(ours, 1), "floor": floor if floor is None else round(floor, 1), "ratio": round(ratio, 2)}
    print(json.dumps(shown | {"budget": budget, "ok": ratio <= budget} | more), flush=True)


def main(database: str) -> None:
    """Prints the lines of one database; writes what the floor needs to BENCH_OUT for `bell-30`."""
    call_command("migrate", verbosity=0, interactive=False)
    curriculum_actions.load_levels(now=datetime.datetime.now(datetime.UTC))
    lesson = curriculum.courses()[0].lessons[0]
    section = a_section(a_person("Ada", "teacher"), "5b", course=lesson.course)
    pupils = [Pupil(number, section) for number in range(PUPILS)]
    # What is measured is the write, not the guard against a broken page that sends without end.
    buckets.attempts.burst = 1e9
    buckets.attempts.refill()
    ours, level = WSGIHandler(), lesson.levels[0]
    for pupil in pupils:
        call(ours, pupil, body(pupil, level))
    sent = body(pupils[0], level)
    seen = captured(ours, pupils[0], sent)
    count_statements(ours, pupils[0], level, lesson.levels[1], database)
    target = settings.DATABASES["default"]
    path = os.environ["DATABASE_URL"] if database == "postgresql" else str(target["NAME"])
    statements = as_floor(seen, sent)
    with open(os.environ["BENCH_OUT"], "w", encoding="utf-8") as file:
        told = [{"person": pupil.person, "token": pupil.token, "csrf": pupil.csrf} for pupil in pupils]
        json.dump({**statements, "database": path, "pupils": told, "lesson": str(lesson.id), "level": str(level.id)}, file)
    floor = Floor(path, statements)
    for pupil in pupils[:3]:
        call(floor, pupil, body(pupil, level))
    rounds = [(cpu(ours, pupils, level, 1), cpu(floor, pupils, level, 1), cpu(ours, pupils, level, 10)) for _ in range(ROUNDS)]
    one, bare, ten = (statistics.median(side) * 1e6 for side in zip(*rounds, strict=True))
    budget = 3.0 if database == "postgresql" else 3.2
    line(f"attempt-write-{database}", one, bare, statistics.median(mine / floor_ for mine, floor_, _ in rounds), budget, unit="us of CPU")
    name = "attempt-batch" if database == "postgresql" else "attempt-batch-sqlite"
    line(
        name,
        ten / 10,
        bare,
        statistics.median(batch / 10 / floor_ for _, floor_, batch in rounds),
        0.75,
        unit="us of CPU per attempt of ten",
    )
    connections.close_all()


def count_statements(ours: Callable[..., Any], pupil: Pupil, level: Any, other: Any, database: str) -> None:
    """Statements of a run whose program is known and whose state does not rise, of one with both, session and access included."""
    known = json.loads(body(pupil, level))
    call(ours, pupil, json.dumps(known).encode())
    known["attempts"][0]["id"] = str(uuid7())
    plain = [sql for sql, _ in captured(ours, pupil, json.dumps(known).encode())]
    full = [sql for sql, _ in captured(ours, pupil, body(pupil, other, outcome="perfect"))]
    writes = [sql for sql in plain if "accounts_" not in sql and not sql.startswith(AROUND)]
    risen = [sql for sql in full if "accounts_" not in sql and not sql.startswith(AROUND)]
    budget = 2 if database == "postgresql" else 4
    around = len([sql for sql in plain if "accounts_" in sql])
    line(
        f"statements-{database}",
        len(writes),
        None,
        len(writes) / budget,
        1,
        statements=budget,
        with_new_program_and_cell=len(risen),
        session_and_access=around,
    )


if __name__ == "__main__":
    main(sys.argv[1])
