"""The rules of leaving, every line of their tables: who is closed, who may be changed, what ends when (DEL-05, DEL-07, ACC-04)."""

import datetime

import pytest

from homeroom.sections.rules import leaving

NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("role", "other", "own", "becomes"),
    [
        ("student", False, False, "closed"),
        ("student", True, False, "stays"),
        ("student", False, True, "stays"),
        ("student", True, True, "stays"),
        ("teacher", False, False, "stays"),
        ("administrator", False, False, "stays"),
        ("staff", False, False, "stays"),
    ],
)
def test_only_a_pupil_with_no_other_way_in_is_closed(role: str, other: bool, own: bool, becomes: str) -> None:
    assert leaving.becomes_of(role=role, has_other_section=other, has_own_login=own) == becomes


@pytest.mark.parametrize(("role", "may"), [("student", True), ("teacher", False), ("administrator", False), ("staff", False)])
def test_a_teacher_changes_the_accounts_of_pupils_only(role: str, may: bool) -> None:
    assert leaving.may_change_account(role) is may


def test_leaving_can_be_undone_for_28_days_and_not_a_tick_longer() -> None:
    edge = NOW + datetime.timedelta(days=28)

    assert leaving.may_undo(NOW, edge - datetime.timedelta(microseconds=1)) is True
    assert leaving.may_undo(NOW, edge) is False


def test_a_period_has_the_times_that_are_promised() -> None:
    minutes = datetime.timedelta(minutes=1)

    found = {name: getattr(leaving, name) for name in ("LAST_MINUTES", "SIGN_IN_OPEN", "LONGEST_PERIOD")}

    assert found == {"LAST_MINUTES": 5 * minutes, "SIGN_IN_OPEN": 20 * minutes, "LONGEST_PERIOD": 720 * minutes}
