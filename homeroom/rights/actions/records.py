"""Noting what was handed out, and to whom."""

import datetime

from homeroom.audit.actions import note
from homeroom.kit.db import write
from homeroom.limits.actions import spend
from homeroom.limits.rules import Limit

#: Copies of one person's record (`str(person id)`): a copy is work for the server, and nobody needs a new one every minute.
COPIES = Limit("copies", 5, 600)


@write
def note_taken_along(*, person_id: int, code: str, by: str, now: datetime.datetime) -> None:
    """Somebody takes a copy of what is kept about them; raises `SlowDown` when it is the sixth within a short time."""
    spend((COPIES, str(person_id)), now=now)
    note("take_record_along", by=by, about=code, now=now)


@write
def note_record_shown(*, code: str, where: str, by: str, now: datetime.datetime) -> None:
    """A teacher looks at a pupil's record to print it."""
    note("print_record", by=by, about=code, where=where, now=now)


@write
def note_record_saved(*, person_id: int, code: str, where: str, by: str, now: datetime.datetime) -> None:
    """A teacher saves a pupil's record for the family."""
    spend((COPIES, str(person_id)), now=now)
    note("save_record", by=by, about=code, where=where, now=now)
