"""The school in which everybody is asked: Ben sits in Ada's class, and fourteen people stand in twelve relations to both."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from django.test import Client

from homeroom.accounts import actions as accounts
from homeroom.accounts.models import Person, Session
from homeroom.curriculum.queries import courses
from homeroom.kit.crypto import keyed_index
from homeroom.kit.ids import new_code
from homeroom.privacy.erasing import erase
from homeroom.privacy.subjects import Subject
from homeroom.progress.models import Attempt, Draft, LessonStates, LevelProgress
from homeroom.sections.actions.classes import delete_section
from homeroom.sections.actions.leaving import remove_student
from homeroom.sections.models import Enrolment, Period, Section, SectionTeacher
from homeroom.testing.cast import a_person, a_seat, a_section, signed_in
from homeroom.testing.lives import a_grown_up, a_learner

#: relation -> (who stands in it, whose letter of urls_matrix.ROLES it shares where nothing of one's own is asked for).
RELATIONS: dict[str, tuple[str, str]] = {
    "signed out": ("eve", "Eve"),
    "self": ("ben", "Ben"),
    "classmate": ("cleo", "Cleo"),
    "pupil of another section": ("finn", "Cleo"),
    "pupil without a class": ("lou", "Cleo"),
    "own teacher": ("ada", "Dan"),
    "co-teacher": ("cora", "Dan"),
    "other teacher": ("dan", "Dan"),
    "parent": ("pat", "Sam"),
    "own school's administrator": ("grace", "Grace"),
    "another school's administrator": ("heidi", "Grace"),
    "staff without reason": ("sam", "Sam"),
    "teacher removed a second ago": ("rita", "Dan"),
    "pupil removed a second ago": ("rob", "Eve"),
}
TEACHERS, LEARNERS = ("ada", "cora", "dan", "gil", "rita", "wim"), ("ben", "cleo", "finn", "hana", "lou", "ivy", "jon", "kim", "rob")
OTHERS = {"grace": "administrator", "heidi": "administrator", "pat": "staff", "sam": "staff"}


@dataclass
class World:
    """People by name, classes by who opened them; `seats` and `taught` say who sits and teaches where now."""

    people: dict[str, Person]
    classes: dict[str, Section]
    period: Period
    clients: dict[str, Client]
    #: Sessions (row ids) of the clients: what stands in them is left as it is.
    in_use: frozenset[int]
    #: Public codes of what is erased for good: a pupil, a class.
    erased: tuple[str, str]
    #: person -> class, of those who are there.
    seats: dict[str, str] = field(default_factory=dict)
    #: person -> classes
    taught: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def own_class(self, name: str) -> str | None:
        """The class that somebody teaches or sits in."""
        return self.seats.get(name) or next(iter(self.taught.get(name, ())), None)

    def teaches(self, name: str) -> bool:
        """Whether somebody teaches Ada's class, about which everybody is asked."""
        return "ada" in self.taught.get(name, ())


def a_world(now: datetime.datetime) -> World:
    """Everybody, with a row in every table; who is gone went by the way people go."""
    people = {name: a_person(name.title(), "student", age=11 + at % 4, now=now, username=name) for at, name in enumerate(LEARNERS)}
    # A slow hash is made for nobody: all of them come in by sessions.
    people |= {name: a_person(name.title(), "teacher", now=now, password=None) for name in TEACHERS}
    people |= {name: a_person(name.title(), role, now=now, password=None) for name, role in OTHERS.items()}
    with_password = [people[name].pk for name in ("lou", *TEACHERS, *OTHERS)]
    Person.objects.filter(pk__in=with_password).update(password="of nobody")
    Person.objects.filter(pk=people["wim"].pk).update(state="waiting")
    sitting = {"ada": ("ben", "cleo", "ivy", "kim", "rob"), "dan": ("finn",), "gil": ("hana",), "ada's deleted": ("jon",)}
    classes = {name: a_section(people[name.partition("'")[0]], f"of {name}", sign_in="words", now=now) for name in sitting}
    seats = {pupil: a_seat(classes[name], people[pupil], now=now) for name, pupils in sitting.items() for pupil in pupils}
    for helper, name in (("cora", "ada"), ("cora", "ada's deleted"), ("rita", "ada"), ("rita", "ada's deleted")):
        SectionTeacher.objects.create(section=classes[name], teacher=people[helper], since=now)
    for name in LEARNERS:
        a_learner(people[name], seat=seats.get(name), runs=1, now=now)
    first = courses()[0].lessons[0]
    for table in (Attempt, LevelProgress, Draft):
        table.objects.update(lesson=first.id, level=first.levels[0].id)
    LessonStates.objects.update(lesson=first.id)
    for name in (*TEACHERS, *OTHERS):
        a_grown_up(people[name], section=classes.get(name), now=now)
    period = _open_period(classes["ada"], people["ada"], now)
    world = World(people, classes, period, {}, frozenset(), ("", ""))
    spare = set(Session.objects.values_list("pk", flat=True))
    world.clients = {name: browser_of(world, name, seats.get(name)) for name, _like in RELATIONS.values()}
    world.in_use = frozenset(set(Session.objects.values_list("pk", flat=True)) - spare)
    _leave(world, seats, now)
    world.seats = {"ben": "ada", "cleo": "ada", "finn": "dan", "hana": "gil"}
    world.taught = {"ada": ("ada",), "cora": ("ada",), "dan": ("dan",), "gil": ("gil",)}
    return world


def browser_of(world: World, name: str, seat: Enrolment | None = None) -> Client:
    """Signed in as these people do: Ben in the open period, administrators and staff with a second factor."""
    if name == "eve":
        return signed_in(None)
    at_work = name == "ben"
    return signed_in(
        world.people[name],
        seat=seat,
        way="words" if seat else "password",
        period_id=world.period.pk if at_work else None,
        second_factor=name in OTHERS,
    )


def _open_period(section: Section, teacher: Person, now: datetime.datetime) -> Period:
    return Period.objects.create(
        section=section,
        lesson=courses()[0].lessons[0].id,
        opened_by=teacher,
        code="482915",
        code_index=keyed_index("482915", "sections.Period.code"),
        opened_at=now,
        sign_in_until=now + datetime.timedelta(minutes=20),
    )


def _leave(world: World, seats: dict[str, Enrolment], now: datetime.datetime) -> None:
    """Ivy left a day ago and Ada's other class is deleted; Kim is erased for good; Rita and Rob were removed a second ago."""
    ada, a_day, a_second = world.people["ada"], now - datetime.timedelta(days=1), now - datetime.timedelta(seconds=1)
    remove_student(seat=seats["ivy"], by=ada.code, now=a_day)
    delete_section(section=world.classes["ada's deleted"], by=ada.code, now=a_day)
    accounts.close_accounts(people=[world.people["kim"]], because="asked", by="", now=a_day)
    kim = world.people["kim"]
    world.erased = (kim.code, new_code())
    erase(people=[Subject(kim.pk, kim.code)], because="asked", now=a_second)
    SectionTeacher.objects.filter(teacher=world.people["rita"]).delete()
    remove_student(seat=seats["rob"], by=ada.code, now=a_second)
