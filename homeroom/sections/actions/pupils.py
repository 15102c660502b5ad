"""Adding pupils from a reviewed list, and changing what is known of one (ACC-05, ACC-07, ACC-13)."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from homeroom.accounts import actions as accounts
from homeroom.accounts import queries as people
from homeroom.agreements import actions as agreements
from homeroom.agreements.rules import current
from homeroom.audit.actions import note
from homeroom.kit.crypto import keyed_index
from homeroom.kit.db import write
from homeroom.kit.errors import Refused
from homeroom.kit.ids import new_card_code
from homeroom.sections import queries
from homeroom.sections.models import Enrolment, Section
from homeroom.sections.rules.ages import must_declare
from homeroom.sections.rules.leaving import may_change_account
from homeroom.sections.rules.names import MOST
from homeroom.sections.rules.secrets import draw_secret
from homeroom.sections.rules.tiles import deal_tiles
from homeroom.sections.rules.usernames import draw_username
from homeroom.sections.rules.year import school_year_ends

LANGUAGES = ("en", "es", "ar")


@dataclass(frozen=True)
class NewPupil:
    """A tidied name, and an age in years; None is asked of the pupil at the first sign-in (ACC-07)."""

    name: str
    age: int | None


@write
def enrol_students(
    *,
    section: Section,
    pupils: list[NewPupil],
    declared: str,
    teacher_id: int,
    by: str,
    waiting: bool,
    language: str,
    now: datetime.datetime,
) -> list[Enrolment]:
    """Makes an account, a tile and a secret for each, in a few statements. `declared` is the digest of the declaration the teacher read:
    without it no child below the age of consent, or of unknown age, is added (ACC-13, AGE-04)."""
    if waiting:
        raise Refused(
            _("You can add pupils as soon as an administrator has approved you. Everything else works already."), code="waiting", status=403
        )
    queries.hold(section.pk)
    if queries.seats_in(section.pk).count() + len(pupils) > MOST:
        raise Refused(_("A class can have 600 pupils at most. Please open a second class."), code="too-many", status=409)
    if declared:
        _declare(section, declared, teacher_id, now)
    elif any(must_declare(pupil.age, people.thresholds()) for pupil in pupils):
        raise Refused(_("Please confirm the declaration before you add pupils."), code="not-declared", status=409)
    usernames = new_usernames([pupil.name for pupil in pupils]) if section.sign_in == "password" else [None] * len(pupils)
    made = accounts.make_students(
        students=[accounts.NewStudent(pupil.name, pupil.age, username) for pupil, username in zip(pupils, usernames, strict=True)],
        language=language,
        now=now,
    )
    taken = [(seat.student.name, (seat.tile_animal, seat.tile_colour)) for seat in queries.seats_in(section.pk)]
    tiles = deal_tiles([pupil.name for pupil in pupils], taken)
    seats = Enrolment.objects.bulk_create(_seat(section, person.pk, tile, language, now) for person, tile in zip(made, tiles, strict=True))
    note("enrol_students", by=by, where=section.code, now=now)
    return seats


def _declare(section: Section, digest: str, teacher_id: int, now: datetime.datetime) -> None:
    text = next((found for found in (current("authority", language) for language in LANGUAGES) if found.digest == digest), None)
    if text is None:
        raise Refused(_("The text was changed while you were reading it. Please read it once more."), code="changed-text", status=409)
    agreements.accept(person_id=teacher_id, agreement=text, where=section.code, role="teacher", now=now)


def _seat(section: Section, student_id: int, tile: tuple[str, int], language: str, now: datetime.datetime) -> Enrolment:
    card = new_card_code()
    return Enrolment(
        section=section,
        student_id=student_id,
        sign_in=section.sign_in,
        secret=draw_secret(section.sign_in, language),  # type: ignore[arg-type]
        card=card,
        card_index=keyed_index(card, "sections.Enrolment.card"),
        card_ends_on=section.join_ends_on or school_year_ends(now.date()),
        tile_animal=tile[0],
        tile_colour=tile[1],
        joined_at=now,
    )


def new_usernames(names: list[str]) -> list[str]:
    """User names, one for each name, that nobody has (ACC-02)."""
    taken: set[str] = set()
    drawn: list[str] = []
    for name in names:
        drawn.append(draw_username(name, taken))
        taken.add(drawn[-1])
    while used := people.usernames_taken(drawn):
        taken |= used
        for place, username in enumerate(drawn):
            if username in used:
                drawn[place] = draw_username(names[place], taken)
                taken.add(drawn[place])
    return drawn


@write
def rename_student(*, seat: Enrolment, name: str, by: str, now: datetime.datetime) -> None:
    """Another display name, tidied by the form."""
    must_be_a_pupil(seat)
    accounts.rename(person=seat.student, name=name, by=by, now=now)


@write
def change_age(*, seat: Enrolment, age: int, by: str, now: datetime.datetime) -> None:
    """Another age in years, told now (AGE-01, AGE-03)."""
    must_be_a_pupil(seat)
    accounts.set_age(person=seat.student, age=age, by=by, now=now)


def must_be_a_pupil(seat: Enrolment) -> None:
    """Raises `Refused` for a seat of somebody who teaches: their account is their own (ACC-04)."""
    if not may_change_account(seat.student.role):
        raise Refused(_("This person is a teacher too, and looks after the account themself."), code="a-teacher", status=403)
