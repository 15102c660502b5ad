"""Reading progress: where somebody goes on, and which class period they are in."""

import datetime
import uuid
from dataclasses import dataclass

from homeroom.curriculum import queries as curriculum
from homeroom.kit.http import Viewer
from homeroom.programs import queries as programs
from homeroom.progress import presence
from homeroom.progress.models import Draft, LevelProgress
from homeroom.progress.presence import Beat
from homeroom.progress.wire import PeriodNow as PeriodNow
from homeroom.progress.wire import WorkKept as WorkKept
from homeroom.sections import queries as sections


def milliseconds(at: datetime.datetime) -> int:
    """As times cross the wire: whole milliseconds since 1970."""
    return int(at.timestamp() * 1000)


@dataclass(frozen=True, slots=True)
class Period:
    """A class period that somebody is in. `closes_at` is set once End class was pressed."""

    pk: int
    lesson: uuid.UUID
    ended: bool
    closes_at: datetime.datetime | None


def period_of(viewer: Viewer, now: datetime.datetime) -> Period | None:
    """The period this pupil is in: open, or ended less than five minutes ago for who came in through it: the others stay signed in, and
    who comes in after End class (by a class link, a card) has begun something of their own. None for everybody who only teaches."""
    if viewer.section_id is not None:
        classes = [viewer.section_id]
    elif viewer.role == "student":
        classes = [seat.section_id for seat in sections.seats_of(viewer.person_id)]
    else:
        return None
    for section_id in classes:
        found = sections.last_period(section_id)
        if found is None:
            continue
        closing = found.pk == viewer.period_id and found.closes_at is not None and now < found.closes_at
        if found.ended_at is None or closing:
            return Period(found.pk, found.lesson, found.ended_at is not None, found.closes_at)
    return None


def period_now(period: Period, beat: Beat | None, *, hand_up: bool) -> PeriodNow:
    """What the page of a pupil in this period is told."""
    lesson = curriculum.find_lesson(period.lesson)
    return PeriodNow(
        lesson=lesson.slug if lesson else "",
        covered=beat is not None and beat.covered,
        ended=period.ended,
        closes_at=milliseconds(period.closes_at) if period.closes_at is not None else None,
        hand_raised=hand_up and not period.ended,
        message=None,
    )


def period_of_viewer(viewer: Viewer, now: datetime.datetime) -> PeriodNow | None:
    """The same for whoever asks, from what is known of them."""
    period = period_of(viewer, now)
    if period is None:
        return None
    return period_now(period, presence.here(period.pk).get(viewer.person_id), hand_up=viewer.person_id in presence.hands(period.pk))


def states_in(student_id: int, lesson: uuid.UUID) -> dict[str, int]:
    """Best ever of each level of a lesson that was tried."""
    rows = LevelProgress.objects.filter(student=student_id, lesson=lesson, state__gt=0).values_list("level", "state")
    return {str(level): state for level, state in rows}


@dataclass(frozen=True, slots=True)
class Work:
    """The newest program of a level, and whether it was not run yet."""

    program: str
    made_at: datetime.datetime
    unrun: bool


def work_of(student_id: int, level: uuid.UUID) -> WorkKept | None:
    """Where somebody goes on with a level (LRN-02)."""
    found = newest_work(student_id, level)
    return None if found is None else WorkKept(program=found.program, made_at=milliseconds(found.made_at))


def newest_work(student_id: int, level: uuid.UUID) -> Work | None:
    """The program of the newest run, or unrun work that is newer."""
    draft = Draft.objects.filter(student=student_id, level=level).first()
    row = LevelProgress.objects.filter(student=student_id, level=level).only("newest_id", "newest_at").first()
    if row is not None and row.newest_at is not None and (draft is None or row.newest_at >= draft.made_at):
        program = programs.source_of(row.newest_id)
        return None if program is None else Work(program, row.newest_at, unrun=False)
    return None if draft is None else Work(str(draft.source), draft.made_at, unrun=True)
