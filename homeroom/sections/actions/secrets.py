"""Drawing what pupils sign in with, again or otherwise; the old one is dead at once and what it opened is closed (ACC-04..06)."""

import datetime

from django.utils.translation import gettext as _

from homeroom.accounts import actions as accounts
from homeroom.audit.actions import note
from homeroom.kit.crypto import keyed_index
from homeroom.kit.db import write
from homeroom.kit.errors import Refused
from homeroom.kit.ids import new_card_code
from homeroom.limits import actions as limits
from homeroom.limits.rules import SEAT, SEAT_TIGHT, SECTION
from homeroom.sections import queries
from homeroom.sections.actions.pupils import must_be_a_pupil, new_usernames
from homeroom.sections.models import Enrolment, Section
from homeroom.sections.rules.ages import Way
from homeroom.sections.rules.leaving import may_change_account
from homeroom.sections.rules.secrets import draw_secret
from homeroom.sections.rules.year import school_year_ends


@write
def change_sign_in(
    *, section: Section, way: Way, language: str, by: str, now: datetime.datetime, seat: Enrolment | None = None
) -> list[Enrolment]:
    """Another way to sign in, for the whole class or for one pupil. New secrets are drawn and everybody it is about is signed out."""
    if seat is None:
        section.sign_in = way
        section.save(update_fields=["sign_in"])
        seats = [one for one in queries.seats_in(section.pk) if may_change_account(one.student.role)]
    else:
        must_be_a_pupil(seat)
        seats = [seat]
    for one in seats:
        one.sign_in = way
        # Who chose a password of their own before keeps it.
        one.secret = None if way == "password" and one.student.password else draw_secret(way, language)
    Enrolment.objects.bulk_update(seats, ["sign_in", "secret"], batch_size=100)
    if way == "password":
        nameless = [one.student for one in seats if one.student.username is None]
        drawn = new_usernames([student.name for student in nameless])
        accounts.give_usernames(usernames={student.pk: username for student, username in zip(nameless, drawn, strict=True)})
    _sign_out(seats)
    note("change_sign_in", by=by, about=seat.student.code if seat is not None else "", where=section.code, now=now)
    return seats


@write
def redraw_secret(*, seat: Enrolment, language: str, by: str, now: datetime.datetime) -> str:
    """New pictures or words; the old ones open nothing from now on, and an open sign-in of the pupil is over (ACC-06)."""
    must_be_a_pupil(seat)
    if seat.sign_in == "password":
        return give_one_time_password(seat=seat, by=by, now=now)
    before = seat.secret
    while seat.secret == before:
        seat.secret = draw_secret(seat.sign_in, language)  # type: ignore[arg-type]
    seat.save(update_fields=["secret"])
    _sign_out([seat])
    note("redraw_secret", by=by, about=seat.student.code, where=seat.section.code, now=now)
    return seat.secret or ""


@write
def give_one_time_password(*, seat: Enrolment, by: str, now: datetime.datetime) -> str:
    """Eight digits, good until the pupil has chosen a password with them; the password before is dead (ACC-04).

    It is drawn, not chosen, and sealed like pictures and words until it is spent: nothing is hashed while a class of 600 waits.
    """
    must_be_a_pupil(seat)
    if seat.sign_in != "password":
        raise Refused(_("This pupil signs in without a password."), code="no-password", status=409)
    seat.secret = given = draw_secret("password")
    seat.save(update_fields=["secret"])
    accounts.forget_password(person=seat.student, by=by, now=now)
    _sign_out([seat])
    note("give_one_time_password", by=by, about=seat.student.code, where=seat.section.code, now=now)
    return given


@write
def spend_one_time_password(*, student_id: int) -> None:
    """The pupil has chosen a password: what teachers gave for one time opens nothing any more."""
    Enrolment.objects.filter(student=student_id, sign_in="password").update(secret=None)


@write
def replace_card(*, seat: Enrolment, by: str, now: datetime.datetime) -> str:
    """A new card; the old one opens nothing from now on, and what was opened with it is closed."""
    must_be_a_pupil(seat)
    seat.card = card = new_card_code()
    seat.card_index = keyed_index(card, "sections.Enrolment.card")
    seat.card_ends_on = seat.section.join_ends_on or school_year_ends(now.date())
    seat.save(update_fields=["card", "card_index", "card_ends_on"])
    _sign_out([seat])
    note("replace_card", by=by, about=seat.student.code, where=seat.section.code, now=now)
    return card


@write
def note_secrets_shown(*, section: Section, seat: Enrolment | None, by: str, now: datetime.datetime) -> None:
    """Every look at a secret is noted: of one pupil, or of the whole class on cards."""
    about, what = ("", "print_cards") if seat is None else (seat.student.code, "show_secret")
    note(what, by=by, about=about, where=section.code, now=now)


@write
def unlock_student(*, seat: Enrolment, by: str, now: datetime.datetime) -> None:
    """Too many wrong tries at this pupil are forgotten (design section 4: one click to unlock)."""
    limits.give_back(SEAT, str(seat.pk))
    limits.give_back(SEAT_TIGHT, str(seat.pk))
    note("unlock_student", by=by, about=seat.student.code, where=seat.section.code, now=now)


@write
def unlock_section(*, section: Section, by: str, now: datetime.datetime) -> None:
    """The same for a whole class."""
    limits.give_back(SECTION, str(section.pk))
    for seat in queries.seats_in(section.pk):
        limits.give_back(SEAT, str(seat.pk))
        limits.give_back(SEAT_TIGHT, str(seat.pk))
    note("unlock_section", by=by, where=section.code, now=now)


def _sign_out(seats: list[Enrolment]) -> None:
    """Pupils everywhere; teachers who learn in the class only here."""
    accounts.end_sessions(person_ids=[seat.student_id for seat in seats if may_change_account(seat.student.role)])
    accounts.end_sessions_through(enrolment_ids=[seat.pk for seat in seats])
