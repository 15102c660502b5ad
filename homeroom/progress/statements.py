"""The hot path in SQL, for both databases: runs are appended, and what they add up to is merged, whatever their order (REL-01).

PostgreSQL: one statement appends and merges a batch of any size. SQLite: one appends, one merges. A level's byte in the packed row
of its lesson is written (one more statement) only when its state rises.
"""

# ruff: noqa: S608 - built from constants; values always travel as parameters
import datetime
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

from homeroom.kit.crypto import seal
from homeroom.kit.db import hot_cursor
from homeroom.progress.models import LevelProgress
from homeroom.progress.sums import Made, Sum, sum_up

SAID, LAST_SAID, UNRUN = "progress.Attempt.said", "progress.LevelProgress.last_said", "progress.Draft.source"
#: So many characters of mistakes met are counted; honest pupils meet a dozen.
MOST_MISTAKES = 4_000

_ATTEMPT = (
    "INSERT INTO progress_attempt (student_id, id, lesson, level, program_id, outcome, mistake, said, blocks, hints, seconds, made_at, "
    "kept_at, from_browser) "
)
_LEVEL = (
    "INSERT INTO progress_levelprogress AS p (student_id, lesson, level, state, tries, seconds, hints, failed, mistakes, last_mistake, "
    "last_said, first_at, last_at, solved_at, newest_id, newest_at) "
)
_MERGE = """ON CONFLICT (student_id, level) DO UPDATE SET
  lesson = excluded.lesson,
  state = {greatest}(p.state, excluded.state),
  tries = p.tries + excluded.tries,
  first_at = {least}(p.first_at, excluded.first_at),
  solved_at = {least}(coalesce(p.solved_at, excluded.solved_at), coalesce(excluded.solved_at, p.solved_at)),"""
#: Runs made signed in: everything counts, and the newest program is the newest by the time it was made.
_OWN = """
  seconds = {least}(p.seconds + excluded.seconds, 1000000000),
  hints = {least}(p.hints + excluded.hints, 1000000000),
  failed = p.failed + excluded.failed,
  mistakes = CASE WHEN excluded.mistakes = '{{}}' OR length(p.mistakes) > {most} THEN p.mistakes ELSE {mistakes} END,
  last_mistake = CASE WHEN p.last_said IS NULL OR excluded.last_at >= p.last_at THEN excluded.last_mistake ELSE p.last_mistake END,
  last_said = CASE WHEN p.last_said IS NULL OR excluded.last_at >= p.last_at THEN excluded.last_said ELSE p.last_said END,
  last_at = CASE WHEN p.last_said IS NULL THEN excluded.last_at ELSE {greatest}(p.last_at, excluded.last_at) END,
  newest_id = CASE WHEN p.newest_at IS NULL OR excluded.newest_at >= p.newest_at THEN excluded.newest_id ELSE p.newest_id END,
  newest_at = {greatest}(coalesce(p.newest_at, excluded.newest_at), excluded.newest_at)"""
#: Brought along from before signing in: counts for the state; its program only where there is none, or where it is better.
_BROUGHT = """
  last_at = CASE WHEN p.last_said IS NULL THEN {greatest}(p.last_at, excluded.last_at) ELSE p.last_at END,
  newest_id = CASE WHEN p.newest_id IS NULL OR excluded.state > p.state
    OR (p.last_said IS NULL AND excluded.state = p.state AND excluded.newest_at >= p.newest_at)
    THEN excluded.newest_id ELSE p.newest_id END,
  newest_at = CASE WHEN p.newest_id IS NULL OR excluded.state > p.state
    OR (p.last_said IS NULL AND excluded.state = p.state AND excluded.newest_at >= p.newest_at)
    THEN {greatest}(coalesce(p.newest_at, excluded.newest_at), excluded.newest_at) ELSE p.newest_at END"""
