"""Decisions about requests, without tables and clock."""

import datetime
import itertools

import pytest

from homeroom.rights.rules import AFTER, KINDS, STATES, State, due_on, first_state, needs_person, urgency, way_to_correct, why_not

TODAY = datetime.date(2026, 11, 25)
ALLOWED = {("received", "checked"), ("received", "refused"), ("checked", "done"), ("checked", "refused")}


@pytest.mark.parametrize(("before", "after"), list(itertools.product(STATES, STATES)))
def test_a_request_goes_no_other_way_than_checked_then_done_or_refused(before: State, after: State) -> None:
    reason = why_not(before, after, answer="Corrected on the list.", needs_person=False, has_person=False)

    assert (reason == "") is ((before, after) in ALLOWED)
    if reason:
        assert reason == ("first the identity" if before in ("received", "checked") else "answered")


@pytest.mark.parametrize("answer", ["", "   ", "\n"])
@pytest.mark.parametrize("to", ["done", "refused"])
def test_nothing_is_closed_without_words_for_the_person(to: State, answer: str) -> None:
    assert why_not("checked", to, answer=answer, needs_person=False, has_person=True) == "a reason"


def test_deleting_or_freezing_needs_an_account_and_refusing_does_not() -> None:
    assert [kind for kind in KINDS if needs_person(kind)] == ["deletion", "restriction"]
    assert why_not("checked", "done", answer="Done.", needs_person=True, has_person=False) == "whom"
    assert why_not("checked", "done", answer="Done.", needs_person=True, has_person=True) == ""
    assert why_not("checked", "refused", answer="Nobody of that name.", needs_person=True, has_person=False) == ""


def test_every_way_ends() -> None:
    assert {state for state in STATES if not AFTER[state]} == {"done", "refused"}
    assert all(after in STATES for states in AFTER.values() for after in states)


@pytest.mark.parametrize(("days", "told"), [(30, 30), (10, 10), (31, 30), (365, 30), (0, 1), (-4, 1)])
def test_the_time_may_be_shortened_and_never_lengthened(days: int, told: int) -> None:
    assert due_on(TODAY, days) == TODAY + datetime.timedelta(days=told)


@pytest.mark.parametrize(
    ("days_left", "is_open", "told"), [(8, True, ""), (7, True, "soon"), (0, True, "soon"), (-1, True, "late"), (-1, False, "")]
)
def test_administrators_are_reminded_a_week_before(days_left: int, is_open: bool, told: str) -> None:
    assert urgency(TODAY + datetime.timedelta(days=days_left), TODAY, is_open=is_open) == told


@pytest.mark.parametrize(
    ("from_family", "weak", "state"),
    [(True, False, "received"), (True, True, "received"), (False, True, "received"), (False, False, "checked")],
)
def test_only_who_signed_in_with_something_of_their_own_has_shown_who_they_are(from_family: bool, weak: bool, state: State) -> None:
    assert first_state(from_family=from_family, weak=weak) == state


def test_what_nobody_may_edit_is_asked_for_and_so_is_everything_after_pictures() -> None:
    assert way_to_correct("accounts.Person", "age_told", editable=False, weak=False) == "ask"
    assert way_to_correct("accounts.Person", "name", editable=True, weak=False) == "here"
    assert way_to_correct("accounts.Person", "name", editable=True, weak=True) == "ask"
    assert way_to_correct("accounts.Person", "email", editable=True, weak=False) == "sign_in:email"
