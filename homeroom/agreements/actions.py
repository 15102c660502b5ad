"""Noting who agreed to which text, and who was told."""

import datetime

from homeroom.agreements.library import Agreement, agreements
from homeroom.agreements.models import Acceptance, Version
from homeroom.kit.db import write


class TextChanged(RuntimeError):
    """A text that people agreed to has been changed in its file: put it back, and write a new version."""


@write
def accept(*, person_id: int, agreement: Agreement, now: datetime.datetime, where: str = "", role: str = "", how: str = "agreed") -> None:
    """Somebody agreed to this text (`where`: public code of the class it is about), or was told of it. The text itself is kept at the
    first time (ACC-13); the role is theirs at that time (POL-05)."""
    Acceptance.objects.create(person_id=person_id, version=_kept(agreement, now), at=now, where=where, role=role, how=how)


@write
def publish(*, now: datetime.datetime) -> int:
    """Keeps every text in the database, with its digest; answers how many came new. Raises `TextChanged` when a file was changed since."""
    before = Version.objects.count()
    for agreement in agreements().values():
        _kept(agreement, now)
    return Version.objects.count() - before


def _kept(agreement: Agreement, now: datetime.datetime) -> Version:
    version, _made = Version.objects.get_or_create(
        kind=agreement.kind,
        number=agreement.number,
        language=agreement.language,
        defaults={"text": agreement.text, "digest": agreement.digest, "published_at": now},
    )
    if version.digest != agreement.digest:
        raise TextChanged(f"{agreement.kind}.{agreement.number}.{agreement.language}")
    return version
