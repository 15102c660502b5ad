"""What several pages of a class show: its head and tabs, its lessons, its addresses, who has arrived."""

import datetime
from typing import Any

import segno
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from homeroom.accounts import queries as people
from homeroom.curriculum import queries as curriculum
from homeroom.kit.http import address_of_service
from homeroom.sections import queries
from homeroom.sections.forms import grade_in_words, way_in_words
from homeroom.sections.models import Period, Section
from homeroom.sections.rules.codes import in_groups
from homeroom.sections.rules.leaving import UNDO
from homeroom.sections.rules.year import soon_put_away_on

#: Where children come in, in any language; a key or code rides behind it, in the fragment.
DOOR = "class"


def language_now() -> str:
    """The language of the page."""
    return get_language() or "en"


def frame(section: Section, **more: Any) -> dict[str, Any]:
    """What every page of a class needs."""
    return {"section": section, "title": section.name, "grade": grade_in_words(section.grade), "way": way_in_words(section.sign_in), **more}


def site(request: HttpRequest) -> str:
    """How this service is typed: "homeroom.school.example", "192.168.1.20:8000"."""
    return address_of_service(request).partition("://")[2]


def door(request: HttpRequest, key: str = "") -> str:
    """The whole address of the children's door, for squares and bookmarks."""
    return f"{address_of_service(request)}/{DOOR}/" + (f"#{key}" if key else "")


def cards_of(teacher_id: int, now: datetime.datetime) -> dict[str, Any]:
    """What `sections/class_cards.html` shows; four statements however many classes there are."""
    found = list(queries.sections_of(teacher_id))
    ids = [section.pk for section in found]
    counts, periods = queries.counts_in(ids), queries.open_periods_of(ids)
    cards = [
        {
            "section": section,
            "grade": grade_in_words(section.grade),
            "count": counts.get(section.pk, 0),
            "away": section.archived_at is not None,
            "goes_on": soon_put_away_on(section.join_ends_on, now.date()),
            "open": section.pk in periods,
            "lesson": lesson_title(periods[section.pk]) if section.pk in periods else "",
        }
        for section in found
    ]
    return {
        "cards": [card for card in cards if not card["away"]],
        "away": [card for card in cards if card["away"]],
        "deleted": [
            {"section": one, "until": one.hidden_at + UNDO} for one in queries.hidden_sections_of(teacher_id, now) if one.hidden_at
        ],
    }


def square(text: str) -> SafeString:
    """A QR code as SVG in the page; modules and text only, drawn from our own address."""
    drawn: str = segno.make(text, error="m", micro=False).svg_inline(omitsize=True, border=1, dark="#14132a", light="#ffffff")
    return mark_safe(drawn)  # noqa: S308 -- segno draws it from an address of ours


def lessons_for(section: Section) -> list[tuple[str, list[dict[str, Any]]]]:
    """Lessons to start on, under the titles of their courses; the class's own course first."""
    courses = sorted(curriculum.courses(), key=lambda course: course.id != section.course)
    language = language_now()
    return [
        (course.title(language), [{"id": lesson.id, "title": lesson.title(language)} for lesson in course.lessons]) for course in courses
    ]


def lesson_title(period: Period) -> str:
    """The title of a period's lesson; empty when it was taken out of the curriculum."""
    found = curriculum.find_lesson(period.lesson)
    return "" if found is None else found.title(language_now())


def arrivals(section: Section, period: Period | None) -> list[dict[str, Any]]:
    """Everybody by the name they are shown by, and whether they came through this period; two statements."""
    came = {seat for seat, _at in people.sessions_of_period(period.pk)} if period is not None else set()
    return [
        {
            "code": place.seat.student.code,
            "shown": place.shown,
            "animal": place.seat.tile_animal,
            "colour": place.seat.tile_colour,
            "here": place.seat.pk in came,
        }
        for place in queries.places_in(section.pk)
    ]


def code_shown(period: Period) -> str:
    """A class code as it is read aloud: "482 913"."""
    return in_groups(period.code or "")
