"""Keeping programs: each once per student, found again by a keyed digest."""

# ruff: noqa: S608 - built from constants; values always travel as parameters
import datetime
from collections.abc import Iterable

from django.db import connection

from homeroom.kit.crypto import keyed_index, seal
from homeroom.kit.db import hot_cursor, write

PLACE = "programs.Program.source"
_INSERT = "INSERT INTO programs_program (student_id, digest, source, kept_at) "
#: One statement each. A program that is there already is found, not written again (SQLite answers a row only where it touches one).
_SQLITE = "VALUES {rows} ON CONFLICT (student_id, digest) DO UPDATE SET kept_at = kept_at RETURNING digest, id"
_FIND = "SELECT digest, id FROM programs_program WHERE student_id = %s AND digest = ANY(%s::bytea[])"
_POSTGRESQL = (
    "WITH added AS ("
    + _INSERT
    + "SELECT %s, g.digest, g.source, %s FROM unnest(%s::bytea[], %s::bytea[]) AS g(digest, source) "
    + "ON CONFLICT (student_id, digest) DO NOTHING RETURNING digest, id) "
    + "SELECT digest, id FROM added UNION ALL "
    + _FIND
)


@write
def keep(*, student_id: int, sources: Iterable[str], now: datetime.datetime) -> dict[str, int]:
    """Row of each program, kept now or before. One statement, two where another browser of the same student was faster."""
    digests = {_digest(student_id, source): source for source in sources}
    if not digests:
        return {}
    # In one order, so that two browsers of one student never wait for each other crosswise.
    found = dict(sorted(digests.items()))
    sealed = [seal(source.encode(), PLACE) for source in found.values()]
    with hot_cursor() as cursor:
        if connection.vendor == "postgresql":
            known = list(found)
            cursor.execute(_POSTGRESQL, [student_id, now, known, sealed, student_id, known])
            rows = {bytes(digest): row for digest, row in cursor.fetchall()}
            if len(rows) < len(found):
                cursor.execute(
                    "SELECT digest, id FROM programs_program WHERE student_id = %s AND digest = ANY(%s::bytea[])", [student_id, known]
                )
                rows = {bytes(digest): row for digest, row in cursor.fetchall()}
        else:
            when = connection.ops.adapt_datetimefield_value(now)
            values = [part for digest, source in zip(found, sealed, strict=True) for part in (student_id, digest, source, when)]
            cursor.execute(_INSERT + _SQLITE.format(rows=", ".join(["(%s, %s, %s, %s)"] * len(found))), values)
            rows = {bytes(digest): row for digest, row in cursor.fetchall()}
    return {source: rows[digest] for digest, source in found.items()}


def _digest(student_id: int, source: str) -> bytes:
    return keyed_index(source, f"programs.Program.{student_id}")
