"""Where somebody lands who has just come in, and the answer that brings them there with their cookies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.urls import NoReverseMatch, reverse

from homeroom.accounts.queries import viewer_from
from homeroom.accounts.rules import ASKED_AT, first_thing
from homeroom.curriculum.queries import find_lesson
from homeroom.kit.http import set_cookies
from homeroom.sections.queries import find_period
from homeroom.sign_in.rules import is_own_path

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from homeroom.accounts.actions import Begun
    from homeroom.kit.http import Viewer


def asked_for(request: HttpRequest) -> str:
    """The page that somebody wanted who was sent to a door first; it rides along from form to form. Nothing but an address of ours: who
    was at a form is sent back by what the browser calls the page, with our own name before it."""
    asked = (request.POST.get("next") or request.GET.get("next", "")).removeprefix(request.build_absolute_uri("/")[:-1])
    return asked if is_own_path(asked) else ""


def landing(viewer: Viewer, asked_for: str = "") -> str:
    """First things first; then the lesson of the class that is on, the page that was asked for, or the first page of one's own."""
    thing = first_thing(
        viewer.role, age_known=viewer.age_known, must_choose_password=viewer.must_choose_password, second_factor=viewer.second_factor
    )
    if thing is not None:
        return reverse(ASKED_AT[thing])
    period = find_period(viewer.period_id) if viewer.period_id is not None else None
    lesson = find_lesson(period.lesson) if period is not None else None
    if lesson is not None:
        return reverse("curriculum:lesson", args=[lesson.slug])
    if is_own_path(asked_for):
        return asked_for
    try:
        return reverse("home:home")
    except NoReverseMatch:
        return reverse("curriculum:catalogue")


def welcome(begun: Begun, asked_for: str = "") -> HttpResponse:
    """The way on, with both cookies."""
    session = begun.session
    answer = HttpResponseRedirect(landing(viewer_from(session), asked_for))
    seconds = int((session.ends_at - session.created_at).total_seconds())
    set_cookies(answer, token=begun.token, here=begun.here, seconds=seconds)
    return answer
