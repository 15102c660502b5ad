"""Children at the door: the code, who one is, the secret. What a page may try rides in it, signed; a visitor gets no cookie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from homeroom.accounts import actions as accounts
from homeroom.accounts import queries as people
from homeroom.kit.declare import ANYBODY, PUPILS
from homeroom.kit.errors import Refused
from homeroom.kit.http import network_of, now_of, open_to, viewer_of
from homeroom.kit.http.frame import sentence_of
from homeroom.sign_in import access
from homeroom.sign_in.actions import pupils
from homeroom.sign_in.forms import Age, OwnName
from homeroom.sign_in.rules import read_pictures
from homeroom.sign_in.views.arriving import asked_for, landing, welcome
from homeroom.sign_in.views.tiles import roster_of, secret_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from homeroom.sections.models import Enrolment
    from homeroom.sign_in.access import Opened


@open_to(ANYBODY, methods=("GET", "POST"), task="sign-in look-up")
def class_code(request: HttpRequest) -> HttpResponse:
    """The class code, a card's letters, a join code, or the key of a class link; behind it the names of the class."""
    if request.method != "POST":
        return _code_page(request)
    try:
        if request.POST.get("door"):
            return _roster_page(request, access.door_from(request.POST["door"], now_of(request)))
        return _behind(request, _what_opens(request))
    except Refused as refused:
        return _code_page(request, refused)


@open_to(ANYBODY, task="sign-in look-up")
def to_class(request: HttpRequest) -> HttpResponse:
    """The short address for a projector and for links: the language is the browser's; a fragment goes along by itself."""
    return redirect("sign_in:class")


def _what_opens(request: HttpRequest) -> Opened | Enrolment:
    now, network, key = now_of(request), network_of(request), request.POST.get("key", "")
    pupils.spend_code(network=network, now=now)
    opens = access.what_link_opens(key, now) if key else access.what_opens(request.POST.get("code", ""), now)
    if opens is None:
        raise access.Closed(_("No class is open with this code. Look at it once more, or ask your teacher."))
    pupils.code_was_right(network=network, now=now)
    return opens


def _behind(request: HttpRequest, opens: Opened | Enrolment) -> HttpResponse:
    if isinstance(opens, access.Opened):
        return _roster_page(request, opens)
    viewer = viewer_of(request)
    begun = pupils.sign_in_with_card(seat=opens, now=now_of(request), instead_of=viewer.session_id if viewer else None)
    return welcome(begun, asked_for(request))


def _code_page(request: HttpRequest, refused: Refused | None = None) -> HttpResponse:
    viewer = viewer_of(request)
    context = {
        "wrong": sentence_of(refused) if refused else "",
        "way_on": landing(viewer, asked_for(request)) if viewer else "",
        "next": asked_for(request),
    }
    answer = render(request, "sign_in/children/code.html", context, status=refused.status if refused else 200)
    if refused is not None and refused.retry_after is not None:
        answer["Retry-After"] = str(refused.retry_after)
    return answer


def _roster_page(request: HttpRequest, opened: Opened) -> HttpResponse:
    return render(request, "sign_in/children/roster.html", {"opened": opened, "next": asked_for(request), **roster_of(opened)})


@open_to(ANYBODY, methods=("GET", "POST"), task="sign-in look-up")
def who(request: HttpRequest) -> HttpResponse:
    """One pupil's secret: shown to be tapped or typed, then judged."""
    if request.method != "POST":
        return redirect("sign_in:class")
    try:
        opened = access.door_from(request.POST.get("door", ""), now_of(request))
        seat = access.seat_behind(opened, request.POST.get("who", ""))
    except Refused as refused:
        return _code_page(request, refused)
    chosen = read_pictures(request.POST.getlist("picture"), back="back" in request.POST)
    tried = _tried(request, seat, chosen)
    if tried is None:
        return _secret_page(request, opened, seat, chosen)
    viewer = viewer_of(request)
    instead_of = viewer.session_id if viewer else None
    try:
        begun = pupils.sign_in_at_seat(opened=opened, seat=seat, tried=tried, now=now_of(request), instead_of=instead_of)
        return welcome(begun, asked_for(request))
    except Refused as refused:
        return _secret_page(request, opened, seat, [], refused)


def _tried(request: HttpRequest, seat: Enrolment, chosen: list[str]) -> str | None:
    """The whole secret that was tried, or None while it is not whole."""
    if seat.sign_in in ("picture", "pictures"):
        return " ".join(chosen) if len(chosen) == (1 if seat.sign_in == "picture" else 3) else None
    if seat.sign_in == "words":
        words = [word.strip()[:40] for word in request.POST.getlist("word")[:3]]
        return " ".join(words) if any(words) else None
    return request.POST.get("password", "")[:200] or None


def _secret_page(request: HttpRequest, opened: Opened, seat: Enrolment, chosen: list[str], refused: Refused | None = None) -> HttpResponse:
    context = {
        "opened": opened,
        "seat": seat,
        "wrong": sentence_of(refused) if refused else "",
        "next": asked_for(request),
        **secret_of(seat, chosen),
    }
    answer = render(request, f"sign_in/children/{seat.sign_in}.html", context, status=refused.status if refused else 200)
    if refused is not None and refused.retry_after is not None:
        answer["Retry-After"] = str(refused.retry_after)
    return answer


@open_to(ANYBODY, methods=("GET", "POST"), task="sign-in look-up")
def own_login(request: HttpRequest) -> HttpResponse:
    """A student's user name and password, at any hour."""
    form = OwnName(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        viewer = viewer_of(request)
        try:
            begun = pupils.sign_in_with_name(
                username=form.cleaned_data["username"],
                password=form.cleaned_data["password"],
                network=network_of(request),
                now=now_of(request),
                instead_of=viewer.session_id if viewer else None,
            )
            return welcome(begun, asked_for(request))
        except Refused as refused:
            form.add_error(None, sentence_of(refused))
            status = refused.status
    context = {"form": form, "next": asked_for(request), "submit": _("Sign in")}
    return render(request, "sign_in/children/own_login.html", context, status=status)


@open_to(PUPILS, methods=("GET", "POST"), first_things=True)
def age(request: HttpRequest) -> HttpResponse:
    """Asked once of a student whose age nobody has told (ACC-07); whole years, never a date."""
    viewer = viewer_of(request)
    person = people.find_person(viewer.code) if viewer else None
    if viewer is None or person is None or viewer.role != "student" or viewer.age_known:
        return HttpResponseRedirect(landing(viewer) if viewer else "/")
    form = Age(request.POST or None)
    if request.method == "POST" and form.is_valid():
        accounts.set_age(person=person, age=form.cleaned_data["age"], by=viewer.code, now=now_of(request))
        return HttpResponseRedirect(landing(people.again(viewer)))
    return render(
        request, "sign_in/children/age.html", {"form": form, "name": viewer.name, "submit": _("Go on")}, status=400 if form.errors else 200
    )
