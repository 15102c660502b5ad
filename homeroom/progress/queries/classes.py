"""What a teacher asks of a class beside the grid: who is stuck, topics. A handful of statements, whatever the size of the class (CLS-05).

Whose class it is has been decided by `sections.access` before; all of these take the section that it gave.
"""

import datetime
import json
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from homeroom.curriculum import queries as curriculum
from homeroom.curriculum.catalogue import Lesson, Level
from homeroom.progress import presence, rules
from homeroom.progress.models import Attempt, LessonStates, LevelProgress
from homeroom.progress.presence import Beat, Mood
from homeroom.progress.rules import TRIED, StuckBecause, is_stuck
from homeroom.sections import queries as sections


@dataclass(frozen=True)
class Pupil:
    """A pupil in a class as lists name them."""

    id: int
    code: str
    name: str
    animal: str
    colour: int


def pupils_in(section_id: int) -> list[Pupil]:
    """Everybody who sits in a class. One statement."""
    return _pupils(sections.seats_used_in(section_id))


def _pupils(seats: Iterable[Any]) -> list[Pupil]:
    return [Pupil(seat.student_id, seat.student.code, str(seat.student.name), seat.tile_animal, seat.tile_colour) for seat in seats]


def _students(section_id: int) -> Any:
    """Ids of who sits in a class, as a sub-select."""
    return sections.seats_used_in(section_id).order_by().values("student")


@dataclass(frozen=True)
class StuckPupil:
    """Somebody who needs help now. `seconds`: at work on the level; `since`: when it was first tried, both in this class.

    `mistake`: its name (the commonest, or the last one met), `said`: key and values of the sentence they saw last; both None where no run
    arrived in this class yet. `mood` tells apart who works, idles or is offline.
    """

    pupil: Pupil
    level: Level
    because: StuckBecause
    mistake: str | None
    said: dict[str, Any] | None
    seconds: int
    since: datetime.datetime
    mood: Mood
    hand_up: bool

    @property
    def minutes(self) -> int:
        """Whole minutes at work on the level."""
        return self.seconds // 60


@dataclass(frozen=True)
class _At:
    """Where somebody is: the level that is open, or without a beat the last one that was tried."""

    level: Level
    seen: datetime.datetime
    beat: Beat | None


@dataclass(frozen=True)
class _Work:
    """What somebody did at a level in this class: sums of the runs that were made since `stuck_in`'s start."""

    state: int = 0
    failed: int = 0
    mistakes: Mapping[str, int] = field(default_factory=dict)
    seconds: int = 0
    last_mistake: str | None = None
    first_at: datetime.datetime | None = None


def stuck_in(section_id: int, lesson: Lesson, now: datetime.datetime) -> list[StuckPupil]:
    """Who is stuck now in this lesson, longest first, by what happened since the class began (outside of class: on this school day).

    At most six statements, and a seventh where somebody comes back to a level of another day. Names are opened of who is listed alone.
    """
    period = sections.open_period(section_id)
    start = period.opened_at if period is not None else now - rules.SCHOOL_DAY
    beats = presence.here(period.pk) if period is not None else None
    students = set(sections.seats_used_in(section_id).values_list("student", flat=True))
    places = _places(students, lesson, beats, now)
    rows = _rows_at({place.level.id for place in places.values()}, section_id)
    works = {student: _of_row(rows[place.level.id].get(student)) for student, place in places.items()}
    found = {student: because for student, place in places.items() if (because := _judge(student, place, works[student], rows, now))}
    # The row adds up all days. Whoever is stuck by it and began before this class is judged again, by the runs of this class alone.
    back = {student: places[student].level.id for student in found if (at := works[student].first_at) is not None and at < start}
    if back:
        works |= _since(start, back, works)
        found = {student: because for student in found if (because := _judge(student, places[student], works[student], rows, now))}
    if not found:
        return []
    pupils = {pupil.id: pupil for pupil in _pupils(sections.seats_used_in(section_id).filter(student__in=list(found)))}
    told = [
        _told(pupils[student], places[student], works[student], because, now) for student, because in found.items() if student in pupils
    ]
    return _with_sentences(sorted(told, key=lambda one: (-one.seconds, one.pupil.name)), start)


