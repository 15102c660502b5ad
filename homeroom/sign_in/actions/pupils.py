"""A pupil at the door: the secret of a seat, a card, a password. Every wrong try leaves its mark (ACC-18)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from homeroom.accounts import actions as accounts
from homeroom.accounts import queries as people
from homeroom.kit.db import write
from homeroom.kit.errors import Refused, SlowDown
from homeroom.limits.actions import give_back, give_one_back, must_wait, spend, take
from homeroom.limits.rules import CODE, DOOR, SEAT, SEAT_TIGHT, SECTION
from homeroom.sections import queries as classes
from homeroom.sections.rules.secrets import is_secret
from homeroom.sign_in.actions import passwords
from homeroom.sign_in.rules import way_of

if TYPE_CHECKING:
    import datetime

    from homeroom.accounts.actions import Begun
    from homeroom.accounts.models import Person
    from homeroom.sections.models import Enrolment
    from homeroom.sign_in.access import Opened


class WrongSecret(Refused):
    """Not this pupil's pictures, words or password."""

    status, code = 403, "wrong-secret"


@write
def spend_code(*, network: str, now: datetime.datetime) -> None:
    """Before a code, link or card is looked up: one try of this network. `code_was_right` gives it back."""
    spend((CODE, network), now=now, sentence=_("Very many codes were tried here just now. Wait a moment, then type yours once more."))


@write
def code_was_right(*, network: str, now: datetime.datetime) -> None:
    """A right code costs nothing: a whole school behind one address comes in at the bell."""
    give_one_back(CODE, network, now=now)


def sign_in_at_seat(*, opened: Opened, seat: Enrolment, tried: str, now: datetime.datetime, instead_of: int | None) -> Begun:
    """A session for who knows this seat's secret; raises `WrongSecret` or `SlowDown`."""
    if seat.sign_in != "password":
        return _with_secret(opened, seat, tried, now, instead_of)
    _count(opened, seat, now)  # the slow hash is not made while others wait for the writer
    right = accounts.is_password(seat.student, tried)
    # What the teacher gave counts until the pupil has chosen a password, and never after.
    right = right or (seat.student.must_choose_password and is_secret(seat.secret, tried))
    return _judged(opened, seat, right, now, instead_of)


@write
def _with_secret(opened: Opened, seat: Enrolment, tried: str, now: datetime.datetime, instead_of: int | None) -> Begun:
    _count(opened, seat, now)
    return _judged(opened, seat, is_secret(seat.secret, tried), now, instead_of)


@write
def _count(opened: Opened, seat: Enrolment, now: datetime.datetime) -> None:
    """Takes the try before it is judged. With the class's budget used up, an untried seat is still open: no prank locks a class."""
    who, where = str(seat.pk), str(opened.section.pk)
    if must_wait(SECTION, where, now=now) and must_wait(SEAT_TIGHT, who, now=now):
        sentence = _("There were very many wrong tries in your class today. Please ask your teacher: one click lets you in.")
        raise SlowDown(sentence, retry_after=must_wait(SECTION, where, now=now), keep_marks=True)
    spend(
        (SEAT, who),
        (DOOR, opened.door.nonce),
        now=now,
        sentence=_("Take a little break. Look at your card, or ask your teacher, then try again."),
    )
    take(SEAT_TIGHT, who, now=now)
    take(SECTION, where, now=now)


@write
def _judged(opened: Opened, seat: Enrolment, right: bool, now: datetime.datetime, instead_of: int | None) -> Begun:
    if not right:
        raise WrongSecret(SENTENCES[seat.sign_in](), keep_marks=True)
    give_back(SEAT, str(seat.pk))
    give_back(SEAT_TIGHT, str(seat.pk))
    give_one_back(SECTION, str(opened.section.pk), now=now)
    give_one_back(DOOR, opened.door.nonce, now=now)
    return accounts.begin_session(
        person=seat.student,
        way=way_of(seat.sign_in),
        now=now,
        section_id=opened.section.pk,
        enrolment_id=seat.pk,
        period_id=opened.period.pk if opened.period else None,
        instead_of=instead_of,
    )


SENTENCES = {
    "picture": lambda: _("That is not your picture. Look at your card, or ask your teacher, and try again."),
    "pictures": lambda: _(
        "Those are not your pictures, or they come in another order. Look at your card, or ask your teacher, and try again."
    ),
    "words": lambda: _("Those are not your words. Look at your card, or ask your teacher, and try again."),
    "password": lambda: _("That is not your password. Look closely at every letter and try again, or ask your teacher for a new one."),
}


@write
def sign_in_with_card(*, seat: Enrolment, now: datetime.datetime, instead_of: int | None) -> Begun:
    """A card opens its pupil, and nobody else."""
    period = classes.open_period(seat.section_id)
    return accounts.begin_session(
        person=seat.student,
        way="card",
        now=now,
        section_id=seat.section_id,
        enrolment_id=seat.pk,
        period_id=period.pk if period else None,
        instead_of=instead_of,
    )


def sign_in_with_name(*, username: str, password: str, network: str, now: datetime.datetime, instead_of: int | None) -> Begun:
    """A student's own login, at any hour and wherever they are; raises `WrongPassword` or `SlowDown`."""
    name = username.strip().lower()[:100]
    found = people.find_by_username(name) if name else None
    seats = classes.seats_of(found.pk) if found is not None and found.must_choose_password else []
    one_time = [seat.secret for seat in seats if seat.sign_in == "password" and seat.secret]
    person = passwords.judged(found, typed=name, password=password, network=network, now=now, one_time=one_time)
    return _begin_personal(person, now, instead_of)


@write
def _begin_personal(person: Person, now: datetime.datetime, instead_of: int | None) -> Begun:
    """In the class that is open now, where one of the student's is; else in the newest."""
    seats = list(classes.seats_of(person.pk))
    periods = {seat.pk: classes.open_period(seat.section_id) for seat in seats}
    seat = next((one for one in seats if periods[one.pk]), seats[0] if seats else None)
    period = periods[seat.pk] if seat else None
    return accounts.begin_session(
        person=person,
        way="password",
        now=now,
        section_id=seat.section_id if seat else None,
        enrolment_id=seat.pk if seat else None,
        period_id=period.pk if period else None,
        instead_of=instead_of,
    )
