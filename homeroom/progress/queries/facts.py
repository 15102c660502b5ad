"""What is known of one pupil: the same facts for the pupil and for the own teacher (LRN-01, LRN-05, LRN-07)."""

import datetime
import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from homeroom.curriculum import queries as curriculum
from homeroom.curriculum.catalogue import Lesson, Level
from homeroom.programs import queries as programs
from homeroom.progress.models import Attempt, LessonStates, LevelProgress
from homeroom.progress.queries.classes import concepts_in, concepts_of
from homeroom.progress.queries.pages import Work, newest_work
from homeroom.progress.rules import Why, why_this_colour

#: Runs shown of one level; older ones are kept too.
MOST_TRIES = 50


@dataclass(frozen=True)
class LevelFacts:
    """What the runs on one level add up to. `seconds`: at work; `failed`: runs that did not solve it, `mistakes` of how many which."""

    level: Level
    state: int
    why: Why
    tries: int
    failed: int
    mistakes: dict[str, int]
    hints: int
    seconds: int
    first_at: datetime.datetime | None
    last_at: datetime.datetime | None
    solved_at: datetime.datetime | None


@dataclass(frozen=True)
class Try:
    """One run, with the program that was run and the sentence that was said (key and values)."""

    id: uuid.UUID
    state: int
    mistake: str | None
    said: dict[str, Any]
    blocks: int
    hints: int
    seconds: int
    made_at: datetime.datetime
    from_browser: bool
    program: str


@dataclass(frozen=True)
class Cell:
    """One pupil at one level: the facts, the newest program (run or not), and the newest runs, newest first."""

    facts: LevelFacts
    work: Work | None
    tries: list[Try]


def cell(student_id: int, level: Level) -> Cell:
    """Everything behind one cell of the grid; for a pupil about themselves the same. At most six statements."""
    row = LevelProgress.objects.filter(student=student_id, level=level.id).defer("last_said").first()
    runs = list(Attempt.objects.filter(student=student_id, level=level.id).order_by("-made_at")[:MOST_TRIES])
    sources = programs.sources_of({run.program_id for run in runs})
    tries = [
        Try(
            run.id, run.outcome, run.mistake, json.loads(str(run.said)), run.blocks, run.hints, run.seconds, run.made_at, run.from_browser,
            sources[run.program_id],
        )
        for run in runs
    ]  # fmt: skip
    fewest = None
    if row is not None:
        best = (
            Attempt.objects.filter(student=student_id, level=level.id, outcome=row.state)
            .order_by("blocks")
            .values_list("blocks", flat=True)
        )
        fewest = best.first()
    return Cell(_facts(level, row, fewest), newest_work(student_id, level.id), tries)


def mine(student_id: int, lesson: Lesson) -> list[LevelFacts]:
    """All levels of a lesson with what this pupil did, in their order. Two statements."""
    rows = {row.level: row for row in LevelProgress.objects.filter(student=student_id, lesson=lesson.id).defer("last_said")}
    fewest: dict[uuid.UUID, int] = {}
    runs = Attempt.objects.filter(student=student_id, level__in=[level for level, row in rows.items() if row.state > 1])
    for level_id, outcome, blocks in runs.values_list("level", "outcome", "blocks"):
        if outcome == rows[level_id].state:
            fewest[level_id] = min(blocks, fewest.get(level_id, blocks))
    return [_facts(level, rows.get(level.id), fewest.get(level.id)) for level in lesson.levels]


def topics_of(student_id: int, lessons: Iterable[Lesson]) -> dict[str, bool]:
    """Concepts of these lessons, and whether this pupil solved a core level of each (LRN-01). One statement."""
    by_id = {lesson.id: lesson for lesson in lessons}
    can: set[str] = set()
    for lesson_id, states in LessonStates.objects.filter(student=student_id, lesson__in=list(by_id)).values_list("lesson", "states"):
        can |= concepts_in(by_id[lesson_id], bytes(states))
    return {concept: concept in can for concept in concepts_of(by_id.values())}


def lessons_begun(student_id: int) -> list[Lesson]:
    """Lessons in which this pupil tried something, in the order of the catalogue."""
    begun = set(LessonStates.objects.filter(student=student_id).values_list("lesson", flat=True))
    return [lesson for course in curriculum.courses() for lesson in course.lessons if lesson.id in begun]


def _facts(level: Level, row: LevelProgress | None, fewest: int | None) -> LevelFacts:
    if row is None:
        return LevelFacts(level, 0, why_this_colour(state=0, blocks=None, optimal=level.optimal), 0, 0, {}, 0, 0, None, None, None)
    return LevelFacts(
        level=level, state=row.state, why=why_this_colour(state=row.state, blocks=fewest, optimal=level.optimal), tries=row.tries,
        failed=row.failed, mistakes=json.loads(row.mistakes), hints=row.hints, seconds=row.seconds, first_at=row.first_at,
        last_at=row.last_at, solved_at=row.solved_at,
    )  # fmt: skip
