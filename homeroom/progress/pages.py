"""What a teacher's pages of a class are handed, and what they are told every few seconds (progress.wire.teachers)."""

import datetime
import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language

from homeroom.curriculum import pages as curriculum_pages
from homeroom.curriculum import queries as curriculum
from homeroom.curriculum.catalogue import Lesson, Level, said_in
from homeroom.kit.errors import NotFound
from homeroom.kit.tokens_gen import STATES
from homeroom.progress import presence, queries, wire
from homeroom.progress.queries import Cell, LevelFacts, StuckPupil, milliseconds
from homeroom.progress.words import class_words
from homeroom.sections import queries as sections

if TYPE_CHECKING:
    from homeroom.sections.models import Period, Section
    from homeroom.sections.queries import ClassNow, PeriodOpen

Outcome = Literal["tried", "passed", "perfect", "done"]
#: How many stuck pupils are shown with all that helps them.
FIRST = 6
_encoder = msgspec.json.Encoder()


def language_now() -> str:
    """The language of the page."""
    return get_language() or "en"


def lesson_for(section: "Section | ClassNow", slug: str, period: "Period | PeriodOpen | None") -> Lesson:
    """The lesson that was asked for; else the one that is on or was on last, else the first of the class's course."""
    if slug:
        found = curriculum.lesson_with_slug(slug)
        if found is None:
            raise NotFound()
        return found
    last = period or sections.last_period(section.pk)
    if last is not None and (found := curriculum.find_lesson(last.lesson)) is not None:
        return found
    course = curriculum.find_course(section.course)
    lessons = [*(course.lessons if course else ()), *(lesson for other in curriculum.courses() for lesson in other.lessons)]
    if not lessons:
        raise NotFound()
    return lessons[0]


def class_page(section: "Section", lesson: Lesson, *, shows: str, is_open: bool) -> dict[str, Any]:
    """ClassPage of homeroom/progress/islands/class/page.ts."""
    language = language_now()
    address = f"/classes/{section.code}"
    return {
        "language": language,
        "direction": settings.HOMEROOM_LANGUAGES[language][1],
        "shows": shows,
        "section": {"code": section.code, "name": section.name},
        "pretend": section.pretend,
        "lesson": {
            "id": str(lesson.id),
            "slug": lesson.slug,
            "title": lesson.title(language),
            "levels": [_level(lesson, level, language) for level in lesson.levels],
            "plan": reverse("curriculum:plan", args=(lesson.slug,)),
            "done": reverse("curriculum:done", args=(lesson.slug,)),
        },
        "concepts": concepts_in_words(language),
        "words": {**curriculum_pages.words_for(language, {level.lab for level in lesson.levels}), **class_words()},
        "pictures": static("kit/pictures/"),
        "at": {name: f"{address}/{name}?lesson={lesson.slug}" for name in ("roster", "states", "stuck")},
        "pupil": "" if section.pretend else reverse("sections:pupil", args=(section.code, "-")),
        "open": is_open,
    }


def _level(lesson: Lesson, level: Level, language: str) -> dict[str, Any]:
    return {
        "id": str(level.id),
        "number": level.number,
        "title": level.title(language),
        "url": reverse("curriculum:level", args=(lesson.slug, level.number)),
        "core": level.core,
        "freePlay": level.free_play,
        "lab": level.lab,
        "mistakes": curriculum_pages.level_data(level, language)["mistakes"],
    }


def concepts_in_words(language: str) -> dict[str, str]:
    """Concept to what somebody can do who has understood it: "use repeat until"."""
    return {name: said_in(facts["can"], language) for name, facts in curriculum.concepts().items()}


def roster_of(section: "Section") -> wire.ClassRoster:
    """Everybody by the name they are shown by. One statement."""
    return wire.ClassRoster(
        pupils=[
            wire.PupilHere(code=place.seat.student.code, name=place.shown, tile=f"{place.seat.tile_animal}-{place.seat.tile_colour}")
            for place in sections.places_in(section.pk)
            if place.seat.student.frozen_at is None
        ]
    )


def states_of(section_id: int, lesson: Lesson, period: "PeriodOpen | None", now: datetime.datetime) -> wire.ClassStates:
    """States of everybody, who is here, whose hand is up. One statement, whatever the size of the class."""
    grid = queries.grid_of(section_id, lesson, with_ids=period is not None)
    codes = grid.code_of()
    beats = presence.here(period.pk) if period is not None else {}
    hands = presence.hands(period.pk) if period is not None else {}
    return wire.ClassStates(
        states=dict(grid.digits()),
        presence={codes[person]: beat.mood(now) for person, beat in beats.items() if person in codes},
        hands=[codes[person] for person in hands if person in codes],
        topics=[wire.TopicCount(concept=concept, n=n) for concept, n in grid.can_use().items()],
        period=None if period is None else wire.PeriodOpen(lesson=_slug_of(period.lesson), opened_at=milliseconds(period.opened_at)),
    )


def _slug_of(lesson_id: uuid.UUID) -> str:
    found = curriculum.find_lesson(lesson_id)
    return "" if found is None else found.slug


