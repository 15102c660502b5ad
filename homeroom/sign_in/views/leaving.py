"""The way out: for a page's script (labs/parts/host/PROTOCOL.md), for a form, and for "not me"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from homeroom.accounts import actions as accounts
from homeroom.kit.declare import ANYBODY
from homeroom.kit.errors import Refused
from homeroom.kit.http import drop_cookies, json_answer, now_of, open_to, read_json, viewer_of
from homeroom.kit.http.json import Done
from homeroom.sign_in import access
from homeroom.sign_in.views.tiles import roster_of
from homeroom.sign_in.wire import SignOutIn

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@open_to(ANYBODY, methods=("POST",), first_things=True, task="sign-in look-up")
def sign_out_wire(request: HttpRequest) -> HttpResponse:
    """Ends this browser's session, if it is still the one of `person`; unsent work stays in the browser, sealed by the page."""
    wanted, viewer = read_json(request, SignOutIn, most=1_000), viewer_of(request)
    if viewer is not None and viewer.code != wanted.person:
        raise Refused(_("Somebody else has signed in since."), code="another-person", status=409)
    if viewer is not None:
        accounts.end_session(session_id=viewer.session_id)
    answer = json_answer(Done(now=int(now_of(request).timestamp() * 1000)))
    drop_cookies(answer)
    return answer


@open_to(ANYBODY, methods=("GET", "POST"), first_things=True, task="sign-in look-up")
def sign_out(request: HttpRequest) -> HttpResponse:
    """By a form. `again` is "not me": the names of the same class are shown to whoever sits here now, while its code still opens it."""
    viewer, now = viewer_of(request), now_of(request)
    if request.method != "POST":
        return HttpResponseRedirect(f"/{request.LANGUAGE_CODE}/")
    if viewer is not None:
        accounts.end_session(session_id=viewer.session_id)
        request.viewer = lambda: None  # type: ignore[attr-defined]
    opened = access.door_again(viewer.section_id, viewer.period_id, now) if viewer and request.POST.get("again") else None
    answer: HttpResponse
    if opened is not None:
        answer = render(
            request, "sign_in/children/roster.html", {"opened": opened, "back_leads_to": reverse("sign_in:class"), **roster_of(opened)}
        )
    elif viewer is not None and (viewer.section_id is not None or request.POST.get("again")):
        answer = HttpResponseRedirect(reverse("sign_in:class"))
    else:
        answer = HttpResponseRedirect(f"/{request.LANGUAGE_CODE}/")
    drop_cookies(answer)
    return answer
