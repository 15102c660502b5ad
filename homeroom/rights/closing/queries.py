"""What ending an account means, told before it is done: the same decisions that do it (DEL-08)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from django.conf import settings

from homeroom.accounts import queries as people
from homeroom.rights.closing.rules import MONTHS, NOTICE, goes_on, newest_month_that_goes, section_goes
from homeroom.sections import queries as classes

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Iterable

    from homeroom.accounts.models import Person
    from homeroom.sections.models import Section


@dataclass(frozen=True)
class ClassPlan:
    """One class of a teacher who leaves. `colleagues`: who teaches it too."""

    section: Section
    colleagues: list[Person]
    goes: bool
    pupils: int


@dataclass(frozen=True)
class LeavingPlan:
    """What goes with an account and what stays."""

    classes: list[ClassPlan]
    gone: list[Person]
    staying: list[Person]

    @property
    def hidden(self) -> list[Section]:
        """Classes that go."""
        return [one.section for one in self.classes if one.goes]


def leaving_plan(person: Person, handed_over: Collection[int] = ()) -> LeavingPlan:
    """For a teacher: each class, and by name who is closed with it; for everybody else nothing goes but the account."""
    sections = list(classes.sections_of(person.pk)) if person.role != "student" else []
    counts = classes.counts_in([section.pk for section in sections])
    found = []
    for section in sections:
        others = list(people.people_by_id([one for one in classes.teachers_of(section.pk) if one != person.pk]).values())
        goes = section_goes(has_other_teacher=bool(others), handed_over=section.pk in handed_over)
        found.append(ClassPlan(section, others, goes, counts.get(section.pk, 0)))
    plan = classes.deletion_plan_of([one.section.pk for one in found if one.goes])
    named = sorted(plan, key=lambda one: one.seat.student.name.casefold())
    return LeavingPlan(
        found,
        [one.seat.student for one in named if one.becomes == "closed"],
        [one.seat.student for one in named if one.becomes == "stays"],
    )


def months_of(role: str) -> int:
    """After how many months without use an account of this role goes; what the operator set, never more than ours."""
    said: dict[str, int] = {"student": settings.KEEP_PUPILS_MONTHS, "teacher": settings.KEEP_TEACHERS_MONTHS}
    return min(said[role], MONTHS[role])


def unused(role: str, *, on: datetime.date, most: int, among: Iterable[int] | None = None) -> list[Person]:
    """Accounts of this role that go on this day because nobody used them. A teacher whose pupils work is in use."""
    month = newest_month_that_goes(on, months_of(role))
    if month is None:
        return []
    found = people.not_used_since(month, [role], among)
    # Counted last: teachers whose pupils work never hide those behind them.
    alone = (one for one in found if role == "student" or not people.used_since(list(classes.students_taught_by(one.pk)), month))
    return list(islice(alone, most))


def unused_soon(role: str, *, today: datetime.date, most: int = 200, taught_by: int | None = None) -> list[Person]:
    """Who stands in the lists as going soon: their day comes within the notice; of everybody, or of one teacher's pupils."""
    among = None if taught_by is None else classes.students_taught_by(taught_by)
    return unused(role, on=today + NOTICE, most=most, among=among)


def work_stays_until(person_id: int, *, today: datetime.date) -> datetime.date | None:
    """For a pupil whose classes are all put away: until when the account stays if nobody uses it; None while there is a class."""
    if classes.seats_of(person_id).exists():
        return None
    return goes_on(today.replace(day=1), months_of("student"))
