"""AUDIT: that something stands in the record with who, whom, why and when, and that nobody can change or take out that entry unseen."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.db import connection, transaction

from homeroom.audit.actions import note
from homeroom.audit.models import Entry
from homeroom.audit.queries import first_broken

#: What somebody would want to change in an entry, and to what.
FORGERIES = {
    "by": "'nobody'",
    "about": "'nobody'",
    "where": "'nowhere'",
    "what": "'nothing'",
    "at": "'2001-01-01 00:00:00+00:00'",
    "hash": "previous",
}


class _Undone(Exception):
    """Leaves a forged record behind."""


def insist_on_entry(what: str, *, by: str, about: str = "", where: str = "", why: str | None = None, at: datetime.datetime) -> Entry:
    """The newest entry that says exactly this; the chain holds, and no longer does when any of it is forged."""
    told = [
        entry
        for entry in Entry.objects.filter(what=what, by=by, about=about, where=where).order_by("-id")
        if entry.why == why and entry.at == at
    ]
    assert told, f"no entry says {what} by {by!r} about {about!r} in {where!r} at {at} because {why!r}"
    assert first_broken() is None, "the chain does not hold"
    unseen = [f"a forged {column}" for column in FORGERIES if not _is_noticed(told[0], column)]
    unseen += [] if _is_noticed(told[0], None) else ["an entry taken out"]
    assert unseen == [], f"nobody would notice {', '.join(unseen)}"
    return told[0]


def _is_noticed(entry: Entry, column: str | None) -> bool:
    """Whether the chain shows that a column was changed, or (without one) that the entry is gone; all of it is undone again."""
    noticed = False
    with suppress(_Undone), transaction.atomic():
        with without_guards() as cursor:
            quoted = connection.ops.quote_name(column or "")
            if column is None:
                # What follows must hang on something: taking the last entry off the end is noticed by the service's own marks.
                note("look_again", by=entry.by, now=entry.at)
                cursor.execute("DELETE FROM audit_entry WHERE id = %s", [entry.pk])
            else:
                cursor.execute(f"UPDATE audit_entry SET {quoted} = {FORGERIES[column]} WHERE id = %s", [entry.pk])  # noqa: S608
            assert cursor.rowcount == 1
        noticed = first_broken() is not None
        raise _Undone
    return noticed


@contextmanager
def without_guards() -> Iterator[Any]:
    """A cursor for what somebody can do who owns the database and takes the record's triggers away for that long."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER USER")
            yield cursor
            cursor.execute("ALTER TABLE audit_entry ENABLE TRIGGER USER")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entry'")
        kept = cursor.fetchall()
        for name, _sql in kept:
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
        yield cursor
        for _name, made in kept:
            cursor.execute(made)
