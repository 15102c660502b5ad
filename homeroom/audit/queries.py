"""Reading the audit, and whether it is whole."""

from collections.abc import Iterator
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from homeroom.audit.models import Check, Cut, Entry
from homeroom.audit.rules import START, Fact, Link, Point, Walk, digest_of_reason, follow, mark_of
from homeroom.kit.crypto import Unreadable

_COLUMNS = ("id", "at", "by", "what", "about", "where", "salt", "reason", "rule", "previous", "hash")
CUT, CHECK = "audit.Cut", "audit.Check"
NEWEST, ROUND = "newest", "round"


def entries_about(code: str) -> list[Entry]:
    """What was done to one person, newest first ("who has seen my data", SHR-14)."""
    return list(Entry.objects.filter(about=code).order_by("-id"))


def entries_between(first: Any, last: Any) -> QuerySet[Entry]:
    """What was done from one time to another."""
    return Entry.objects.filter(at__gte=first, at__lte=last)


def entries_about_class(where: str, whats: tuple[str, ...]) -> list[Entry]:
    """What was done with a whole class and names nobody, of these kinds, newest first."""
    return list(Entry.objects.filter(where=where, about="", what__in=whats).order_by("-id"))


def beginning() -> Point | None:
    """Behind which entry the chain begins; None when somebody else than this service says so."""
    cut = Cut.objects.order_by("-id").first()
    if cut is None:
        return Point(0, START)
    point = Point(cut.entry, bytes(cut.hash))
    return point if bytes(cut.mark) == mark_of(point, CUT) else None


def head() -> Point:
    """The newest entry."""
    last = Entry.objects.order_by("-id").values_list("id", "hash").first()
    if last is not None:
        return Point(last[0], bytes(last[1]))
    return beginning() or Point(0, START)


def links(behind: int, limit: int | None = None) -> Iterator[Link]:
    """Entries behind this one, in their order."""
    has_why = ExpressionWrapper(Q(why__isnull=False), BooleanField())
    rows = Entry.objects.filter(pk__gt=behind).order_by("id").values_list(*_COLUMNS, has_why)
    for row in rows[:limit] if limit else rows.iterator(chunk_size=2000):
        entry, at, by, what, about, where, salt, reason, rule, previous, own, given = row
        fits = _reason_fits(entry, salt, reason) if given or salt is not None else True
        kept = bytes(reason) if reason is not None else None
        yield Link(entry, Fact(at, by, what, about, where, kept, rule), bytes(previous), bytes(own), fits)


def _reason_fits(entry: int, salt: bytes | None, reason: bytes | None) -> bool:
    try:
        why: Any = Entry.objects.filter(pk=entry).values_list("why", flat=True).get()
    except Unreadable:
        return False
    if why is None or salt is None or reason is None:
        return False
    return digest_of_reason(why, bytes(salt)) == bytes(reason)


def follow_all() -> Walk:
    """The whole chain, and whether what was seen of it before is still there."""
    start = beginning()
    if start is None:
        return Walk(Point(0, START), broken=Entry.objects.order_by("id").values_list("id", flat=True).first() or 0)
    walk = follow(links(start.entry), start)
    if walk.broken is None and (gone := missing_end(walk.to)) is not None:
        return Walk(walk.to, walk.entries, gone)
    return walk


def missing_end(to: Point) -> int | None:
    """The entry that this service has seen and that is not there any more, when the chain ends before it."""
    seen = checked(NEWEST)
    return seen.entry if seen is not None and seen.entry > to.entry else None


def checked(name: str) -> Point | None:
    """How far a look has come; None when there was none, or somebody else than this service says so."""
    row = Check.objects.filter(name=name).first()
    if row is None:
        return None
    point = Point(row.entry, bytes(row.hash))
    return point if bytes(row.mark) == mark_of(point, CHECK + name) else None


def known_broken() -> int | None:
    """The entry at which the looks of the last days have found the chain broken."""
    return Check.objects.filter(broken__isnull=False).order_by("broken").values_list("broken", flat=True).first()


def is_at(point: Point) -> bool:
    """Whether the entry is there with this hash."""
    start = beginning()
    if start is not None and point == start:
        return True
    found = Entry.objects.filter(pk=point.entry).values_list("hash", flat=True).first()
    return found is not None and bytes(found) == point.hash


def first_broken() -> int | None:
    """Id of the first entry whose chain does not hold; None when all hold."""
    return follow_all().broken