def stuck_of(section: "Section", lesson: Lesson, now: datetime.datetime) -> wire.ClassStuck:
    """Who is stuck, longest first; the first six with what was said and what to ask."""
    found = queries.stuck_in(section.pk, lesson, now)
    return wire.ClassStuck(stuck=[_stuck(one, whole=place < FIRST) for place, one in enumerate(found)])


def _stuck(one: StuckPupil, *, whole: bool) -> wire.StuckPupil:
    said = one.said if whole else None
    return wire.StuckPupil(
        person=one.pupil.code,
        level=str(one.level.id),
        minutes=one.minutes,
        since=milliseconds(one.since),
        mistake=one.mistake if whole else None,
        said=said_then(said),
        question=curriculum.question_for(one.level.lab, one.mistake, said["key"] if said else None, language_now()) if whole else "",
    )


def said_then(said: dict[str, Any] | None) -> wire.SaidThen | None:
    """A kept sentence for the wire."""
    return None if said is None else wire.SaidThen(key=said["key"], values=said.get("values", {}))


OUTCOME: tuple[Outcome, ...] = ("tried", "tried", "passed", "perfect", "done")


def cell_found(cell: Cell) -> wire.CellFound:
    """Everything behind one cell."""
    sources = list(dict.fromkeys(one.program for one in cell.tries))
    number = {source: str(place) for place, source in enumerate(sources)}
    facts = cell.facts
    newest = cell.work.program if cell.work else None
    return wire.CellFound(
        state=facts.state,
        tries=facts.tries,
        failed=facts.failed,
        seconds=facts.seconds,
        hints=facts.hints,
        blocks=facts.why.blocks,
        enough=facts.why.enough,
        program=newest,
        draft=newest is not None and newest not in number,
        attempts=[
            wire.AttemptSeen(
                made_at=milliseconds(one.made_at), outcome=OUTCOME[one.state], mistake=one.mistake, said=said_then(one.said),
                blocks=one.blocks, hints=one.hints, seconds=one.seconds, program=number[one.program],
            )
            for one in cell.tries
        ],
        programs={name: source for source, name in number.items()},
    )  # fmt: skip


def polled(request: HttpRequest, found: msgspec.Struct) -> HttpResponse:
    """JSON that is asked for again and again: 304 while nothing has changed."""
    body = _encoder.encode(found)
    tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    answer = (
        HttpResponse(status=304) if request.META.get("HTTP_IF_NONE_MATCH") == tag else HttpResponse(body, content_type="application/json")
    )
    answer["ETag"] = tag
    answer["Cache-Control"] = "private, no-cache"
    answer["Vary"] = "Cookie, Accept-Language"
    return answer


@dataclass(frozen=True)
class MyLevel:
    """A level as its pupil sees it."""

    number: int
    title: str
    core: bool
    facts: LevelFacts


@dataclass(frozen=True)
class MyLesson:
    """A lesson as its pupil sees it. `on`: the first core level that is not solved yet; None when all are."""

    slug: str
    title: str
    levels: list[MyLevel]
    on: MyLevel | None


def my_lesson(student_id: int, lesson: Lesson) -> MyLesson:
    """What this pupil did in a lesson."""
    language = language_now()
    facts = queries.mine(student_id, lesson)
    levels = [MyLevel(one.level.number, one.level.title(language), one.level.core, one) for one in facts]
    return MyLesson(lesson.slug, lesson.title(language), levels, next((one for one in levels if one.core and one.facts.state < 2), None))


def lessons_to_choose(section: "Section") -> list[tuple[str, str]]:
    """(slug, title) of every lesson, the class's own course first."""
    courses = sorted(curriculum.courses(), key=lambda course: course.id != section.course)
    return [(lesson.slug, lesson.title(language_now())) for course in courses for lesson in course.lessons]


@dataclass(frozen=True)
class PlainRow:
    """A row of the table for who has no script. `cells`: level, state and both in words."""

    pupil: wire.PupilHere
    cells: list[tuple[Level, int, str]]


def states_in_words() -> list[str]:
    """What each state is called, as the script calls it."""
    words = class_words()
    return [words[f"class.state.{state}"] for state in range(len(STATES))]


def plain_rows(section: "Section", lesson: Lesson, pupils: Iterable[wire.PupilHere]) -> list[PlainRow]:
    """Rows of these pupils. Each cell says what it is, in the script's words: shape and colour are not enough."""
    rows, size = dict(queries.grid_of(section.pk, lesson).digits()), len(lesson.levels)
    name, states, language = class_words()["class.cell.name"], states_in_words(), language_now()
    # A column has at most five sentences, however many rows there are.
    cells = [
        [(level, state, name.format(number=level.number, title=level.title(language), state=words)) for state, words in enumerate(states)]
        for level in lesson.levels
    ]
    return [
        PlainRow(one, [column[int(digit)] for column, digit in zip(cells, rows.get(one.code, "").ljust(size, "0"), strict=True)])
        for one in pupils
    ]
