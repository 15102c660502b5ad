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
    """Counts one try, in the transaction that decides it; a bucket never gets emptier than empty, so that time fills it again."""
    row, _made = Bucket.objects.select_for_update().get_or_create(key=_key(limit, what), defaults={"taken": 0.0, "at": now})
    taken = taken_now(row.taken, (now - row.at).total_seconds(), limit)
    Bucket.objects.filter(pk=row.pk).update(taken=min(taken + 1.0, float(limit.most)), at=now)


def refuse_when_empty(limit: Limit, what: str, *, now: datetime.datetime, sentence: str = "") -> None:
    """Raises `SlowDown` with the seconds to wait; what the action wrote so far is kept."""
    seconds = must_wait(limit, what, now=now)
    if seconds:
        raise SlowDown(sentence, retry_after=seconds, keep_marks=True)


def spend(*tries: tuple[Limit, str], now: datetime.datetime, sentence: str = "") -> None:
    """Takes one try from each bucket, or from none: raises `SlowDown` when one of them is empty.

    Taken before the try is judged, and locked until the transaction ends: a hundred tries at the same moment are counted one by one.
    What proves to be right is given back (`give_back`, `give_one_back`).
    """
    held = []
    for limit, what in sorted(tries, key=lambda one: _key(*one)):
        row, _made = Bucket.objects.select_for_update().get_or_create(key=_key(limit, what), defaults={"taken": 0.0, "at": now})
        held.append((limit, row, taken_now(row.taken, (now - row.at).total_seconds(), limit)))
    wait = max((wait_for(taken, limit) for limit, _row, taken in held), default=0.0)
    if wait:
        raise SlowDown(sentence, retry_after=math.ceil(wait), keep_marks=True)
    for _limit, row, taken in held:
        Bucket.objects.filter(pk=row.pk).update(taken=taken + 1.0, at=now)


def give_one_back(limit: Limit, what: str, *, now: datetime.datetime) -> None:
    """One try was right after all; those of others stay counted."""
    row = Bucket.objects.select_for_update().filter(key=_key(limit, what)).first()
    if row is not None:
        taken = taken_now(row.taken, (now - row.at).total_seconds(), limit)
        Bucket.objects.filter(pk=row.pk).update(taken=max(0.0, taken - 1.0), at=now)


def give_back(limit: Limit, what: str) -> None:
    """Forgets all tries at `what`: after a success, or when a teacher unlocks."""
    Bucket.objects.filter(key=_key(limit, what)).delete()


def sweep(*, now: datetime.datetime) -> int:
    """Removes buckets that nobody took from for a day; answers how many."""
    return Bucket.objects.filter(at__lt=now - datetime.timedelta(days=1)).delete()[0]
