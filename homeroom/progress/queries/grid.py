"""The grid of a class in one row of one statement: every teacher's page asks for it every five seconds.

The database puts the packed rows of a class one behind the other, so that 600 pupils cost Python a few long strings instead of 600 rows.
Whose class it is has been decided by `sections.access` before.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from homeroom.curriculum.catalogue import Lesson
from homeroom.kit.db import hot_cursor
from homeroom.progress.rules import TRIED

#: Between two pupils; no state of a level and no letter of a public code.
_BETWEEN = b","
#: A byte of a packed row to the digit that pages are sent, and to 1 where the level is solved.
_DIGITS = bytes(byte if byte == _BETWEEN[0] else 48 + min(byte, 9) for byte in range(256))
_SOLVED = bytes(byte > TRIED for byte in range(256))
_ROW = """SELECT {ids}, {codes}, {states} FROM sections_enrolment AS e {index} JOIN accounts_person AS p ON p.id = e.student_id
LEFT JOIN progress_lessonstates AS s ON s.student_id = p.id AND s.lesson = %s
WHERE e.section_id = %s AND e.left_at IS NULL AND p.state <> 'closed' AND p.frozen_at IS NULL"""
_SQLITE = {
    "ids": "group_concat(p.id)", "codes": "group_concat(p.code)", "index": "INDEXED BY sections_seat_once",
    "states": "CAST(group_concat(coalesce(substr(s.states, 1, %s), ''), ',') AS BLOB)",
}  # fmt: skip
_POSTGRESQL = {
    "ids": "string_agg(p.id::text, ',')", "codes": "string_agg(p.code, ',')", "index": "",
    "states": "string_agg(coalesce(substr(s.states, 1, %s), ''::bytea), ','::bytea)",
}  # fmt: skip
#: By database, and whether row ids are wanted: only an open period needs them.
_ROWS = {
    (vendor, with_ids): _ROW.format(**parts | ({} if with_ids else {"ids": "''"}))
    for vendor, parts in (("sqlite", _SQLITE), ("postgresql", _POSTGRESQL))
    for with_ids in (False, True)
}


@dataclass(frozen=True, slots=True)
class Grid:
    """Everybody in a class: row ids as the database writes them ("" when not asked for), public codes, best ever a byte a level in the
    lesson's order (b"" for who never began). All three in the same order."""

    lesson: Lesson
    ids: str
    codes: list[str]
    packed: bytes

    def digits(self) -> Iterator[tuple[str, str]]:
        """Code and a digit a level up to the last one tried; "" for who never began."""
        rows = self.packed.translate(_DIGITS).decode().split(_BETWEEN.decode()) if self.codes else []
        return zip(self.codes, rows, strict=True)

    def code_of(self) -> dict[int, str]:
        """Public codes by row id."""
        return dict(zip(map(int, self.ids.split(",")), self.codes, strict=True)) if self.ids else {}

    def can_use(self) -> dict[str, int]:
        """How many have a core level solved for each concept: a level of the whole class is one number, a byte a pupil."""
        size, packed = len(self.lesson.levels) + 1, self.packed
        if len(packed) != size * len(self.codes) - 1:
            # Somebody has not begun, or began when the lesson was shorter.
            packed = b"".join([row.ljust(size, b"\0") for row in packed.split(_BETWEEN)])
        solved = packed.translate(_SOLVED)
        found: dict[str, int] = {}
        for column, level in enumerate(self.lesson.levels):
            if level.core:
                pupils = int.from_bytes(solved[column::size], "little")
                for concept in level.concepts:
                    found[concept] = found.get(concept, 0) | pupils
        return {concept: pupils.bit_count() for concept, pupils in found.items()}


def grid_of(section_id: int, lesson: Lesson, *, with_ids: bool = False) -> Grid:
    """A class on a lesson. One statement."""
    vendor = connection.vendor
    with hot_cursor() as cursor:
        cursor.execute(_ROWS[vendor, with_ids], [lesson.slots, lesson.id if vendor == "postgresql" else lesson.id.hex, section_id])
        ids, codes, packed = cursor.fetchone()
    if codes is None:
        return Grid(lesson, "", [], b"")
    return Grid(lesson, ids, codes.split(","), _in_order(bytes(packed or b""), lesson))


def _in_order(packed: bytes, lesson: Lesson) -> bytes:
    """Slots are for ever, places are not: bytes of levels that were moved or removed are put where the lesson has them now."""
    slots = [level.slot for level in lesson.levels]
    if slots == list(range(lesson.slots)):
        return packed
    rows = (row.ljust(lesson.slots, b"\0") if row else row for row in packed.split(_BETWEEN))
    return _BETWEEN.join(bytes(row[slot] for slot in slots) if row else row for row in rows)
