"""What the curriculum's own solutions and mistakes come to is kept as it is: names, sentences and programs of every level fit the wire."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import msgspec
import pytest
from django.db import connection, connections

from homeroom.curriculum import queries as curriculum
from homeroom.kit.ids import uuid7
from homeroom.progress.actions import record_attempts
from homeroom.progress.models import Attempt, LessonStates, LevelProgress
from homeroom.progress.tests.pupil import a_run, level, program
from homeroom.testing.cast import NOW, Cast
from homeroom.testing.promises import promise

T = int(NOW.timestamp() * 1000)


def raw(run: dict[str, object]) -> msgspec.Raw:
    return msgspec.Raw(json.dumps(run).encode())


@pytest.mark.django_db
def test_every_solution_and_mistake_of_every_level_is_kept(cast: Cast) -> None:
    lesson = curriculum.lesson_with_slug("maze")
    assert lesson is not None
    tried = 0
    for one in lesson.levels:
        found: Any = curriculum.solutions_of(one.id) or {}
        for kept in [*found.get("solutions", []), *found.get("mistakes", [])]:
            verdict = kept["verdict"]
            told = {"key": verdict["said"]["key"], "values": verdict["said"].get("values", {})}
            more = {"said": told, "mistake": verdict["mistake"], "blocks": verdict["blocks"], "program": json.dumps(kept["program"])}
            run = a_run(one, verdict["outcome"], id=str(uuid7(T)), made_at=T - tried, **more)
            answer = record_attempts(student_id=cast.ben.pk, attempts=[raw(run)], now=NOW)
            assert answer.refused == []
            tried += 1

    assert tried > 50
    solved = LevelProgress.objects.filter(student=cast.ben, state__gt=1).count()
    assert solved == sum(not one.free_play for one in lesson.levels)
    assert Attempt.objects.count() == tried


@promise(
    "SEC-11",
    breaks="homeroom.progress.statements._LEVEL_SQLITE",
    careless=lambda real: {brought: told.replace("p.tries + ", "") for brought, told in real.items()},
)
@pytest.mark.django_db(transaction=True)
def test_two_devices_at_the_same_moment_lose_and_double_nothing(cast: Cast, settings: Any) -> None:
    """Every run is sent by both, in opposite orders, in batches of five; each thread has its own connection."""
    settings.HOMEROOM_WRITE_IN_PLACE = connection.vendor != "sqlite"
    runs = []
    for at in range(60):
        more = {"id": str(uuid7(T + at)), "mistake": f"m{at % 3}", "seconds": 1, "program": program(f"{at % 11}")}
        runs.append(a_run(level(1 + at % 4), "passed" if at % 7 == 6 else "tried", made_at=T - 100 + at, **more))

    def send(order: list[dict[str, object]]) -> None:
        try:
            for at in range(0, len(order), 5):
                record_attempts(student_id=cast.ben.pk, attempts=[raw(run) for run in order[at : at + 5]], now=NOW)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        for sending in [pool.submit(send, order) for order in (runs, runs[::-1], runs[30:] + runs[:30])]:
            sending.result(60)

    rows = {row.level: row for row in LevelProgress.objects.filter(student=cast.ben)}
    assert sum(row.tries for row in rows.values()) == sum(row.seconds for row in rows.values()) == Attempt.objects.count() == 60
    assert sum(sum(json.loads(row.mistakes).values()) for row in rows.values()) == sum(run["outcome"] == "tried" for run in runs)
    states = bytes(LessonStates.objects.get(student=cast.ben).states)
    for number in range(1, 5):
        mine = [run for run in runs if run["level"] == str(level(number).id)]
        row = rows[level(number).id]
        assert row.state == states[level(number).slot]
        assert row.newest_at is not None
        assert int(row.newest_at.timestamp() * 1000) == max(int(str(run["madeAt"])) for run in mine)
