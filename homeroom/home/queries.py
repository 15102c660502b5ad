"""What the first pages and every level page know of whoever is signed in."""

import datetime
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from django.utils.translation import get_language

from homeroom.curriculum import queries as curriculum
from homeroom.curriculum.catalogue import Lesson
from homeroom.home.wire import Me, PersonHere, SealingKey, SectionHere
from homeroom.kit.crypto.parcels import public_key
from homeroom.kit.http import Viewer
from homeroom.progress import deposits
from homeroom.progress import queries as progress
from homeroom.sections import queries as sections

if TYPE_CHECKING:
    from homeroom.sections.models import Enrolment


def who_is_here(viewer: Viewer, *, lesson: uuid.UUID | None, level: uuid.UUID | None, now: datetime.datetime) -> Me:
    """Everything of GET /me for somebody who is signed in."""
    key_id, key = public_key()
    return Me(
        person=_person(viewer),
        period=progress.period_of_viewer(viewer, now),
        csrf=viewer.csrf,
        now=progress.milliseconds(now),
        states=progress.states_in(viewer.person_id, lesson) if lesson else {},
        work=progress.work_of(viewer.person_id, level) if level else None,
        sealing=SealingKey(id=key_id, key=key),
        ticket=deposits.new_ticket(viewer.code, now),
    )


def _seat_of(viewer: Viewer) -> "Enrolment | None":
    """The seat of this sign-in; of a pupil who came in by password, the first one of theirs."""
    if viewer.enrolment_id is not None:
        return sections.find_seat(viewer.enrolment_id)
    return sections.seats_of(viewer.person_id).first() if viewer.role == "student" else None


def _person(viewer: Viewer) -> PersonHere:
    seat = _seat_of(viewer)
    role: Literal["pupil", "teacher", "administrator", "staff"] = "pupil" if viewer.role == "student" else viewer.role
    return PersonHere(
        code=viewer.code,
        name=viewer.name,
        tile=f"{seat.tile_animal}-{seat.tile_colour}" if seat else None,
        role=role,
        weak=viewer.weak,
        age_known=viewer.age_known,
        section=SectionHere(code=seat.section.code, name=seat.section.name) if seat else None,
    )


@dataclass(frozen=True)
class GoingOn:
    """An open class at this moment: how many have come, how many of them are stuck or have a hand up."""

    code: str
    name: str
    lesson: str
    pupils: int
    here: int
    stuck: int
    hands: int


def going_on_in(cards: list[dict[str, Any]], now: datetime.datetime) -> list[GoingOn]:
    """What goes on in the classes that are open (of `sections.pages.cards_of`)."""
    found = []
    for card in cards:
        section = card["section"]
        period = sections.open_period(section.pk) if card["open"] else None
        lesson = curriculum.find_lesson(period.lesson) if period is not None else None
        if period is None or lesson is None:
            continue
        pupils = progress.pupils_now(section.pk, now)
        found.append(
            GoingOn(
                code=section.code,
                name=section.name,
                lesson=lesson.title(get_language() or "en"),
                pupils=len(pupils),
                here=sum(one.mood != "offline" for one in pupils),
                stuck=len(progress.stuck_in(section.pk, lesson, now)),
                hands=sum(one.hand_at is not None for one in pupils),
            )
        )
    return found


@dataclass(frozen=True)
class GoOn:
    """A lesson that a pupil may go on with. `number` is None when all of its core is solved."""

    slug: str
    title: str
    number: int | None
    level: str
    solved: int
    of: int
    #: Class is on, and this is its lesson.
    on_now: bool


@dataclass(frozen=True)
class MyPlace:
    """What a pupil finds at home: the class by name ("" without one), and lessons, the one to go on with first."""

    section: str
    lessons: list[GoOn]


def where_to_go_on(viewer: Viewer, now: datetime.datetime) -> MyPlace:
    """The lesson of the class that is on comes first, then what was worked on last, then the first of the class's course."""
    seat = _seat_of(viewer)
    period = progress.period_of(viewer, now)
    open_lesson = curriculum.find_lesson(period.lesson) if period is not None and not period.ended else None
    begun = {lesson.id: progress.mine(viewer.person_id, lesson) for lesson in progress.lessons_begun(viewer.person_id)}
    last = {key: max((one.last_at for one in facts if one.last_at), default=_LONG_AGO) for key, facts in begun.items()}
    course = curriculum.find_course(seat.section.course) if seat is not None else None
    courses = curriculum.courses()
    fallback = (course or courses[0]).lessons[:1] if courses else ()
    wanted = [open_lesson.id] if open_lesson is not None else []
    wanted += sorted(begun, key=lambda key: last[key], reverse=True) or [lesson.id for lesson in fallback]
    lessons = [
        _go_on(lesson, begun.get(lesson.id), on_now=open_lesson is not None and lesson.id == open_lesson.id)
        for key in dict.fromkeys(wanted)
        if (lesson := curriculum.find_lesson(key)) is not None
    ]
    return MyPlace(section=str(seat.section.name) if seat is not None else "", lessons=lessons)


_LONG_AGO = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def _go_on(lesson: Lesson, facts: list[progress.LevelFacts] | None, *, on_now: bool) -> GoOn:
    solved = {one.level.id for one in facts or () if one.state > 1}
    core = [level for level in lesson.levels if level.core]
    following = next((level for level in core if level.id not in solved), None)
    language = get_language() or "en"
    return GoOn(
        slug=lesson.slug,
        title=lesson.title(language),
        number=following.number if following is not None else None,
        level=following.title(language) if following is not None else "",
        solved=sum(level.id in solved for level in core),
        of=len(core),
        on_now=on_now,
    )
