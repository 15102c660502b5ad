"""What a teacher sees while a class works: the grid, who is stuck, one cell; polled by ETag (CLS-05)."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from homeroom.curriculum.pages import entry
from homeroom.kit.declare import OWN_TEACHERS
from homeroom.kit.http import Viewer, json_answer, now_of, open_to, read_json, viewer_of
from homeroom.progress import access, pages, presence, queries, wire
from homeroom.sections import access as sections_access
from homeroom.sections import queries as sections

#: Rows of the table that stands for who has no script.
ROWS = 50


def teacher(request: HttpRequest) -> Viewer:
    """Who asks; `open_to` has seen that there is somebody."""
    viewer = viewer_of(request)
    assert viewer is not None
    return viewer


@open_to(OWN_TEACHERS)
def grid(request: HttpRequest, code: str) -> HttpResponse:
    """Pupils by levels of one lesson; first of all who is stuck. The script draws it; a plain table stands until then."""
    section = sections_access.class_or_pretend_for(teacher(request), code)
    period = sections.open_period(section.pk)
    lesson = pages.lesson_for(section, request.GET.get("lesson", ""), period)
    roster = pages.roster_of(section).pupils
    shown = Paginator(roster, ROWS).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "section": section,
        "lesson": lesson,
        "lesson_title": lesson.title(pages.language_now()),
        "lessons": pages.lessons_to_choose(section),
        "pupils": len(roster),
        "page": shown,
        "rows": pages.plain_rows(section, lesson, shown.object_list),
        "states": pages.states_in_words(),
        "period": period,
        "data": pages.class_page(section, lesson, shows="grid", is_open=period is not None),
        "page_class": "page-wide",
        **entry("homeroom/progress/islands/class.tsx"),
    }
    return render(request, "progress/pretend.html" if section.pretend else "progress/grid.html", context)


@open_to(OWN_TEACHERS)
def page(request: HttpRequest, code: str) -> HttpResponse:
    """What the script of "class now" needs to begin, in the language of the page."""
    section = sections_access.class_or_pretend_for(teacher(request), code)
    period = sections.open_period(section.pk)
    lesson = pages.lesson_for(section, "", period)
    return json_answer(wire.ClassPageFound(page=pages.class_page(section, lesson, shows="now", is_open=period is not None)))


@open_to(OWN_TEACHERS)
def roster(request: HttpRequest, code: str) -> HttpResponse:
    """Names and tiles: asked for seldom."""
    return pages.polled(request, pages.roster_of(sections_access.class_or_pretend_for(teacher(request), code)))


@open_to(OWN_TEACHERS)
def states(request: HttpRequest, code: str) -> HttpResponse:
    """A digit a level for everybody, who is here, whose hand is up."""
    section = sections_access.class_now_for(teacher(request), code)
    lesson = pages.lesson_for(section, request.GET.get("lesson", ""), section.period)
    return pages.polled(request, pages.states_of(section.pk, lesson, section.period, now_of(request)))


@open_to(OWN_TEACHERS)
def stuck(request: HttpRequest, code: str) -> HttpResponse:
    """Who needs help now, longest first."""
    section = sections_access.class_or_pretend_for(teacher(request), code)
    lesson = pages.lesson_for(section, request.GET.get("lesson", ""), None)
    return pages.polled(request, pages.stuck_of(section, lesson, now_of(request)))


@open_to(OWN_TEACHERS)
def cell(request: HttpRequest, code: str, student: str, level: uuid.UUID) -> HttpResponse:
    """Why a cell has its colour, the program, what was tried."""
    seat, found = access.cell_for(teacher(request), code, student, level)
    return json_answer(pages.cell_found(queries.cell(seat.student_id, found)))


@open_to(OWN_TEACHERS, methods=("POST",))
def hands_down(request: HttpRequest, code: str) -> HttpResponse:
    """Puts one hand down, or all of them."""
    asked = read_json(request, wire.HandsDownIn, most=1_000)
    section = sections_access.class_or_pretend_for(teacher(request), code)
    period = sections.open_period(section.pk)
    if period is None:
        return json_answer(wire.HandsDownOut(hands=[]))
    codes = dict(sections.seats_in(section.pk).values_list("student", "student__code"))
    if asked.person is None:
        presence.lower_hands(period_id=period.pk)
    for person in [person for person, known in codes.items() if known == asked.person]:
        presence.raise_hand(period_id=period.pk, person_id=person, up=False, now=now_of(request))
    return json_answer(wire.HandsDownOut(hands=[codes[person] for person in presence.hands(period.pk) if person in codes]))
