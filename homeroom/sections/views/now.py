"""Class now: Start class, who has arrived, End class; and the projector."""

import hashlib
import math
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homeroom.curriculum import queries as curriculum
from homeroom.kit.declare import OWN_TEACHERS
from homeroom.kit.errors import Refused
from homeroom.kit.http import json_answer, now_of, open_to
from homeroom.kit.picture_words import ANIMALS_IN_WORDS
from homeroom.kit.static_files import island
from homeroom.sections import access, actions, queries
from homeroom.sections.forms import LessonForm
from homeroom.sections.models import Period, Section
from homeroom.sections.pages import DOOR, arrivals, code_shown, door, frame, lesson_title, lessons_for, site, square
from homeroom.sections.views.classes import teacher, to_page


@open_to(OWN_TEACHERS)
def now(request: HttpRequest, code: str) -> HttpResponse:
    """The class at this moment. Without a script: the code and who has arrived; with it, first of all who is stuck."""
    section = access.section_for(teacher(request), code)
    period = queries.open_period(section.pk)
    places = arrivals(section, period)
    last = queries.last_period(section.pk)
    context = frame(
        section,
        period=period,
        places=places,
        arrived=_of(places),
        code_shown=code_shown(period) if period else "",
        lesson_title=lesson_title(period) if period else "",
        closing=last is not None and last.ended_at is not None and last.closes_at is not None and last.closes_at > now_of(request),
        minutes_left=math.ceil((period.sign_in_until - now_of(request)).total_seconds() / 60) if period else 0,
        sign_in_open=period is not None and period.sign_in_until > now_of(request),
        lessons=lessons_for(section),
        chosen=last.lesson if last else None,
        island=island("class-now"),
        done=request.GET.get("done", ""),
        page_class="page-wide",
    )
    return render(request, "sections/now.html", context)


@open_to(OWN_TEACHERS, methods=("POST",))
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Start class on a lesson."""
    viewer = teacher(request)
    section = access.section_for(viewer, code)
    form = LessonForm(request.POST)
    if not form.is_valid() or curriculum.find_lesson(form.cleaned_data["lesson"]) is None:
        raise Refused(_("Please choose a lesson that is in the list."), code="no-lesson", status=422)
    actions.start_period(
        section=section, lesson=form.cleaned_data["lesson"], teacher_id=viewer.person_id, by=viewer.code, now=now_of(request)
    )
    return to_page("now", section)


@open_to(OWN_TEACHERS, methods=("POST",))
def reopen(request: HttpRequest, code: str) -> HttpResponse:
    """Twenty more minutes to come in."""
    viewer = teacher(request)
    section = access.section_for(viewer, code)
    period = queries.open_period(section.pk)
    if period is not None:
        actions.reopen_sign_in(period=period, by=viewer.code, now=now_of(request))
    return to_page("now", section, "reopened")


@open_to(OWN_TEACHERS, methods=("POST",))
def end(request: HttpRequest, code: str) -> HttpResponse:
    """End class."""
    viewer = teacher(request)
    section = access.section_for(viewer, code)
    period = queries.open_period(section.pk)
    if period is not None:
        actions.end_period(period=period, by=viewer.code, now=now_of(request))
    return to_page("now", section)


@open_to(OWN_TEACHERS)
def projector(request: HttpRequest, code: str) -> HttpResponse:
    """For the wall: address, code, square, who has arrived. No secrets; H hides the names."""
    section = access.section_for(teacher(request), code)
    period = queries.open_period(section.pk)
    code_now = period.code if period else None
    context = frame(
        section,
        period=period,
        address=f"{site(request)}/{DOOR}",
        digits=code_shown(period).split() if period else [],
        length=len(code_now or ""),
        square=square(door(request, code_now)) if code_now else "",
        **_said(section, period, now_of(request)),
    )
    return render(request, "sections/projector.html", context)


@open_to(OWN_TEACHERS)
def arrived(request: HttpRequest, code: str) -> HttpResponse:
    """Who has arrived, for pages that ask again every few seconds; nothing when nothing has changed (ETag)."""
    section = access.section_for(teacher(request), code)
    said = _said(section, queries.open_period(section.pk), now_of(request))
    etag = f'"{hashlib.sha256(msgspec.json.encode(said)).hexdigest()[:20]}"'
    answer = HttpResponse(status=304) if request.headers.get("If-None-Match") == etag else json_answer(said)
    answer["ETag"] = etag
    # Kept by this browser only for asking whether it changed; a list of children is no page for the cache of a shared computer.
    answer["Cache-Control"] = "no-store"
    return answer


def _of(places: list[dict[str, Any]]) -> str:
    """ "17 of 28"."""
    return _("%(here)s of %(all)s") % {"here": sum(place["here"] for place in places), "all": len(places)}


def _said(section: Section, period: Period | None, when: Any) -> dict[str, Any]:
    # Without a class nobody's name stands on a wall.
    places = arrivals(section, period) if period is not None else []
    here = sum(place["here"] for place in places)
    words = ngettext("%(here)s of %(all)s has arrived", "%(here)s of %(all)s have arrived", here) % {"here": here, "all": len(places)}
    return {
        "open": period is not None,
        "letsIn": period is not None and period.sign_in_until > when,
        "few": _of(places),
        "count": words if period is not None else "",
        "pupils": [
            {
                "shown": place["shown"],
                "here": place["here"],
                "animal": place["animal"],
                "told": str(ANIMALS_IN_WORDS[place["animal"]]),
                "colour": place["colour"],
            }
            for place in places
        ],
    }
