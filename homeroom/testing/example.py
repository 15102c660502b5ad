"""The example school: Ada Example teaches 5b, whose twelve pupils have come some way. Made by the same actions as any school's."""

import datetime
import json
import random
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings

from homeroom.accounts import actions as accounts
from homeroom.accounts import queries as people
from homeroom.accounts.models import Person
from homeroom.agreements.rules import current
from homeroom.curriculum import queries as curriculum
from homeroom.curriculum.catalogue import Level
from homeroom.kit.db import write
from homeroom.kit.ids import uuid7
from homeroom.progress import actions as progress
from homeroom.sections import queries as sections
from homeroom.sections.actions.classes import open_section
from homeroom.sections.actions.pupils import NewPupil, enrol_students
from homeroom.sections.actions.secrets import change_sign_in
from homeroom.sections.models import Enrolment

ADDRESS = "ada@school.example"
#: Says that the accounts here are the example school's, so that passwords may be drawn anew.
NOTE = "example-school.json"
#: Name, age, and how many levels of the first lesson are solved. Ben is the one whose password is told.
PUPILS = (
    ("Ben", 11, 6), ("Mila", 10, 9), ("Noor", 10, 4), ("Kofi", 11, 12), ("Yuki", 10, 8), ("Amira", 11, 10),
    ("Mateo", 10, 3), ("Lena", 11, 11), ("Ravi", 10, 7), ("Sofía", 10, 9), ("Tomás", 11, 5), ("Zoë", 10, 2),
)  # fmt: skip
#: These two have run into one mistake again and again, minutes ago.
STUCK = ("Noor", "Zoë")
#: Easy to read aloud and to type: no l, o, 0, 1.
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


class NotAnExample(RuntimeError):
    """There are real accounts: the example school is not mixed with them."""


@dataclass(frozen=True)
class Told:
    """How to sign in until the next start."""

    teacher: str
    teacher_password: str
    pupil: str
    pupil_password: str


def draw_password() -> str:
    """Three groups of four from thirty-two letters: sixty bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


def open_example_school(*, now: datetime.datetime) -> Told:
    """Makes the school when there is nothing yet; draws new passwords. Raises `NotAnExample` where others have accounts."""
    note = Path(settings.HOMEROOM_DATA) / NOTE
    ada = people.find_by_email(ADDRESS) if note.exists() else None
    if ada is None:
        if Person.objects.exists():
            raise NotAnExample(
                f"There are real accounts in {settings.HOMEROOM_DATA}; an example school is never mixed with them. "
                "Serve without --demo, or name an empty folder in HOMEROOM_DATA."
            )
        ada = _make(now)
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(json.dumps({"teacher": ada.code, "made_at": now.isoformat()}), "utf-8")
    return _draw_passwords(ada, now)


@write
def _make(now: datetime.datetime) -> Person:
    ada = accounts.make_person(role="teacher", name="Ada Example", language="en", email=ADDRESS, now=now)
    begun = now - datetime.timedelta(days=2)
    course = curriculum.courses()[0]
    section = open_section(name="5b", grade="5", course=course.id, sign_in="pictures", teacher_id=ada.pk, by=ada.code, now=begun)
    seats = enrol_students(
        section=section,
        pupils=[NewPupil(name, age) for name, age, _solved in PUPILS],
        declared=current("authority", "en").digest,
        teacher_id=ada.pk,
        by=ada.code,
        waiting=False,
        language="en",
        now=begun,
    )
    luck = random.Random(5)
    levels = list(course.lessons[0].levels)
    for seat, (name, _age, solved) in zip(seats, PUPILS, strict=True):
        runs = list(_runs(levels, solved, stuck=name in STUCK, now=now, luck=luck))
        for at in range(0, len(runs), 50):
            progress.record_attempts(student_id=seat.student_id, attempts=runs[at : at + 50], now=now)
    ben = sections.find_seat(seats[0].pk)
    assert ben is not None
    change_sign_in(section=section, seat=ben, way="password", language="en", by=ada.code, now=now)
    return ada


def _runs(levels: list[Level], solved: int, *, stuck: bool, now: datetime.datetime, luck: random.Random) -> Iterator[msgspec.Raw]:
    """Real programs with what they really come to: the curriculum's own mistakes and solutions."""
    at = now - datetime.timedelta(days=1, minutes=luck.randrange(5))
    for level in levels[:solved]:
        known: Any = curriculum.solutions_of(level.id)
        failed = luck.sample(known["mistakes"], k=min(luck.choice((0, 0, 1, 1, 2)), len(known["mistakes"])))
        for program in (*failed, luck.choice(known["solutions"])):
            seconds = luck.randrange(15, 90)
            at += datetime.timedelta(seconds=seconds)
            yield _run(level, program, seconds, at)
    if stuck:
        mistake: Any = curriculum.solutions_of(levels[solved].id)
        for minutes in (6, 4, 3, 1):
            yield _run(levels[solved], mistake["mistakes"][0], 70, now - datetime.timedelta(minutes=minutes))


def _run(level: Level, program: Any, seconds: int, at: datetime.datetime) -> msgspec.Raw:
    verdict = program["verdict"]
    milliseconds = int(at.timestamp() * 1000)
    facts = {
        "id": str(uuid7(milliseconds)),
        "lesson": str(level.lesson),
        "level": str(level.id),
        "program": json.dumps(program["program"], separators=(",", ":")),
        "outcome": verdict["outcome"],
        "mistake": verdict["mistake"],
        "said": verdict["said"],
        "blocks": verdict["blocks"],
        "hints": 0,
        "seconds": seconds,
        "madeAt": milliseconds,
        "fromBrowser": False,
    }
    return msgspec.Raw(json.dumps(facts).encode())


@write
def _draw_passwords(ada: Person, now: datetime.datetime) -> Told:
    seat = Enrolment.objects.select_related("student").filter(
        section__in=sections.sections_of(ada.pk), student__username_index__isnull=False
    )
    ben = seat.order_by("pk")[0].student
    told = Told(ADDRESS, draw_password(), ben.username or "", draw_password())
    accounts.set_password(person=ada, password=told.teacher_password, by=ada.code, now=now)
    accounts.set_password(person=ben, password=told.pupil_password, by=ada.code, now=now)
    return told
