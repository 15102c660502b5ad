"""Taking from a bucket and giving back, in the main database and the caller's transaction: an error means no (ACC-18)."""

import datetime
import math

from homeroom.kit.crypto import keyed_index
from homeroom.kit.errors import SlowDown
from homeroom.limits.models import Bucket
from homeroom.limits.rules import Limit, taken_now, wait_for


def _key(limit: Limit, what: str) -> bytes:
    return keyed_index(f"{limit.name}\x1f{what}", "limits.Bucket.key")


def must_wait(limit: Limit, what: str, *, now: datetime.datetime) -> int:
    """Seconds to wait before the next try at `what` (0 = none). Takes nothing."""
    row = Bucket.objects.filter(key=_key(limit, what)).first()
    if row is None:
        return 0
    return math.ceil(wait_for(taken_now(row.taken, (now - row.at).total_seconds(), limit), limit))


def take(limit: Limit, what: str, *, now: datetime.datetime) -> None:
    """Counts one try (usually a failed one). Call it where the try is decided, in the same transaction."""
    key = _key(limit, what)
    row = Bucket.objects.select_for_update().filter(key=key).first()
    taken = 0.0 if row is None else taken_now(row.taken, (now - row.at).total_seconds(), limit)
    Bucket.objects.update_or_create(key=key, defaults={"taken": taken + 1.0, "at": now})


def refuse_when_empty(limit: Limit, what: str, *, now: datetime.datetime, sentence: str = "") -> None:
    """Raises `SlowDown` with the seconds to wait; what the action wrote so far is kept."""
    seconds = must_wait(limit, what, now=now)
    if seconds:
        raise SlowDown(sentence, retry_after=seconds, keep_marks=True)


def give_back(limit: Limit, what: str) -> None:
    """Forgets all tries at `what`: after a success, or when a teacher unlocks."""
    Bucket.objects.filter(key=_key(limit, what)).delete()


def sweep(*, now: datetime.datetime) -> int:
    """Removes buckets that nobody took from for a day; answers how many."""
    return Bucket.objects.filter(at__lt=now - datetime.timedelta(days=1)).delete()[0]
