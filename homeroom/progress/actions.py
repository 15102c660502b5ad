"""Keeping runs and unrun work: exactly once, durably, each by itself (DAT-13..16)."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from msgspec import Raw

from homeroom.curriculum import queries as curriculum
from homeroom.curriculum.catalogue import Level
from homeroom.kit import broadcast
from homeroom.kit.db import after_commit, write
from homeroom.kit.errors import Malformed
from homeroom.programs import actions as programs
from homeroom.progress import statements
from homeroom.progress.models import OUTCOMES, Draft, LevelProgress
from homeroom.progress.news import Solved, Tried
from homeroom.progress.statements import Change, Unrun
from homeroom.progress.sums import Made, runs_of_one_kind
from homeroom.progress.wire import LARGEST_PROGRAM, AttemptIn, DraftIn, RefusedItem, attempt_of, draft_of, is_program, name_of

_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_encode = msgspec.json.Encoder().encode
Reason = Literal["unknown-level", "malformed", "too-large"]


@dataclass(slots=True)
class Kept:
    """`kept`: ids of runs, or levels of drafts, that need not be sent again. `states`: best ever of each level that was named."""

    kept: list[str] = field(default_factory=list)
    refused: list[RefusedItem] = field(default_factory=list)
    states: dict[str, int] = field(default_factory=dict)


class _Unfit(Exception):
    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@write
def record_attempts(*, student_id: int, attempts: Sequence[Raw], now: datetime.datetime) -> Kept:
    """Keeps a batch of runs in the order of making. An id that is there already is kept again and changes nothing; an unfit item is
    refused alone. Raises `Malformed` where an item has not even an id."""
    answer = Kept()
    made = _fit_attempts(attempts, now, answer)
    if made:
        rows = programs.keep(student_id=student_id, sources=[one.program for one in made.values()], now=now)
        changes: dict[uuid.UUID, Change] = {}
        for piece in runs_of_one_kind(made.values()):
            for level, change in statements.append_and_merge(student_id=student_id, attempts=piece, programs=rows, now=now).items():
                changes[level] = Change(changes[level].before if level in changes else change.before, change.after)
        lesson_of = {one.level: one.lesson for one in made.values()}
        _raise_cells(student_id, changes, lesson_of)
        answer.states = {str(level): change.after for level, change in changes.items()}
        if len(changes) < len(lesson_of):
            answer.states |= {str(level): state for level, state in statements.states_of(student_id, lesson_of.keys() - changes).items()}
        if changes:
            after_commit(lambda: _tell(student_id, changes, lesson_of))
    return answer


@write
def keep_drafts(*, student_id: int, drafts: Sequence[Raw], now: datetime.datetime) -> Kept:
    """Keeps unrun work where it is the newest of its level. Older work is answered as kept too: it need not be sent again."""
    answer = Kept()
    fit = _fit_drafts(drafts, now, answer)
    if not fit:
        return answer
    rows = LevelProgress.objects.filter(student=student_id, level__in=[draft.level for draft in fit]).values_list(
        "level", "newest_at", "last_said"
    )
    runs = {level: (newest_at, said is not None) for level, newest_at, said in rows}
    for brought in (False, True):
        newest = []
        for draft in fit:
            run_at, own = runs.get(draft.level, (None, False))
            if draft.from_browser == brought and (run_at is None or (_time(draft.made_at, now) > run_at and not (brought and own))):
                newest.append(Unrun(draft.lesson, draft.level, draft.program, _time(draft.made_at, now)))
        if newest:
            statements.put_drafts(student_id=student_id, drafts=newest, only_first=brought)
    return answer


@write
def drop_drafts_that_were_run_over(*, now: datetime.datetime) -> int:
    """Unrun work goes once a run is newer: nobody is led back to it (LRN-02). Answers how many drafts."""
    newer = LevelProgress.objects.filter(student=OuterRef("student"), level=OuterRef("level"), newest_at__gte=OuterRef("made_at"))
    dropped, _by_kind = Draft.objects.filter(Exists(newer)).delete()
    return dropped


@write
def keep_deposit(*, student_id: int, attempts: Sequence[Raw], drafts: Sequence[Raw], now: datetime.datetime) -> None:
    """Keeps what lies in a parcel, or nothing. Unfit items are dropped: their pupil is not here to be told."""
    record_attempts(student_id=student_id, attempts=[raw for raw in attempts if name_of(raw, "id")], now=now)
    keep_drafts(student_id=student_id, drafts=[raw for raw in drafts if name_of(raw, "level")], now=now)


def _fit_attempts(attempts: Sequence[Raw], now: datetime.datetime, answer: Kept) -> dict[uuid.UUID, Made]:
    made: dict[uuid.UUID, Made] = {}
    for raw in attempts:
        name = ""
        try:
            item = _read(attempt_of, raw)
            name = str(item.id)
            level = _level_for(item)
        except _Unfit as unfit:
            answer.refused.append(_refused(name or name_of(raw, "id"), unfit.reason))
            continue
        answer.kept.append(name)
        if item.id not in made:
            made[item.id] = Made(
                item.id, level.lesson, level.id, item.program, OUTCOMES[item.outcome], item.mistake, _encode(item.said).decode(),
                item.blocks, item.hints, item.seconds, _time(item.made_at, now), item.from_browser,
            )  # fmt: skip
    return made


def _fit_drafts(drafts: Sequence[Raw], now: datetime.datetime, answer: Kept) -> list[DraftIn]:
    fit: dict[uuid.UUID, DraftIn] = {}
    for raw in drafts:
        name = ""
        try:
            item = _read(draft_of, raw)
            name = str(item.level)
            item.lesson = _level_of(item).lesson
        except _Unfit as unfit:
            answer.refused.append(_refused(name or name_of(raw, "level"), unfit.reason))
            continue
        answer.kept.append(name)
        if item.level not in fit or _time(item.made_at, now) >= _time(fit[item.level].made_at, now):
            fit[item.level] = item
    return list(fit.values())


def _read(decode: Any, raw: Raw) -> Any:
    try:
        return decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise _Unfit("malformed") from problem


def _level_of(item: AttemptIn | DraftIn) -> Level:
    """The level as the curriculum has it now; the lesson that the page names is not asked."""
    if len(item.program) > LARGEST_PROGRAM or len(item.program.encode()) > LARGEST_PROGRAM:
        raise _Unfit("too-large")
    level = curriculum.find_level(item.level)
    if level is None:
        raise _Unfit("unknown-level")
    if not is_program(item.program):
        raise _Unfit("malformed")
    return level


def _level_for(item: AttemptIn) -> Level:
    """The same, where the outcome can be had there: free play is done, everything else passed or perfect."""
    level = _level_of(item)
    if item.outcome != "tried" and level.free_play != (item.outcome == "done"):
        raise _Unfit("malformed")
    return level


def _time(milliseconds: int, now: datetime.datetime) -> datetime.datetime:
    """A time that lies in the future counts as now."""
    if milliseconds >= now.timestamp() * 1000:
        return now
    return _EPOCH + datetime.timedelta(milliseconds=milliseconds)


def _refused(name: str, reason: Reason) -> RefusedItem:
    if not name:
        # It cannot be named, so it would be sent for ever: refused as a whole, the browser sends its neighbours without it.
        raise Malformed(_("That could not be read. Please try again."))
    sentences = {
        "unknown-level": _("This puzzle is not here any more, so this could not be saved. Please choose another puzzle."),
        "malformed": _("This could not be read, so it was not saved. Please run your program again."),
        "too-large": _("This program is too big to be saved. Please make it smaller and run it again."),
    }
    return RefusedItem(id=name, reason=reason, sentence=sentences[reason])


def _raise_cells(student_id: int, changes: dict[uuid.UUID, Change], lesson_of: dict[uuid.UUID, uuid.UUID]) -> None:
    cells: dict[uuid.UUID, bytearray] = {}
    for level_id, change in changes.items():
        level = curriculum.find_level(level_id)
        if change.after > change.before and level is not None:
            lesson = curriculum.find_lesson(lesson_of[level_id])
            assert lesson is not None
            # The whole lesson's width from the beginning: a class of equal rows is read as one long number.
            cells.setdefault(lesson.id, bytearray(lesson.slots))[level.slot] = change.after
    if cells:
        statements.raise_cells(student_id=student_id, cells={lesson: bytes(cell) for lesson, cell in cells.items()})


def _tell(student_id: int, changes: dict[uuid.UUID, Change], lesson_of: dict[uuid.UUID, uuid.UUID]) -> None:
    for level, change in changes.items():
        kind = Solved if change.after > max(change.before, 1) else Tried
        broadcast.tell(kind(student_id, lesson_of[level], level, change.after))