_RETURNING = " RETURNING level, state"
_SQLITE = {
    "greatest": "max", "least": "min", "most": MOST_MISTAKES,
    "mistakes": "(SELECT json_group_object(name, total) FROM (SELECT key AS name, sum(value) AS total FROM "
    "(SELECT key, value FROM json_each(p.mistakes) UNION ALL SELECT key, value FROM json_each(excluded.mistakes)) GROUP BY key))",
}  # fmt: skip
_POSTGRESQL = {
    "greatest": "greatest", "least": "least", "most": MOST_MISTAKES,
    "mistakes": "(SELECT jsonb_object_agg(name, total)::text FROM (SELECT name, sum(times::integer) AS total FROM "
    "(SELECT * FROM jsonb_each_text(p.mistakes::jsonb) UNION ALL SELECT * FROM jsonb_each_text(excluded.mistakes::jsonb)) "
    "AS met(name, times) GROUP BY name) AS summed)",
}  # fmt: skip
_LEVEL_SQLITE = {brought: (_MERGE + (_BROUGHT if brought else _OWN) + _RETURNING).format(**_SQLITE) for brought in (False, True)}
_LEVEL_POSTGRESQL = {
    brought: _LEVEL
    + "SELECT %s, g.* FROM unnest(%s::uuid[], %s::uuid[], %s::integer[], %s::integer[], %s::integer[], %s::integer[], %s::integer[], "
    + "%s::text[], %s::varchar[], %s::bytea[], %s::timestamptz[], %s::timestamptz[], %s::timestamptz[], %s::bigint[], "
    + "%s::timestamptz[]) AS g {only} "
    + (_MERGE + (_BROUGHT if brought else _OWN) + _RETURNING).format(**_POSTGRESQL).replace("{", "{{").replace("}", "}}")
    for brought in (False, True)
}
#: The merge happens here only when every run is new; otherwise what is new is summed again and merged by a second statement.
_ALL_POSTGRESQL = {
    brought: "WITH kept AS ("
    + _ATTEMPT
    + "SELECT %s, g.*, %s, %s FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::bigint[], %s::integer[], %s::varchar[], %s::bytea[], "
    + "%s::integer[], %s::integer[], %s::integer[], %s::timestamptz[]) AS g ON CONFLICT (student_id, id) DO NOTHING RETURNING id), "
    + "summed AS ("
    + _LEVEL_POSTGRESQL[brought].format(only="WHERE (SELECT count(*) FROM kept) = %s")
    + ") SELECT id, NULL::integer, NULL::integer FROM kept UNION ALL SELECT s.level, s.state, coalesce(before.state, 0) FROM summed AS s "
    + "LEFT JOIN progress_levelprogress AS before ON before.student_id = %s AND before.level = s.level"
    for brought in (False, True)
}
_CELLS_SQLITE = (
    "INSERT INTO progress_lessonstates AS s (student_id, lesson, states) VALUES {rows} "
    "ON CONFLICT (student_id, lesson) DO UPDATE SET states = bytewise_max(s.states, excluded.states)"
)
_CELLS_POSTGRESQL = """INSERT INTO progress_lessonstates AS s (student_id, lesson, states)
SELECT %s, g.* FROM unnest(%s::uuid[], %s::bytea[]) AS g
ON CONFLICT (student_id, lesson) DO UPDATE SET states = (
  SELECT string_agg(set_byte('\\x00'::bytea, 0, greatest(
    CASE WHEN i < length(s.states) THEN get_byte(s.states, i) ELSE 0 END,
    CASE WHEN i < length(excluded.states) THEN get_byte(excluded.states, i) ELSE 0 END)), ''::bytea ORDER BY i)
  FROM generate_series(0, greatest(length(s.states), length(excluded.states)) - 1) AS i)"""
_DRAFTS = "INSERT INTO progress_draft AS d (student_id, lesson, level, source, made_at) VALUES {rows} ON CONFLICT (student_id, level) "
_DRAFT_NEWER = (
    "DO UPDATE SET source = excluded.source, made_at = excluded.made_at, lesson = excluded.lesson WHERE excluded.made_at > d.made_at"
)
_DRAFT_FIRST = "DO NOTHING"


@dataclass(frozen=True, slots=True)
class Change:
    """What one statement did to a level: best ever before and after."""

    before: int
    after: int


def append_and_merge(
    *, student_id: int, attempts: Sequence[Made], programs: Mapping[str, int], now: datetime.datetime
) -> dict[uuid.UUID, Change]:
    """Appends runs of one kind that are not there yet, and merges what they add up to; answers the levels that got a new run."""
    with hot_cursor() as cursor:
        write = _on_postgresql if connection.vendor == "postgresql" else _on_sqlite
        return write(cursor, student_id, attempts, programs, now)


def _by_id(attempts: Sequence[Made]) -> list[Made]:
    """Rows are touched in one order, whichever browser of a student sends them."""
    return sorted(attempts, key=lambda made: made.id)


def _on_postgresql(
    cursor: CursorWrapper, student_id: int, attempts: Sequence[Made], programs: Mapping[str, int], now: datetime.datetime
) -> dict[uuid.UUID, Change]:
    rows, brought = _by_id(attempts), attempts[0].from_browser
    values: list[Any] = [
        student_id, now, brought,
        [made.id for made in rows], [made.lesson for made in rows], [made.level for made in rows],
        [programs[made.program] for made in rows], [made.state for made in rows], [made.mistake for made in rows],
        [seal(made.said.encode(), SAID) for made in rows], [made.blocks for made in rows], [made.hints for made in rows],
        [made.seconds for made in rows], [made.made_at for made in rows],
        *_columns(student_id, sum_up(attempts), programs), len(rows), student_id,
    ]  # fmt: skip
    cursor.execute(_ALL_POSTGRESQL[brought], values)
    answer = cursor.fetchall()
    added = {found for found, after, _before in answer if after is None}
    if len(added) == len(rows):
        return {level: Change(before, after) for level, after, before in answer if after is not None}
    if not added:
        return {}
    new = [made for made in attempts if made.id in added]
    before = states_of(student_id, {made.level for made in new})
    cursor.execute(_LEVEL_POSTGRESQL[brought].format(only=""), _columns(student_id, sum_up(new), programs))
    return {level: Change(before.get(level, 0), state) for level, state in cursor.fetchall()}