def _of_row(row: LevelProgress | None) -> _Work:
    """Of all days."""
    if row is None:
        return _Work()
    return _Work(row.state, row.failed, json.loads(row.mistakes), row.seconds, row.last_mistake, row.first_at)


def _since(start: datetime.datetime, levels: Mapping[int, uuid.UUID], works: Mapping[int, _Work]) -> dict[int, _Work]:
    """What these pupils did at their levels since `start`. Runs brought along from a browser count for the state alone, as in the row."""
    runs: dict[int, list[tuple[int, str | None, int, datetime.datetime]]] = defaultdict(list)
    asked = Attempt.objects.filter(
        student__in=list(levels), level__in=sorted(set(levels.values())), made_at__gte=start, from_browser=False
    ).order_by("made_at")
    for student, level, outcome, mistake, seconds, made_at in asked.values_list(
        "student", "level", "outcome", "mistake", "seconds", "made_at"
    ):
        if levels[student] == level:
            runs[student].append((outcome, mistake, seconds, made_at))
    found = {}
    for student in levels:
        failed = [run for run in runs[student] if run[0] <= TRIED]
        found[student] = _Work(
            state=works[student].state,
            failed=len(failed),
            mistakes=Counter(mistake for _outcome, mistake, _seconds, _made_at in failed if mistake is not None),
            seconds=sum(run[2] for run in runs[student]),
            last_mistake=failed[-1][1] if failed else None,
            first_at=runs[student][0][3] if runs[student] else None,
        )
    return found


def _seconds(work: _Work, beat: Beat | None) -> int:
    """At work on a level: what runs brought, and what the page has counted since the last one."""
    return work.seconds + (beat.active if beat else 0)


def _judge(
    student: int, at: _At, work: _Work, rows: Mapping[uuid.UUID, Mapping[int, LevelProgress]], now: datetime.datetime
) -> StuckBecause | None:
    """`rows`: what the class did at its levels."""
    return is_stuck(
        state=work.state,
        quiet=now - at.seen,
        failed=work.failed,
        mistakes=work.mistakes,
        active_seconds=_seconds(work, at.beat),
        classmates_seconds=[one.seconds for one in rows[at.level.id].values() if one.state > TRIED and one.student_id != student],
    )


def _told(pupil: Pupil, at: _At, work: _Work, because: StuckBecause, now: datetime.datetime) -> StuckPupil:
    """The row of somebody who is stuck, as yet without the sentence."""
    beat = at.beat
    return StuckPupil(
        pupil=pupil,
        level=at.level,
        because=because,
        mistake=rules.commonest(work.mistakes) if because == "same mistake" else work.last_mistake,
        said=None,
        seconds=_seconds(work, beat),
        since=work.first_at or (beat.level_since if beat else now),
        mood=beat.mood(now) if beat else "offline",
        hand_up=beat is not None and beat.hand_at is not None,
    )


def _places(students: Iterable[int], lesson: Lesson, beats: Mapping[int, Beat] | None, now: datetime.datetime) -> dict[int, _At]:
    """Where everybody is who did something within ten minutes. In an open period by the beat: who has none is told to be elsewhere, and
    must not be named as stuck beside that. Outside of class (`beats` is None) by the last run that arrived.
    """
    levels = {level.id: level for level in lesson.levels}
    recent: dict[int, _At] = {}
    rows = LevelProgress.objects.filter(student__in=list(students), lesson=lesson.id, last_at__gt=now - rules.ACTIVE_WITHIN)
    for student, level, last_at in rows.order_by("last_at").values_list("student", "level", "last_at"):
        if level in levels:
            recent[student] = _At(levels[level], last_at, None)
    places = {}
    for student in students:
        beat, run = beats.get(student) if beats is not None else None, recent.get(student)
        if beat is not None and beat.level in levels:
            seen = max(beat.active_at, run.seen) if run is not None and run.level.id == beat.level else beat.active_at
            places[student] = _At(levels[beat.level], seen, beat)
        elif beats is None and run is not None:
            places[student] = run
    return places


