"""How entries of the record hang together, under which rule, and what is read of each."""

import datetime
import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from homeroom.kit.crypto import keyed_digest

#: What the first entry follows.
START = b"\x00" * 32
#: The rule that new entries are chained by. 1: SHA-256 (before the first release; none of its entries gave a reason). 2: see `hash_of`.
RULE = 2
#: How long an entry is kept: it proves what was done.
KEPT_FOR = datetime.timedelta(days=7 * 365 + 2)
#: What an entry says that tells of letting go of old ones.
FORGET = "forget_old_entries"
PLACE = "audit.Entry.hash"


@dataclass(frozen=True)
class Fact:
    """What one entry says. `reason` is the salted digest of a reason that may be forgotten without breaking the chain."""

    at: datetime.datetime
    by: str
    what: str
    about: str
    where: str
    reason: bytes | None = None
    rule: int = RULE


class Point(NamedTuple):
    """A place in the chain: the entry (0 before the first) and its hash."""

    entry: int
    hash: bytes


@dataclass(frozen=True)
class Link:
    """One entry as it lies in the database."""

    entry: int
    fact: Fact
    previous: bytes
    hash: bytes
    #: The reason itself still fits its digest, or both it and its salt are gone.
    reason_fits: bool = True


@dataclass(frozen=True)
class Walk:
    """How far the chain was followed, and the first entry that does not hold."""

    to: Point
    entries: int = 0
    broken: int | None = None


def hash_of(previous: bytes, fact: Fact) -> bytes:
    """The hash of an entry: over the one before and every field of this, under a key outside of the database (rule 2).

    So whoever can write into the tables, but has no keys, can forge no chain. The reason counts by its digest, so that it can be forgotten.
    """
    at = fact.at.astimezone(datetime.UTC).isoformat()
    if fact.rule == 1:
        return hashlib.sha256(previous + "\x1f".join((at, fact.by, fact.what, fact.about, fact.where, "")).encode()).digest()
    told = [fact.rule, at, fact.by, fact.what, fact.about, fact.where, fact.reason.hex() if fact.reason is not None else None]
    return keyed_digest(previous + json.dumps(told, separators=(",", ":")).encode(), PLACE)


def digest_of_reason(why: str, salt: bytes) -> bytes:
    """Tells nothing once the salt is gone."""
    return hmac.digest(salt, why.encode(), "sha256")


def follow(links: Iterable[Link], start: Point) -> Walk:
    """Goes along entries in their order from the one behind `start`."""
    walk = Walk(start)
    for link in links:
        whole = link.reason_fits and link.previous == walk.to.hash and link.fact.rule in (1, RULE) and link.hash == hash_of(
            link.previous, link.fact
        )  # fmt: skip
        if not whole:
            return replace(walk, broken=link.entry)
        walk = Walk(Point(link.entry, link.hash), walk.entries + 1)
    return walk


def mark_of(point: Point, place: str) -> bytes:
    """Says that this instance has seen the chain at this point; `place` says in what matter."""
    return keyed_digest(f"{point.entry}\x00".encode() + point.hash, place)