def _columns(student_id: int, sums: Sequence[Sum], programs: Mapping[str, int]) -> list[Any]:
    return [
        student_id,
        [row.lesson for row in sums], [row.level for row in sums], [row.state for row in sums], [row.tries for row in sums],
        [row.seconds for row in sums], [row.hints for row in sums], [row.failed for row in sums], [row.mistakes_as_json for row in sums],
        [row.mistake for row in sums], [_last_said(row) for row in sums], [row.first_at for row in sums], [row.last_at for row in sums],
        [row.solved_at for row in sums], [programs[row.newest] for row in sums], [row.newest_at for row in sums],
    ]  # fmt: skip


def _on_sqlite(
    cursor: CursorWrapper, student_id: int, attempts: Sequence[Made], programs: Mapping[str, int], now: datetime.datetime
) -> dict[uuid.UUID, Change]:
    when = connection.ops.adapt_datetimefield_value
    brought, kept_at = attempts[0].from_browser, when(now)
    values: list[Any] = []
    for made in _by_id(attempts):
        values += (
            student_id, made.id.hex, made.lesson.hex, made.level.hex, programs[made.program], made.state, made.mistake,
            seal(made.said.encode(), SAID), made.blocks, made.hints, made.seconds, when(made.made_at), kept_at, brought,
        )  # fmt: skip
    cursor.execute(
        _ATTEMPT + f"VALUES {_rows(14, len(attempts))} ON CONFLICT (student_id, id) DO NOTHING RETURNING id, level, "
        "(SELECT state FROM progress_levelprogress AS p WHERE p.student_id = %s AND p.level = progress_attempt.level)",
        [*values, student_id],
    )
    answer = cursor.fetchall()
    if not answer:
        return {}
    added = {uuid.UUID(found) for found, _level, _state in answer}
    before = {level: state or 0 for _found, level, state in answer}
    sums = sum_up(made for made in attempts if made.id in added)
    values = []
    for row in sums:
        values += (
            student_id, row.lesson.hex, row.level.hex, row.state, row.tries, row.seconds, row.hints, row.failed,
            row.mistakes_as_json, row.mistake, _last_said(row), when(row.first_at), when(row.last_at),
            when(row.solved_at) if row.solved_at else None, programs[row.newest], when(row.newest_at),
        )  # fmt: skip
    cursor.execute(_LEVEL + f"VALUES {_rows(16, len(sums))} " + _LEVEL_SQLITE[brought], values)
    return {uuid.UUID(level): Change(before[level], state) for level, state in cursor.fetchall()}


def _rows(columns: int, count: int) -> str:
    return ", ".join([f"({', '.join(['%s'] * columns)})"] * count)


def _last_said(row: Sum) -> bytes | None:
    return None if row.said is None else seal(row.said.encode(), LAST_SAID)


def states_of(student_id: int, levels: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
    """Best ever of these levels; those that were never tried are left out."""
    return dict(LevelProgress.objects.filter(student=student_id, level__in=sorted(levels)).values_list("level", "state"))


def raise_cells(*, student_id: int, cells: Mapping[uuid.UUID, bytes]) -> None:
    """Merges bytes into the packed rows of lessons; every byte keeps the higher of old and new."""
    lessons = sorted(cells)
    with hot_cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_CELLS_POSTGRESQL, [student_id, lessons, [cells[lesson] for lesson in lessons]])
        else:
            values = [part for lesson in lessons for part in (student_id, lesson.hex, cells[lesson])]
            cursor.execute(_CELLS_SQLITE.format(rows=_rows(3, len(lessons))), values)


@dataclass(frozen=True, slots=True)
class Unrun:
    """A draft that was checked; at most one a level in a list."""

    lesson: uuid.UUID
    level: uuid.UUID
    program: str
    made_at: datetime.datetime


def put_drafts(*, student_id: int, drafts: Sequence[Unrun], only_first: bool) -> None:
    """Keeps drafts that are newer than the one before; with `only_first` only where there is none."""
    on_postgresql = connection.vendor == "postgresql"
    when = connection.ops.adapt_datetimefield_value
    values: list[Any] = []
    for draft in sorted(drafts, key=lambda draft: draft.level):
        ids = (draft.lesson, draft.level) if on_postgresql else (draft.lesson.hex, draft.level.hex)
        values += (student_id, *ids, seal(draft.program.encode(), UNRUN), draft.made_at if on_postgresql else when(draft.made_at))
    with hot_cursor() as cursor:
        cursor.execute(_DRAFTS.format(rows=_rows(5, len(drafts))) + (_DRAFT_FIRST if only_first else _DRAFT_NEWER), values)
