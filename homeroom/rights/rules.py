"""What somebody may do with what is kept about them. Pure."""

import datetime
from typing import Literal

from homeroom.sections.rules.control import may_oneself

#: Which page or form of ours changes an editable column, by the declaration it stands in (ACC-15).
Corrects = Literal["here", "sign_in:email"]
CORRECTED: dict[str, Corrects] = {
    "accounts.Person.name": "here",
    "accounts.Person.language": "here",
    "accounts.Person.email": "sign_in:email",
}
#: Rows of one table that a page shows; all are in the file.
SHOWN, PRINTED = 10, 100
#: Lines of "who has seen or changed my data".
MOST_TOLD = 500


def may_take_along(*, weak: bool) -> bool:
    """A class of children sees each other's pictures: who came in by them reads, but takes no copy along (design section 4)."""
    return may_oneself("export", weak=weak)


def may_correct_here(*, weak: bool) -> bool:
    """Nor renames anybody: a prank would stand in the teacher's list. They ask the teacher, who sees who sits there."""
    return may_oneself("edit", weak=weak)


def way_to_correct(label: str, column: str, *, editable: bool, weak: bool) -> Literal["here", "sign_in:email", "ask"]:
    """How a field is corrected by the person it is about: themself, or by asking; there is a way for every field (RIGHTS-04)."""
    if not editable or not may_correct_here(weak=weak):
        return "ask"
    return CORRECTED[f"{label}.{column}"]


def may_be_printed_for_family(role: str) -> bool:
    """A teacher prints a pupil's record; a colleague who learns in the class looks after their own."""
    return role == "student"


Kind = Literal["access", "change", "deletion", "export", "objection", "restriction"]
KINDS: tuple[Kind, ...] = ("access", "change", "deletion", "export", "objection", "restriction")
State = Literal["received", "checked", "done", "refused"]
STATES: tuple[State, ...] = ("received", "checked", "done", "refused")
#: What may come after what: nothing is done before the identity is checked (DEL-04), and what is answered stays answered.
AFTER: dict[State, frozenset[State]] = {
    "received": frozenset({"checked", "refused"}),
    "checked": frozenset({"done", "refused"}),
    "done": frozenset(),
    "refused": frozenset(),
}
#: The law's month; an operator may promise to be quicker.
LONGEST_DAYS = 30
#: Requests are shown as soon due this many days before.
REMIND = 7
WhyNot = Literal["", "first the identity", "answered", "a reason", "whom"]


def due_on(received: datetime.date, days: int) -> datetime.date:
    """The day by which a request is answered; more days than the law's count as its month (RIGHTS-01)."""
    return received + datetime.timedelta(days=max(1, min(days, LONGEST_DAYS)))


def why_not(state: State, to: State, *, answer: str, needs_person: bool, has_person: bool) -> WhyNot:
    """What keeps a request from going on; "" when nothing does. A refusal needs its reason (RIGHTS-09)."""
    if to not in AFTER[state]:
        return "answered" if not AFTER[state] else "first the identity"
    if to in ("done", "refused") and not answer.strip():
        return "a reason"
    return "whom" if to == "done" and needs_person and not has_person else ""


def first_state(*, from_family: bool, weak: bool) -> State:
    """Who is signed in with something of their own has shown who they are; pictures and families are looked at by a person first."""
    return "received" if from_family or weak else "checked"


def urgency(due: datetime.date, today: datetime.date, *, is_open: bool) -> Literal["late", "soon", ""]:
    """Whether somebody must be reminded."""
    if not is_open:
        return ""
    return "late" if due < today else "soon" if due - today <= datetime.timedelta(days=REMIND) else ""


def needs_person(kind: Kind) -> bool:
    """What can only be done to an account that was found."""
    return kind in ("deletion", "restriction")
