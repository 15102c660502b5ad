"""Writing the audit: always inside the transaction of what it tells about. Old entries go from the front."""

import datetime
import secrets
from collections.abc import Collection

from django.db import connection, transaction

from homeroom.audit import queries
from homeroom.audit.models import Check, Cut, Entry
from homeroom.audit.rules import FORGET, KEPT_FOR, RULE, START, Fact, Point, Walk, digest_of_reason, follow, hash_of, mark_of
from homeroom.kit.db import before_commit, write
from homeroom.kit.errors import Refused

#: Writers on PostgreSQL take their turn at the chain with this advisory lock.
TURN = 7_142_001
#: Entries that one run of the job follows: well under a tenth of a second.
SLICE = 4_000
#: Old entries that go at once.
PIECE = 300


class RecordBroken(Refused):
    """Somebody changed the record, or took something out of it."""

    status, code = 500, "record-broken"


def note(what: str, *, by: str = "", about: str = "", where: str = "", why: str | None = None, now: datetime.datetime) -> None:
    """Adds one entry: `what` is verb and noun ("reset_secret"); people and classes by their public codes; nobody is the server itself.

    It is chained right before the action commits, so that writers wait for each other no longer than that takes.
    """
    before_commit(_chain, (Fact(now, by, what, about, where), why))


def _chain(noted: list[tuple[Fact, str | None]]) -> None:
    with transaction.atomic():
        take_turn()
        previous = queries.head().hash
        rows = []
        for fact, why in noted:
            salt = secrets.token_bytes(32) if why is not None else None
            reason = digest_of_reason(why, salt) if why is not None and salt is not None else None
            whole = Fact(fact.at, fact.by, fact.what, fact.about, fact.where, reason)
            own = hash_of(previous, whole)
            rows.append(
                Entry(
                    at=fact.at, by=fact.by, what=fact.what, about=fact.about, where=fact.where, why=why, salt=salt, reason=reason,
                    rule=RULE, previous=previous, hash=own,
                )
            )  # fmt: skip
            previous = own
        Entry.objects.bulk_create(rows)


def take_turn() -> None:
    """Waits until no other transaction has an entry that is not committed yet. On SQLite there is one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])


@write
def forget_reasons(*, codes: Collection[str], now: datetime.datetime) -> int:
    """The one way to take words out of the record: reasons about people who are erased, with their salts. The chain stays whole."""
    count = Entry.objects.filter(about__in=list(codes), why__isnull=False).update(why=None, salt=None)
    if count:
        note("forget_reasons", now=now)
    return count


@write
def forget_old_entries(*, now: datetime.datetime) -> int:
    """Forgets what is older than seven years, a few hundred entries at a time (RET-02). The chain begins behind the last of them from then
    on: a mark that only this service can make tells such a beginning from one that somebody cut off."""
    old = list(Entry.objects.filter(at__lte=now - KEPT_FOR).order_by("id").values_list("id", "hash")[:PIECE])
    if not old:
        return 0
    point = Point(old[-1][0], bytes(old[-1][1]))
    Cut.objects.create(entry=point.entry, hash=point.hash, mark=mark_of(point, queries.CUT), at=now)
    note(FORGET, now=now)
    Entry.objects.filter(pk__lte=point.entry).delete()
    return len(old)


@write
def look(*, now: datetime.datetime) -> int:
    """One look at the chain, for the job: all that is new since the last, and the next piece of the round through everything.

    Raises `RecordBroken`; where it broke is kept, and the next look begins there again.
    """
    start = queries.beginning() or Point(0, START)
    newest = _look(queries.NEWEST, _at_least(queries.checked(queries.NEWEST), start), now)
    behind = _at_least(queries.checked(queries.ROUND), start)
    whole = _look(queries.ROUND, start if behind.entry >= queries.head().entry else behind, now)
    if newest.broken is not None or whole.broken is not None:
        raise RecordBroken(keep_marks=True)
    return newest.entries + whole.entries


def _at_least(seen: Point | None, start: Point) -> Point:
    return start if seen is None or seen.entry < start.entry else seen


def _look(name: str, behind: Point, now: datetime.datetime) -> Walk:
    if not queries.is_at(behind):
        return _keep(name, Walk(behind, broken=behind.entry), now)
    return _keep(name, follow(queries.links(behind.entry, SLICE), behind), now)


def _keep(name: str, walk: Walk, now: datetime.datetime) -> Walk:
    marks = {"entry": walk.to.entry, "hash": walk.to.hash, "mark": mark_of(walk.to, queries.CHECK + name), "broken": walk.broken, "at": now}
    Check.objects.update_or_create(name=name, defaults=marks)
    return walk
