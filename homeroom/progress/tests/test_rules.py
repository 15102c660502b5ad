"""Who is stuck, sign by sign and at its borders (design section 5); why a bubble has its colour."""

import datetime
from typing import Any

import pytest

from homeroom.progress.rules import Why, commonest, is_stuck, why_this_colour

WELL: dict[str, Any] = {
    "state": 1, "quiet": datetime.timedelta(seconds=30), "failed": 0, "mistakes": {}, "active_seconds": 60,
    "classmates_seconds": [60, 60, 60],
}  # fmt: skip


def judged(**changes: object) -> str | None:
    return is_stuck(**(WELL | changes))


@pytest.mark.parametrize(
    ("changes", "because"),
    [
        ({}, None),
        ({"failed": 3, "mistakes": {"wall": 3}}, "same mistake"),
        ({"failed": 4, "mistakes": {"wall": 2, "turn": 2}}, None),
        ({"failed": 5, "mistakes": {"wall": 2, "turn": 2}}, "many runs"),
        ({"failed": 5}, "many runs"),
        ({"failed": 4}, None),
        ({"active_seconds": 240, "classmates_seconds": [120, 120, 500]}, "long"),
        ({"active_seconds": 239, "classmates_seconds": [60, 60, 60]}, None),
        ({"active_seconds": 240, "classmates_seconds": [121, 121, 121]}, None),
        ({"active_seconds": 900, "classmates_seconds": [60, 60]}, None),
        ({"active_seconds": 900, "classmates_seconds": []}, None),
        ({"state": 0, "active_seconds": 240, "classmates_seconds": [60, 60, 60]}, "long"),
    ],
    ids=str,
)
def test_each_sign_says_so_at_its_border_and_not_before(changes: dict[str, object], because: str | None) -> None:
    assert judged(**changes) == because


@pytest.mark.parametrize("state", [2, 3, 4])
def test_who_solved_it_is_never_stuck(state: int) -> None:
    assert judged(state=state, failed=9, mistakes={"wall": 9}, active_seconds=9_000) is None


def test_who_did_nothing_for_ten_minutes_has_gone_to_something_else() -> None:
    assert judged(failed=5, quiet=datetime.timedelta(minutes=10)) == "many runs"
    assert judged(failed=5, quiet=datetime.timedelta(minutes=10, seconds=1)) is None


def test_the_commonest_mistake_is_named() -> None:
    assert commonest({"wall": 2, "turn": 3}) == "turn"
    assert commonest({"b": 1, "a": 1}) == "a"
    assert commonest({}) is None


@pytest.mark.parametrize(
    ("state", "blocks", "optimal", "why"),
    [
        (0, None, 4, Why("not started", None, 4)),
        (1, 3, 4, Why("not solved yet", None, 4)),
        (2, 6, 4, Why("more blocks than needed", 6, 4)),
        (2, 4, 4, Why("solved", 4, 4)),
        (3, 4, 4, Why("fewest blocks", 4, 4)),
        (4, 9, None, Why("played", 9, None)),
    ],
)
def test_a_colour_says_why(state: int, blocks: int | None, optimal: int | None, why: Why) -> None:
    assert why_this_colour(state=state, blocks=blocks, optimal=optimal) == why
