"""A drill: an invented school loses invented data, and everything is done that would be done; nothing of it is left (INC-04)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from homeroom.accounts import actions as accounts
from homeroom.accounts import queries as people
from homeroom.agreements.rules import current
from homeroom.curriculum import queries as curriculum
from homeroom.kit.db import write
from homeroom.kit.errors import Refused
from homeroom.sections.actions.classes import open_section
from homeroom.sections.actions.pupils import NewPupil, enrol_students
from homeroom.support import actions, queries
from homeroom.support.actions import Notice, SaysTooLittle
from homeroom.support.rules import DEADLINE, time_left

if TYPE_CHECKING:
    from datetime import datetime

    from homeroom.support.models import Affected, Incident

#: What a drill says happened; also an example of how to say it.
NOTICE = Notice(
    what="This is a drill. A copy of the tables with names and seats was on a stick that was lost on the bus.",
    to_do="New sign-in cards were made. Throw the old ones away. If somebody strange knows your name, tell us.",
    for_children="This is only practice. A stick with your name on it got lost. We made you new secret pictures.",
    to_do_for_children="Your teacher gives you a new card. Tear up the old one.",
)
TABLES = ("accounts.Person", "sections.Enrolment")


@dataclass(frozen=True)
class Step:
    """One thing that a drill looks at."""

    what: str
    well: bool


class _Over(Refused):
    """Carries the steps out of a transaction that is undone."""

    def __init__(self, steps: list[Step]) -> None:
        super().__init__(code="drill-over")
        self.steps = steps


def drill(*, now: datetime) -> list[Step]:
    """Plays it through in one transaction that is undone at the end; answers what went well and what did not."""
    try:
        _play(now=now)
    except _Over as over:
        return over.steps
    finally:
        queries.forget_quiet()
    raise AssertionError("a drill always ends by being undone")


@write
def _play(*, now: datetime) -> None:
    teacher = accounts.make_person(role="teacher", name="Drill Teacher", language="en", email="drill@drill.invalid", now=now)
    stranger = accounts.make_person(role="teacher", name="Drill Other", language="en", email="other@drill.invalid", now=now)
    section = open_section(
        name="drill", grade="5", course=curriculum.courses()[0].id, sign_in="pictures", teacher_id=teacher.pk, by=teacher.code, now=now
    )
    seats = enrol_students(
        section=section,
        pupils=[NewPupil(f"Drill {number}", 10) for number in range(3)],
        declared=current("authority", "en").digest,
        teacher_id=teacher.pk,
        by=teacher.code,
        waiting=False,
        language="en",
        now=now,
    )
    pupils = [people.people_by_id([seat.student_id])[seat.student_id] for seat in seats]
    late = accounts.make_person(role="student", name="Drill Late", language="en", age=10, now=now + timedelta(hours=2))
    codes = [one.code for one in (*pupils, stranger, late)]

    def lose(notice: Notice) -> Incident:
        return actions.open_incident(
            known_at=now, since=now, until=now + timedelta(hours=1), notice=notice, by="", now=now, tables=TABLES, only=codes
        )

    empty, made = lose(Notice()), lose(NOTICE)
    steps = [Step("A notice that says nothing is refused", _is_refused(empty, now))]
    before = [queries.notices_of(pupil.pk) for pupil in pupils]
    steps.append(Step("Nobody is told before somebody says so", not any(before)))
    queries.forget_quiet()
    actions.tell(incident=made, by="", now=now)
    queries.forget_quiet()
    told = [[row for row in queries.notices_of(pupil.pk) if row.incident_id == made.pk] for pupil in pupils]
    steps.append(Step("Every pupil concerned is told", all(told)))
    steps.append(Step("The kinds of data are those of the tables", all({"name", "school"} <= _kinds(rows) for rows in told)))
    steps.append(Step("Their teacher is told, with their names", queries.pupils_of(teacher.pk, made) == [pupil.name for pupil in pupils]))
    steps.append(Step("A grown-up whose name was there is told", bool(queries.notices_of(stranger.pk))))
    steps.append(Step("Who came later is not", not queries.notices_of(late.pk)))
    steps.append(Step("The text for mail says what, when, which data and what to do", NOTICE.to_do in queries.letter(made, now)))
    steps.append(Step("There are 72 hours to tell the authority", time_left(made.known_at, now) == DEADLINE))
    raise _Over(steps)


def _kinds(rows: list[Affected]) -> set[str]:
    return {kind for row in rows for kind in row.kinds.split(",")}


def _is_refused(incident: Incident, now: datetime) -> bool:
    try:
        actions.tell(incident=incident, by="", now=now)
    except SaysTooLittle:
        return True
    return False
