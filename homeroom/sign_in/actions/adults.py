"""Adults: signing in with address and password, signing up, a new password, proving who one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from homeroom.accounts import actions as accounts
from homeroom.accounts import queries as people
from homeroom.accounts.rules import tidy_email
from homeroom.agreements.actions import accept
from homeroom.audit.actions import note
from homeroom.kit.db import write
from homeroom.kit.errors import Refused
from homeroom.limits.actions import spend
from homeroom.limits.rules import SIGN_UP
from homeroom.sections.actions import spend_one_time_password
from homeroom.sign_in import queries
from homeroom.sign_in.actions import links, passwords, second_factor

if TYPE_CHECKING:
    import datetime

    from homeroom.accounts.actions import Begun
    from homeroom.accounts.models import Person
    from homeroom.agreements.rules import Agreement
    from homeroom.kit.http import Viewer
    from homeroom.sign_in.models import OneTimeLink


class LinkOver(Refused):
    """Somebody else used the link a moment ago."""

    status, code = 410, "link-over"


def whose_password(*, email: str, password: str, network: str, now: datetime.datetime) -> Person:
    """The adult with this address and password; raises `WrongPassword` or `SlowDown`, alike whether there is such an account."""
    typed = tidy_email(email)[:254]
    found = people.find_by_email(typed)
    return passwords.judged(found if found and found.role != "student" else None, typed=typed, password=password, network=network, now=now)


@write
def begin(*, person: Person, now: datetime.datetime, instead_of: int | None, second_factor: bool = False) -> Begun:
    """An adult's session."""
    if second_factor or person.role != "teacher":
        note("sign_in", by=person.code, about=person.code, now=now)
    return accounts.begin_session(person=person, way="password", now=now, second_factor=second_factor, instead_of=instead_of)


@write
def begin_with_digits(*, person: Person, typed: str, now: datetime.datetime, instead_of: int | None) -> Begun:
    """The session of who has a second factor: digits and session in one transaction."""
    second_factor.check(person=person, typed=typed, now=now)
    return begin(person=person, now=now, instead_of=instead_of, second_factor=True)


@write
def spend_sign_up(*, network: str, now: datetime.datetime) -> None:
    """One sign-up of this network."""
    spend((SIGN_UP, network), now=now, sentence=_("Very many accounts were made here just now. Wait a little, then try again."))


def sign_up(
    *,
    name: str,
    email: str,
    password: str,
    language: str,
    agreement: Agreement,
    state: str,
    network: str,
    now: datetime.datetime,
    link: OneTimeLink | None = None,
) -> None:
    """Makes an account, a teacher's or by its link the first administrator's. A taken address changes nothing, as slowly, in silence."""
    spend_sign_up(network=network, now=now)
    hashed = accounts.slow_hash(password)
    role = "administrator" if link is not None and link.kind == "administrator" else "teacher"
    _make(role, name, email, hashed, language, agreement, state, now, link)


@write
def _make(
    role: str,
    name: str,
    email: str,
    hashed: str,
    language: str,
    agreement: Agreement,
    state: str,
    now: datetime.datetime,
    link: OneTimeLink | None,
) -> None:
    try:
        with transaction.atomic():
            person = accounts.make_person(role=role, name=name, email=email, password_hash=hashed, language=language, state=state, now=now)
    except IntegrityError:
        return  # and the link, if there is one, still works for another address
    if link is not None and not links.use_up(link, now):
        raise LinkOver(_("This link was used already. Ask for a new one."))
    accept(person_id=person.pk, agreement=agreement, role=role, now=now)
    note("sign_up", by=person.code, about=person.code, now=now)


def choose_new_password(*, link: OneTimeLink, person: Person, password: str, now: datetime.datetime) -> None:
    """Uses a reset link: the new password counts, every browser of the person is signed out."""
    _use_reset(link, person, accounts.slow_hash(password), now)


@write
def _use_reset(link: OneTimeLink, person: Person, hashed: str, now: datetime.datetime) -> None:
    if not links.use_up(link, now):
        raise LinkOver(_("This link was used already. Ask for a new one."))
    accounts.set_password_hash(person=person, password_hash=hashed, by=person.code, now=now)


def choose_own_password(*, person: Person, password: str, session_id: int, now: datetime.datetime) -> None:
    """In place of one that somebody else drew, or of an older one of one's own; other browsers are signed out (ACC-03)."""
    accounts.set_password(person=person, password=password, by=person.code, now=now, keep_session=session_id)
    if person.role == "student":
        spend_one_time_password(student_id=person.pk)


def prove(*, viewer: Viewer, person: Person, password: str, digits: str, network: str, now: datetime.datetime) -> None:
    """Shows once more who one is: the password, and the six digits where they are set up; raises what signing in raises."""
    typed = person.email or person.username or person.code
    passwords.judged(person, typed=tidy_email(typed), password=password, network=network, now=now)
    has_factor = queries.second_factor_of(person.pk) is not None
    if has_factor:
        second_factor.check(person=person, typed=digits, now=now)
    accounts.prove(session_id=viewer.session_id, now=now, second_factor=has_factor)


@write
def change_email(*, person: Person, email: str, now: datetime.datetime) -> bool:
    """A new address to sign in with. False, changing nothing, when somebody has it already."""
    try:
        with transaction.atomic():
            accounts.set_email(person=person, email=email, by=person.code, now=now)
    except IntegrityError:
        return False
    return True


@write
def refuse_teacher(*, person: Person, by: str, now: datetime.datetime) -> None:
    """A sign-up that no administrator wants: the account is closed."""
    accounts.close_accounts(people=[person], because="not approved", by=by, now=now)
