"""Reading second factors and one-time links."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from homeroom.kit.crypto import keyed_index
from homeroom.sign_in.models import OneTimeLink, RecoveryCode, SecondFactor

if TYPE_CHECKING:
    import datetime


def key_hash(key: str) -> bytes:
    """What the database keeps of a link's key."""
    return hashlib.sha256(key.encode()).digest()


def recovery_hash(code: str) -> bytes:
    """What the database keeps of a recovery code."""
    return keyed_index(code, "sign_in.RecoveryCode.code")


def second_factor_of(person_id: int) -> SecondFactor | None:
    """The authenticator of an adult, if it is set up."""
    return SecondFactor.objects.filter(person=person_id, confirmed_at__isnull=False).first()


def without_second_factor(person_ids: list[int]) -> int:
    """How many of these people have set none up (SEC-04)."""
    return len(person_ids) - SecondFactor.objects.filter(person__in=person_ids, confirmed_at__isnull=False).count()


def recovery_codes_left(person_id: int) -> int:
    """How many recovery codes still work."""
    return RecoveryCode.objects.filter(person=person_id, used_at__isnull=True).count()


def find_link(key: str, now: datetime.datetime) -> OneTimeLink | None:
    """The link of this key while it can still be used."""
    return (
        OneTimeLink.objects.filter(key_hash=key_hash(key), used_at__isnull=True, ends_at__gt=now)
        .exclude(person__state="closed")
        .select_related("person")
        .first()
    )
