"""Writing the audit: always inside the transaction of what it tells about."""

import datetime

from homeroom.audit.models import Entry
from homeroom.audit.rules import START, hash_of


def note(what: str, *, by: str = "", about: str = "", where: str = "", why: str | None = None, now: datetime.datetime) -> Entry:
    """Adds one entry: `what` is verb and noun ("reset_secret"); people and classes by their public codes."""
    last = Entry.objects.order_by("-id").values_list("hash", flat=True).first()
    previous = bytes(last) if last else START
    return Entry.objects.create(
        at=now,
        by=by,
        what=what,
        about=about,
        where=where,
        why=why,
        previous=previous,
        hash=hash_of(previous, now, by, what, about, where, why),
    )
