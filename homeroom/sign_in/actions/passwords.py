"""Judging a password: counted before it is judged, as slow where there is no account, and nothing typed is kept (ACC-18, ACC-19)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from homeroom.accounts import actions as accounts
from homeroom.kit.db import write
from homeroom.kit.errors import Refused
from homeroom.limits.actions import give_back, give_one_back, spend
from homeroom.limits.rules import ACCOUNT, ACCOUNT_ANYWHERE, NETWORK
from homeroom.sections.rules.secrets import is_secret

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from homeroom.accounts.models import Person


class WrongPassword(Refused):
    """No such account, or not its password: nobody is told which."""

    status, code = 403, "wrong-password"


def judged(
    person: Person | None, *, typed: str, password: str, network: str, now: datetime.datetime, one_time: Sequence[str] = ()
) -> Person:
    """The person, if this is the password or one of the one-time passwords; raises `WrongPassword` or `SlowDown`.

    `typed` is the name or address as it is compared.
    """
    _count(typed, network, now)
    right = accounts.is_password(person, password) if person is not None else accounts.burn(password)
    right = right or any(is_secret(drawn, password) for drawn in one_time)
    if person is None or not right:
        raise WrongPassword(_("That name and password do not belong together. Look at both once more and try again."))
    _give_back(typed, network, now)
    return person


@write
def _count(typed: str, network: str, now: datetime.datetime) -> None:
    spend(
        (ACCOUNT, f"{typed}\x1f{network}"),
        (ACCOUNT_ANYWHERE, typed),
        (NETWORK, network),
        now=now,
        sentence=_("That was tried very often. Wait a little, then try again."),
    )


@write
def _give_back(typed: str, network: str, now: datetime.datetime) -> None:
    give_back(ACCOUNT, f"{typed}\x1f{network}")
    give_one_back(ACCOUNT_ANYWHERE, typed, now=now)
    give_one_back(NETWORK, network, now=now)
