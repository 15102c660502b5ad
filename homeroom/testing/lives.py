"""People who have done everything: a row in every table that keeps something about them, so that export and erasure are shown it all."""

from __future__ import annotations

import datetime
import uuid

from homeroom.accounts.models import Person
from homeroom.agreements.models import Acceptance, Version
from homeroom.audit.actions import note
from homeroom.kit.ids import uuid7
from homeroom.programs.models import Program
from homeroom.progress.models import Attempt, Draft, LessonStates, LevelProgress
from homeroom.rights import actions as requests
from homeroom.sections.models import Enrolment, Period, Section
from homeroom.sign_in.models import OneTimeLink, RecoveryCode, SecondFactor
from homeroom.support.models import Affected, Incident
from homeroom.testing.cast import NOW, signed_in

LESSON, LEVEL = uuid.UUID(int=11), uuid.UUID(int=12)


def a_learner(person: Person, *, seat: Enrolment | None = None, runs: int = 3, by: str = "", now: datetime.datetime = NOW) -> None:
    """Signs in, runs programs, leaves a draft, asks for a copy; `runs` different programs, each run once."""
    signed_in(person, seat=seat, way="pictures")
    programs = Program.objects.bulk_create(
        Program(student=person, digest=uuid.uuid4().bytes, source=f"canary of {person.name} {number}", kept_at=now)
        for number in range(runs)
    )
    Attempt.objects.bulk_create(
        Attempt(
            student=person, id=uuid7(), lesson=LESSON, level=LEVEL, program=program, outcome=1, said=f"said to {person.name}", blocks=2,
            hints=0, seconds=9, made_at=now, kept_at=now,
        )
        for program in programs
    )  # fmt: skip
    LevelProgress.objects.create(
        student=person, level=LEVEL, lesson=LESSON, state=1, tries=runs, first_at=now, last_at=now, newest=programs[-1], newest_at=now
    )
    Draft.objects.create(student=person, level=LEVEL, lesson=LESSON, source=f"draft of {person.name}", made_at=now)
    LessonStates.objects.create(student=person, lesson=LESSON, states=b"\x01")
    requests.ask(person=person, kind="export", words=f"copy for {person.name}", field="", weak=True, by=person.code, now=now)
    note("redraw_secret", by=by, about=person.code, now=now)
    an_incident(person, now=now)


def a_grown_up(person: Person, *, section: Section | None = None, now: datetime.datetime = NOW) -> None:
    """Signs in, opens a period, agrees to a text, has a second factor, a recovery code and a link."""
    signed_in(person)
    if section is not None:
        Period.objects.create(section=section, lesson=LESSON, opened_by=person, opened_at=now, sign_in_until=now, ended_at=now)
    version, _made = Version.objects.get_or_create(
        kind="authority", number=99, language="en", defaults={"text": "A text.", "digest": "0" * 64, "published_at": now}
    )
    Acceptance.objects.create(person=person, version=version, at=now, where=section.code if section else "")
    SecondFactor.objects.create(person=person, secret="ABCDEFGH", made_at=now)
    RecoveryCode.objects.create(person=person, code_hash=uuid.uuid4().bytes)
    link = {"kind": "reset", "made_at": now, "ends_at": now}
    OneTimeLink.objects.create(key_hash=uuid.uuid4().bytes * 2, person=person, **link)
    OneTimeLink.objects.create(key_hash=uuid.uuid4().bytes * 2, made_by=person, **link)
    note("set_password", by=person.code, about=person.code, now=now)
    an_incident(person, now=now)


def an_incident(person: Person, *, now: datetime.datetime = NOW) -> None:
    """Something went wrong with their data, and they were told."""
    incident, _made = Incident.objects.get_or_create(
        code="incident0001",
        defaults={
            "known_at": now, "since": now, "until": now, "told_at": now, "what": "A drill.", "to_do": "Nothing.",
            "for_children": "Practice.", "to_do_for_children": "Nothing.",
        },
    )  # fmt: skip
    Affected.objects.get_or_create(incident=incident, person=person, defaults={"kinds": "name", "seen_at": now})
