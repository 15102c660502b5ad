"""Noting who agreed to which text."""

import datetime

from homeroom.agreements.models import Acceptance, Version
from homeroom.agreements.rules import Agreement
from homeroom.kit.db import write


class TextChanged(RuntimeError):
    """A text that people agreed to has been changed in its file: put it back, and write a new version."""


@write
def accept(*, person_id: int, agreement: Agreement, now: datetime.datetime, where: str = "") -> None:
    """Somebody agreed to this text (`where`: public code of the class it is about). The text itself is kept at the first time (ACC-13)."""
    version, _made = Version.objects.get_or_create(
        kind=agreement.kind,
        number=agreement.number,
        language=agreement.language,
        defaults={"text": agreement.text, "digest": agreement.digest, "published_at": now},
    )
    if version.digest != agreement.digest:
        raise TextChanged(f"{agreement.kind}.{agreement.number}.{agreement.language}")
    Acceptance.objects.create(person_id=person_id, version=version, at=now, where=where)
