"""What an administrator does about teachers: approve, refuse, invite, make a link for a new password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from homeroom.accounts import actions as accounts
from homeroom.accounts import queries as people
from homeroom.kit.declare import ADMINISTRATORS
from homeroom.kit.errors import NotFound
from homeroom.kit.http import address_of_service, insist_on_proof, now_of, open_to, viewer_of
from homeroom.sign_in.actions import adults, links, second_factor
from homeroom.sign_in.forms import FindAdult

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from homeroom.accounts.models import Person
    from homeroom.kit.http import Viewer


@open_to(ADMINISTRATORS, methods=("GET", "POST"))
def approvals(request: HttpRequest) -> HttpResponse:
    """Who waits, one click each; a link to invite; a link for a new password. A link is shown once, on the answer that made it."""
    form, shown = FindAdult(), {}
    if request.method == "POST":
        match request.POST.get("do"):
            case "approve" | "refuse" as what:
                shown = _decide(request, what)
            case "invite":
                shown = _invite(request)
            case "reset":
                form = FindAdult(request.POST)
                shown = _reset(request, form) if form.is_valid() else {}
    context = {"waiting": people.waiting_teachers(), "form": form, "signup": settings.TEACHER_SIGNUP, **shown}
    return render(request, "sign_in/adults/approvals.html", context)


def _viewer(request: HttpRequest) -> Viewer:
    viewer = viewer_of(request)
    if viewer is None:
        raise NotFound()
    return viewer


def _self(request: HttpRequest) -> Person:
    person = people.find_person(_viewer(request).code)
    if person is None:
        raise NotFound()
    return person


def _address(request: HttpRequest, key: str) -> str:
    return f"{address_of_service(request)}{reverse('sign_in:invited')}#{key}"


def _decide(request: HttpRequest, what: str) -> dict[str, object]:
    person, by, now = people.find_person(request.POST.get("who", "")), _viewer(request).code, now_of(request)
    if person is None or person.state != "waiting":
        return {"told": _("This was decided a moment ago.")}
    if what == "approve":
        accounts.approve(person=person, by=by, now=now)
        return {"told": _("%(name)s may add pupils now.") % {"name": person.name}}
    adults.refuse_teacher(person=person, by=by, now=now)
    return {"told": _("The account of %(name)s is closed.") % {"name": person.name}}


def _invite(request: HttpRequest) -> dict[str, object]:
    key = links.invite_teacher(by=_self(request), now=now_of(request))
    return {"link": _address(request, key), "link_is_for": _("an invitation")}


def _reset(request: HttpRequest, form: FindAdult) -> dict[str, object]:
    insist_on_proof(request, _viewer(request))
    now, person = now_of(request), people.find_by_email(form.cleaned_data["email"])
    if person is None:
        form.add_error("email", _("No account has this address."))
        return {}
    if form.cleaned_data["lost_phone"]:
        second_factor.remove(person=person, by=_viewer(request).code, now=now)
    key = links.make_reset_link(person=person, by=_self(request), now=now)
    return {"link": _address(request, key), "link_is_for": _("a new password for %(name)s") % {"name": person.name}}
