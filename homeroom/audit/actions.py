"""Writing the audit: always inside the transaction of what it tells about. Old entries go from the front; the chain says so itself."""

import datetime

from homeroom.audit.models import Entry
from homeroom.audit.rules import FORGET, KEPT_FOR, START, hash_of


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


def forget_old_entries(*, now: datetime.datetime) -> int:
    """Forgets what is older than seven years, a few hundred entries at a time (RET-02). The hash of the last one forgotten is noted in the
    chain, so that a beginning which somebody cut off is told from one that we did."""
    old = list(Entry.objects.filter(at__lte=now - KEPT_FOR).order_by("id")[:300])
    if old:
        note(FORGET, why=bytes(old[-1].hash).hex(), now=now)
        Entry.objects.filter(pk__lte=old[-1].pk).delete()
    return len(old)
