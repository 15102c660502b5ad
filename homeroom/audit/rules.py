"""How entries of the record hang together."""

import datetime
import hashlib

#: What the first entry follows.
START = b"\x00" * 32
#: How long an entry is kept: it proves what was done.
KEPT_FOR = datetime.timedelta(days=7 * 365 + 2)
#: What the entry says that tells of forgetting; its reason is the hash of the last one forgotten.
FORGET = "forget_old_entries"


def hash_of(previous: bytes, at: datetime.datetime, by: str, what: str, about: str, where: str, why: str | None) -> bytes:
    """SHA-256 over the entry before and every field of this one."""
    parts = (at.astimezone(datetime.UTC).isoformat(), by, what, about, where, why or "")
    return hashlib.sha256(previous + "\x1f".join(parts).encode()).digest()
