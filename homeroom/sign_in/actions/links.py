"""One-time links: for the first administrator, for an invited teacher, for a new password. Their keys exist in the link only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeroom.accounts.queries import has_administrator
from homeroom.audit.actions import note
from homeroom.kit.db import write
from homeroom.kit.ids import new_token
from homeroom.sign_in.models import OneTimeLink
from homeroom.sign_in.queries import key_hash
from homeroom.sign_in.rules import LINK_LIFE

if TYPE_CHECKING:
    import datetime

    from homeroom.accounts.models import Person


@write
def first_administrator_link(now: datetime.datetime) -> str | None:
    """The key of a fresh link while nobody runs this service yet (older ones stop working); None once somebody does."""
    if has_administrator():
        return None
    OneTimeLink.objects.filter(kind="administrator").delete()
    return _make("administrator", None, None, now)


@write
def invite_teacher(*, by: Person, now: datetime.datetime) -> str:
    """The key of an invitation: whoever opens it may make one teacher's account, approved already."""
    key = _make("teacher", None, by, now)
    note("invite_teacher", by=by.code, now=now)
    return key


@write
def make_reset_link(*, person: Person, by: Person, now: datetime.datetime) -> str:
    """The key of a link with which somebody chooses a new password; older ones of theirs stop working."""
    OneTimeLink.objects.filter(kind="reset", person=person).delete()
    key = _make("reset", person, by, now)
    note("make_reset_link", by=by.code, about=person.code, now=now)
    return key


def _make(kind: str, person: Person | None, by: Person | None, now: datetime.datetime) -> str:
    key = new_token()
    OneTimeLink.objects.create(key_hash=key_hash(key), kind=kind, person=person, made_by=by, made_at=now, ends_at=now + LINK_LIFE)
    return key


def use_up(link: OneTimeLink, now: datetime.datetime) -> bool:
    """Inside the action that the link is for: true for the first who uses it, false for everybody after."""
    return OneTimeLink.objects.filter(pk=link.pk, used_at__isnull=True).update(used_at=now) == 1


@write
def sweep(*, now: datetime.datetime) -> int:
    """Forgets links that were used or are over."""
    used = OneTimeLink.objects.filter(used_at__isnull=False).delete()[0]
    return used + OneTimeLink.objects.filter(ends_at__lt=now).delete()[0]
