"""Six digits of an authenticator app (TOTP, RFC 6238, through pyotp), and recovery codes (SEC-04)."""

from __future__ import annotations

import hmac
import secrets
from typing import TYPE_CHECKING

import pyotp
from django.utils.translation import gettext as _

from homeroom.accounts import actions as accounts
from homeroom.audit.actions import note
from homeroom.kit.db import write
from homeroom.kit.errors import Refused
from homeroom.kit.ids import CODE_LETTERS
from homeroom.limits.actions import give_back, spend
from homeroom.limits.rules import SECOND_FACTOR, SECOND_FACTOR_DAY
from homeroom.sign_in.models import RecoveryCode, SecondFactor
from homeroom.sign_in.queries import recovery_hash
from homeroom.sign_in.rules import RECOVERY_CODES, read_digits, read_recovery, steps_taken

if TYPE_CHECKING:
    import datetime

    from homeroom.accounts.models import Person

#: Letters of a recovery code: 57 bits, written in three groups of four.
RECOVERY_LETTERS = 12


class WrongDigits(Refused):
    """Not the six digits of now, or used already."""

    status, code = 403, "wrong-digits"


def draw_secret() -> str:
    """A fresh secret of 160 bits, in base 32 as authenticator apps take it."""
    return pyotp.random_base32()


def address_for_app(secret: str, email: str, service: str) -> str:
    """What the QR code says to the app."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=service)


def _step_of(secret: str, digits: str, steps: list[int]) -> int | None:
    """Which of these steps the digits belong to; each is compared, so that the time does not tell."""
    found = None
    for step in steps:
        if hmac.compare_digest(pyotp.HOTP(secret).at(step), digits):
            found = step
    return found


def _drawn_codes() -> list[str]:
    drawn = ["".join(secrets.choice(CODE_LETTERS) for _ in range(RECOVERY_LETTERS)) for _ in range(RECOVERY_CODES)]
    return [f"{code[:4]} {code[4:8]} {code[8:]}" for code in drawn]


@write
def set_up(*, person: Person, secret: str, typed: str, session_id: int, by: str, now: datetime.datetime) -> list[str]:
    """Confirms a new authenticator with its digits, in place of an older one; answers the recovery codes, which are shown this once."""
    _count(person.pk, now)
    step = _step_of(secret, read_digits(typed), steps_taken(now, 0))
    if step is None:
        raise WrongDigits(_("Those are not the six digits that the app shows now. Wait for the next ones and type them."), keep_marks=True)
    _give_back(person.pk)
    SecondFactor.objects.update_or_create(
        person=person, defaults={"secret": secret, "made_at": now, "confirmed_at": now, "last_step": step}
    )
    RecoveryCode.objects.filter(person=person).delete()
    codes = _drawn_codes()
    RecoveryCode.objects.bulk_create(RecoveryCode(person=person, code_hash=recovery_hash(read_recovery(code))) for code in codes)
    accounts.prove(session_id=session_id, now=now, second_factor=True)
    accounts.end_others(person_id=person.pk, keep_session=session_id)
    note("set_up_second_factor", by=by, about=person.code, now=now)
    return codes


@write
def check(*, person: Person, typed: str, now: datetime.datetime) -> None:
    """Takes the digits of now, or a recovery code, and never takes them again; raises `WrongDigits` or `SlowDown`."""
    _count(person.pk, now)
    if not (_is_digits(person.pk, typed, now) or _is_recovery(person.pk, typed, now)):
        raise WrongDigits(_("Those are not the six digits that the app shows now. Wait for the next ones and type them."), keep_marks=True)
    _give_back(person.pk)


def _is_digits(person_id: int, typed: str, now: datetime.datetime) -> bool:
    row = SecondFactor.objects.select_for_update().filter(person=person_id, confirmed_at__isnull=False).first()
    step = _step_of(row.secret, read_digits(typed), steps_taken(now, row.last_step)) if row is not None else None
    if row is None or step is None:
        return False
    SecondFactor.objects.filter(pk=row.pk).update(last_step=step)
    return True


def _is_recovery(person_id: int, typed: str, now: datetime.datetime) -> bool:
    code = read_recovery(typed)
    # One statement, so that two browsers at once cannot both use it.
    return (
        bool(code)
        and RecoveryCode.objects.filter(person=person_id, code_hash=recovery_hash(code), used_at__isnull=True).update(used_at=now) == 1
    )


@write
def remove(*, person: Person, by: str, now: datetime.datetime) -> None:
    """The authenticator is no longer asked for: it was lost, or its owner does not want it."""
    SecondFactor.objects.filter(person=person).delete()
    RecoveryCode.objects.filter(person=person).delete()
    note("remove_second_factor", by=by, about=person.code, now=now)


def _count(person_id: int, now: datetime.datetime) -> None:
    spend(
        (SECOND_FACTOR, str(person_id)),
        (SECOND_FACTOR_DAY, str(person_id)),
        now=now,
        sentence=_("That was tried very often. Wait a little, then try again."),
    )


def _give_back(person_id: int) -> None:
    give_back(SECOND_FACTOR, str(person_id))
    give_back(SECOND_FACTOR_DAY, str(person_id))
