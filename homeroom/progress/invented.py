"""Who sits in a pretend class, and what they may run there."""

import itertools
from typing import TYPE_CHECKING, Any

import msgspec
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from homeroom.curriculum import queries as curriculum
from homeroom.progress import wire
from homeroom.sections import queries as sections

if TYPE_CHECKING:
    from homeroom.sections.models import Section

#: Invented; none of them is anybody of the cast.
NAMES = (
    "Amara", "Bruno", "Carmen", "Dalia", "Emeka", "Farid", "Greta", "Hana", "Ibrahim", "Ines", "Jonas", "Kavya", "Lars", "Leila",
    "Mateo", "Mei", "Nadia", "Noor", "Oskar", "Priya", "Quentin", "Rosa", "Samira", "Tomas", "Uma", "Viktor", "Yara", "Zoe",
)  # fmt: skip
PUPILS = len(NAMES)
#: Runs of one level that are handed to the browser at most.
MOST_PROGRAMS = 8
_encode = msgspec.json.Encoder().encode


def a_class() -> dict[str, Any]:
    """Name, course, lesson and pupils of a pretend class: the first course of the catalogue."""
    course = curriculum.courses()[0]
    return {
        "name": _("Pretend class"),
        "course": course.id,
        "lesson": course.lessons[0].id,
        "names": NAMES,
        "language": get_language() or "en",
    }


def play_for(section: "Section") -> wire.PretendPlay:
    """Everybody in the order of names, and programs for every level of the lesson that is on."""
    period = sections.open_period(section.pk)
    lesson = None if period is None else curriculum.find_lesson(period.lesson)
    return wire.PretendPlay(
        pupils=[place.seat.student.code for place in sections.places_in(section.pk)],
        levels={} if lesson is None else {str(level.id): _programs(level.id) for level in lesson.levels if level.core},
    )


def _programs(level_id: Any) -> list[wire.PretendProgram]:
    known: Any = curriculum.solutions_of(level_id) or {"solutions": [], "mistakes": []}
    solved = [wire.PretendProgram(mistake=None, program=_encode(one["program"]).decode()) for one in known["solutions"]]
    missed = [wire.PretendProgram(mistake=one["name"], program=_encode(one["program"]).decode()) for one in known["mistakes"]]
    return [*itertools.islice(solved, MOST_PROGRAMS), *itertools.islice(missed, MOST_PROGRAMS)]
