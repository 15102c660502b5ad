"""Closing, bringing back, erasing; each with a line in the audit (DEL-01..08, RET-04)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from homeroom.accounts import actions as accounts
from homeroom.accounts import queries as people
from homeroom.kit.db import write
from homeroom.kit.errors import NotFound, Refused
from homeroom.privacy.erasing import erase, erase_in_slices
from homeroom.privacy.subjects import Subject
from homeroom.rights.closing.queries import leaving_plan, unused
from homeroom.rights.closing.rules import may_leave
from homeroom.sections import actions as sections
from homeroom.sections import queries as classes
from homeroom.sections.rules.leaving import UNDO, may_undo

if TYPE_CHECKING:
    import datetime

    from homeroom.accounts.models import Person
    from homeroom.privacy.models import Receipt
    from homeroom.sections.models import Enrolment, Section

#: People whom one run of the job erases or closes at most; the next run, an hour later, goes on.
MOST = 100
#: Accounts closed in one transaction.
PIECE = 10


@write
def close_account(*, person: Person, handed_over: dict[int, int], because: str, by: str, now: datetime.datetime) -> None:
    """Hides an account at once. A teacher's classes that nobody else teaches go with it, and their pupils as in a deleted class (DEL-07,
    DEL-08). `handed_over`: class (row id) -> teacher (row id) who takes it. `bring_back` is the inverse for 28 days."""
    _hand_over(person, handed_over, by, now)
    for section in leaving_plan(person).hidden:
        sections.delete_section(section=section, by=by, now=now)
    accounts.close_accounts(people=[person], because=because, by=by, now=now)


@write
def bring_back(*, person_id: int, closed_at: datetime.datetime, by: str, now: datetime.datetime) -> int:
    """The account, and the classes and pupils that were hidden with it, and nothing more (DEL-06, DEL-08); answers how many accounts."""
    if may_undo(closed_at, now) and classes.left_or_hidden_at(person_id, closed_at):
        # Reopened alone, the account would sit nowhere, and what brings the class or the place back would not find it any more.
        raise Refused(
            _("This account ended together with a class, or with a place in one. The teacher of that class can bring both back."),
            code="with-class",
            status=409,
        )
    if not may_undo(closed_at, now) or not accounts.reopen_accounts(person_ids=[person_id], closed_at=closed_at, by=by, now=now):
        raise NotFound()
    hidden = classes.hidden_with(person_id, closed_at)
    return 1 + sum(sections.restore_section(section=section, by=by, now=now) for section in hidden)


@write
def erase_account(*, person: Person, handed_over: dict[int, int], why: str, by: str, now: datetime.datetime) -> Receipt:
    """The same at once and for ever: the account with the classes and pupils that go with it (DEL-03)."""
    _hand_over(person, handed_over, by, now)
    plan = leaving_plan(person)
    accounts.end_sessions(person_ids=[person.pk, *(one.pk for one in plan.gone)])
    gone = [Subject(one.pk, one.code) for one in (*plan.gone, person)]
    return erase(people=gone, also=_also(plan.hidden), because="request", by=by, why=why or None, now=now)


@write
def erase_pupil(*, seat: Enrolment, why: str, by: str, now: datetime.datetime) -> Receipt:
    """A pupil of one's own class, at once and for ever, on the family's or the school's request; `why` is kept in the audit (DEL-03).
    Only where removing them would end the account as well: whatever else holds it keeps it here too (DEL-07)."""
    if classes.removal_plan(seat).becomes != "closed":
        raise Refused(_("Another class or a login of their own holds this account. You can remove the pupil from your class."), status=409)
    return erase(people=[Subject(seat.student_id, seat.student.code)], because="request", by=by, where=seat.section.code, why=why, now=now)


def erase_what_is_over(*, now: datetime.datetime) -> int:
    """Erases accounts and classes that were closed 28 days ago, one by one; answers how many (DEL-05)."""
    moment = now - UNDO
    closed = [Subject(*one) for one in people.closed_until(moment, MOST)]
    for person in closed:
        erase_in_slices(people=[person], because="window", now=now)
    hidden = [Subject(*one) for one in classes.hidden_until(moment, MOST)]
    orphaned = [Subject(*one) for one in classes.left_without_teacher(MOST)]
    for section in dict.fromkeys([*hidden, *orphaned]):
        erase_in_slices(people=[], also={"sections.Section": [section]}, because="window", now=now)
    return len(closed) + len(hidden) + len(orphaned)


def close_what_nobody_uses(*, now: datetime.datetime) -> int:
    """Closes accounts that nobody used for so long (RET-04), a few in each transaction; they can be brought back for 28 days."""
    pupils = unused("student", on=now.date(), most=MOST)
    for start in range(0, len(pupils), PIECE):
        accounts.close_accounts(people=pupils[start : start + PIECE], because="unused", by="", now=now)
    teachers = unused("teacher", on=now.date(), most=MOST)
    for teacher in teachers:
        close_account(person=teacher, handed_over={}, because="unused", by="", now=now)
    return len(pupils) + len(teachers)


def _hand_over(person: Person, handed_over: dict[int, int], by: str, now: datetime.datetime) -> None:
    if not may_leave(role=person.role, other_administrators=len([one for one in people.administrators() if one != person.pk])):
        raise Refused(_("You are the only administrator. Please let somebody else become one first."), code="last-one", status=409)
    for section in classes.sections_of(person.pk):
        if section.pk in handed_over:
            sections.hand_over(section=section, teacher_id=handed_over[section.pk], by=by, now=now)


def _also(hidden: list[Section]) -> dict[str, list[Subject]]:
    return {"sections.Section": [Subject(section.pk, section.code) for section in hidden]}
