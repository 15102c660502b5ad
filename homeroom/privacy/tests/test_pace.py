"""A slice is cut by the time that the one before took: never more than a writer can wait for (RET-02)."""

import pytest

from homeroom.privacy.pace import BUDGET, LEAST, MOST, Pace, listen


@pytest.mark.parametrize("seconds_each", [0.000_001, 0.000_05, 0.000_2, 0.001, 0.004])
def test_on_a_machine_of_any_speed_slices_come_to_the_budget_and_stay_there(seconds_each: float) -> None:
    pace, taken = Pace(), []
    for _ in range(40):
        taken.append(pace.rows * seconds_each)
        pace.took(taken[-1])

    assert LEAST <= pace.rows <= MOST
    assert max(taken[6:]) <= BUDGET
    assert pace.rows in (LEAST, MOST) or taken[-1] * 4 >= BUDGET


def test_one_slow_moment_halves_and_is_made_good() -> None:
    pace = Pace()
    pace.took(0.5)
    assert pace.rows == MOST // 2

    for _ in range(3):
        pace.took(0.001)
    assert pace.rows == MOST


def test_between_slices_others_get_a_part_of_the_time_and_never_long(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("homeroom.privacy.pace.time.sleep", slept.append)
    pace = Pace()
    for seconds in (0.008, 3.0):
        pace.took(seconds)
        pace.rest()

    assert slept == [0.002, BUDGET / 4]


def test_whoever_measures_hears_of_every_slice_even_one_that_broke(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("homeroom.privacy.pace._listeners", [])
    heard: list[int] = []
    listen(lambda rows, _seconds: heard.append(rows))

    with pytest.raises(ZeroDivisionError), Pace().timed():
        raise ZeroDivisionError

    assert heard == [MOST]
