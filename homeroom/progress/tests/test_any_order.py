"""Whatever the order, the doubling and the cutting into batches: the same runs add up to the same state, on both databases (REL-01)."""

import datetime
import json
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from homeroom.kit.ids import uuid7
from homeroom.programs.queries import source_of
from homeroom.progress.actions import record_attempts
from homeroom.progress.models import OUTCOMES, Attempt, LessonStates, LevelProgress
from homeroom.progress.tests.pupil import a_run, level, program
from homeroom.testing.cast import Cast, a_person

pytestmark = pytest.mark.django_db
T = 1_795_500_000_000
NOW = datetime.datetime.fromtimestamp(T / 1000 + 3_600, datetime.UTC)

runs: st.SearchStrategy[list[dict[str, Any]]] = st.lists(
    st.builds(
        dict,
        number=st.integers(1, 3),
        outcome=st.sampled_from(["tried", "tried", "passed", "perfect"]),
        mistake=st.sampled_from([None, "too-far", "wrong-way"]),
        seconds=st.integers(0, 90),
        hints=st.integers(0, 2),
    ),
    min_size=1,
    max_size=9,
)


def made(given: list[dict[str, Any]]) -> list[dict[str, object]]:
    """Runs at different times, each with a program of its own."""
    return [
        a_run(level(one["number"]), one["outcome"], id=str(uuid7(T + at)), made_at=T + at, program=program(str(at % 4)))
        | {"mistake": one["mistake"], "seconds": one["seconds"], "hints": one["hints"], "said": {"key": f"said.{at}", "values": {}}}
        for at, one in enumerate(given)
    ]


def send(student: int, batch: list[dict[str, object]]) -> dict[str, int]:
    return record_attempts(student_id=student, attempts=[msgspec.Raw(json.dumps(run).encode()) for run in batch], now=NOW).states


def adds_up_to(student: int) -> dict[str, object]:
    """Everything that is kept, as a person would say it."""
    levels = {
        (
            row.level, row.state, row.tries, row.seconds, row.hints, row.failed, row.last_mistake, str(row.last_said), row.first_at,
            row.last_at, row.solved_at, source_of(row.newest_id), row.newest_at, json.dumps(json.loads(row.mistakes), sort_keys=True),
        )
        for row in LevelProgress.objects.filter(student=student)
    }  # fmt: skip
    return {
        "levels": levels,
        "runs": {(row.id, row.outcome, source_of(row.program_id)) for row in Attempt.objects.filter(student=student)},
        "states": {(row.lesson, bytes(row.states)) for row in LessonStates.objects.filter(student=student)},
    }


def as_counted_by_hand(batch: list[dict[str, Any]]) -> set[tuple[object, ...]]:
    """The same for levels, said a second time without SQL."""
    found: set[tuple[object, ...]] = set()
    for number in {str(run["level"]) for run in batch}:
        mine = sorted((run for run in batch if str(run["level"]) == number), key=lambda run: run["madeAt"])
        last, failed = mine[-1], [run for run in mine if run["outcome"] == "tried"]
        names = [run["mistake"] for run in failed if run["mistake"]]
        found.add(
            (
                number, max(OUTCOMES[run["outcome"]] for run in mine), len(mine), sum(run["seconds"] for run in mine),
                sum(run["hints"] for run in mine), len(failed), None if last["outcome"] != "tried" else last["mistake"],
                last["said"]["key"], last["program"],
                json.dumps({name: names.count(name) for name in names}, sort_keys=True),
            )
        )  # fmt: skip
    return found


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given=runs, data=st.data())
def test_any_order_doubling_and_cutting_adds_up_to_the_same(cast: Cast, given: list[dict[str, Any]], data: st.DataObject) -> None:
    batch = made(given)
    at_once, in_pieces = a_person("Ben", age=11).pk, a_person("Ben", age=11).pk
    send(at_once, batch)
    again = data.draw(st.permutations(batch + data.draw(st.lists(st.sampled_from(batch), max_size=5))))
    cuts = sorted(data.draw(st.sets(st.integers(1, len(again)), max_size=4)))
    states: dict[str, int] = {}
    for begin, end in zip([0, *cuts], [*cuts, len(again)], strict=True):
        states |= send(in_pieces, again[begin:end]) if begin < end else {}

    expected = adds_up_to(at_once)

    assert adds_up_to(in_pieces) == expected
    by_hand = {
        (
            str(row.level), row.state, row.tries, row.seconds, row.hints, row.failed, row.last_mistake,
            json.loads(str(row.last_said))["key"], source_of(row.newest_id), json.dumps(json.loads(row.mistakes), sort_keys=True),
        )
        for row in LevelProgress.objects.filter(student=in_pieces)
    }  # fmt: skip
    assert by_hand == as_counted_by_hand(batch)
    assert states == {str(row.level): row.state for row in LevelProgress.objects.filter(student=in_pieces)}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given=runs, brought=st.lists(st.booleans(), min_size=9, max_size=9), data=st.data())
def test_what_was_brought_along_adds_up_in_any_order_too(
    cast: Cast, given: list[dict[str, Any]], brought: list[bool], data: st.DataObject
) -> None:
    batch = [run | {"fromBrowser": flag} for run, flag in zip(made(given), brought, strict=False)]
    found = []
    for order in (batch, data.draw(st.permutations(batch))):
        person = a_person("Ben", age=11).pk
        send(person, order)
        rows = LevelProgress.objects.filter(student=person)
        found.append(
            {(row.level, row.state, row.tries, row.seconds, row.failed, row.last_said, row.first_at, row.solved_at) for row in rows}
        )

    assert found[0] == found[1]
    own = [run for run in batch if not run["fromBrowser"]]
    assert sum(row.seconds for row in LevelProgress.objects.filter(student=person)) == sum(int(str(run["seconds"])) for run in own)