def _rows_at(levels: set[uuid.UUID], section_id: int) -> dict[uuid.UUID, dict[int, LevelProgress]]:
    """What the class did at these levels."""
    rows: dict[uuid.UUID, dict[int, LevelProgress]] = defaultdict(dict)
    if levels:
        for row in LevelProgress.objects.filter(level__in=sorted(levels), student__in=_students(section_id)).defer("last_said"):
            rows[row.level][row.student_id] = row
    return rows


def _with_sentences(found: list[StuckPupil], start: datetime.datetime) -> list[StuckPupil]:
    """Opens the sealed sentences of those who are shown, and of nobody else; what was read before `start` is no news."""
    wanted = {(one.pupil.id, one.level.id) for one in found}
    rows = LevelProgress.objects.filter(student__in={student for student, _ in wanted}, level__in={level for _, level in wanted})
    rows = rows.filter(last_at__gte=start)
    said = {(row.student_id, row.level): json.loads(str(row.last_said)) for row in rows if row.last_said is not None}
    return [StuckPupil(**{**vars(one), "said": said.get((one.pupil.id, one.level.id))}) for one in found]


@dataclass(frozen=True)
class PupilNow:
    """What one pupil does in the open period. `level` is None while their page has not told."""

    pupil: Pupil
    mood: Mood
    level: Level | None
    hand_at: datetime.datetime | None
    covered: bool


def pupils_now(section_id: int, now: datetime.datetime) -> list[PupilNow]:
    """Everybody in a class, in the order they joined: at work, idle, offline; raised hands. Two statements."""
    period = sections.open_period(section_id)
    beats = presence.here(period.pk) if period is not None else {}
    hands = presence.hands(period.pk) if period is not None else {}
    found = []
    for pupil in pupils_in(section_id):
        beat = beats.get(pupil.id)
        level = curriculum.find_level(beat.level) if beat is not None else None
        found.append(PupilNow(pupil, beat.mood(now) if beat else "offline", level, hands.get(pupil.id), beat is not None and beat.covered))
    return found


@dataclass(frozen=True)
class Topic:
    """A concept, how many of a class `can` use it (solved at least one core level of it), and of how many."""

    concept: str
    can: int
    of: int


def topics_in(section_id: int, lessons: Iterable[Lesson]) -> list[Topic]:
    """Concepts of these lessons in the order they are taught. Two statements."""
    lessons = list(lessons)
    of = sections.seats_used_in(section_id).count()
    solved: dict[str, set[int]] = {concept: set() for concept in concepts_of(lessons)}
    by_lesson = {lesson.id: lesson for lesson in lessons}
    rows = LessonStates.objects.filter(lesson__in=list(by_lesson), student__in=_students(section_id)).values_list(
        "student", "lesson", "states"
    )
    for student, lesson_id, states in rows.values_list("student", "lesson", "states"):
        for concept in concepts_in(by_lesson[lesson_id], bytes(states)):
            solved[concept].add(student)
    return [Topic(concept, len(who), of) for concept, who in solved.items()]


def concepts_of(lessons: Iterable[Lesson]) -> list[str]:
    """Concepts that have a core level, in the order of the levels."""
    return list(dict.fromkeys(name for lesson in lessons for level in lesson.levels if level.core for name in level.concepts))


def concepts_in(lesson: Lesson, states: bytes) -> set[str]:
    """Concepts of which a core level is solved in this packed row."""
    return {
        name for level in lesson.levels if level.core and level.slot < len(states) and states[level.slot] > TRIED for name in level.concepts
    }
