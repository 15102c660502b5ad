"""The texts, for everybody to read, in all their versions; what has changed, for who is signed in."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language

from homeroom.agreements import library, queries
from homeroom.agreements.actions import accept
from homeroom.agreements.principles import PRINCIPLES
from homeroom.kit.declare import SIGNED_IN, VISITORS
from homeroom.kit.errors import NotFound
from homeroom.kit.http import now_of, open_to, same_for_everybody, viewer_of


def _language() -> str:
    return get_language() or "en"


@open_to(VISITORS)
@same_for_everybody
def current(request: HttpRequest) -> HttpResponse:
    """What texts there are, each in its newest version."""
    return render(request, "agreements/current.html", {"agreements": [library.current(kind, _language()) for kind in library.kinds()]})


@open_to(VISITORS)
@same_for_everybody
def policy(request: HttpRequest) -> HttpResponse:
    """The privacy policy in force."""
    return _page(request, "policy", None)


@open_to(VISITORS)
@same_for_everybody
def text(request: HttpRequest, kind: str) -> HttpResponse:
    """One text in force."""
    return _page(request, kind, None)


@open_to(VISITORS)
@same_for_everybody
def version(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """One version of a text, also one that is not in force any more (POL-01)."""
    return _page(request, kind, number)


def _page(request: HttpRequest, kind: str, number: int | None) -> HttpResponse:
    try:
        newest = library.current(kind, _language())
        agreement = newest if number is None else library.version(kind, number, _language())
    except KeyError as missing:
        raise NotFound() from missing
    context = {
        "agreement": agreement,
        "parts": agreement.filled(queries.places()),
        "in_force": agreement.number == newest.number,
        "changed": agreement.changed_in(_language()),
        "versions": library.versions(kind, _language()),
        "reference": library.version(kind, agreement.number, agreement.reference),
    }
    return render(request, "agreements/one.html", context)


@open_to(VISITORS)
@same_for_everybody
def principles(request: HttpRequest) -> HttpResponse:
    """Eight sentences, each with what proves it (POL-10)."""
    return render(request, "agreements/principles.html", {"principles": PRINCIPLES})


@open_to(SIGNED_IN, methods=("GET", "POST"))
def changed(request: HttpRequest, kind: str) -> HttpResponse:
    """A text that has changed: what is new, and a button to agree to it or to say that it was read (POL-02, POL-04, POL-05)."""
    viewer = viewer_of(request)
    waiting = [] if viewer is None else queries.pending(viewer.person_id, viewer.role, _language())
    asked = next((one for one in waiting if one.agreement.kind == kind), None)
    if viewer is None or asked is None:
        return HttpResponseRedirect(f"/{_language()}/home/")
    if request.method == "POST":
        how = "agreed" if asked.asked == "agree" else "told"
        accept(person_id=viewer.person_id, agreement=asked.agreement, role=viewer.role, how=how, now=now_of(request))
        return HttpResponseRedirect(f"/{_language()}/home/")
    context = {
        "agreement": asked.agreement,
        "asked": asked.asked,
        "pupil": viewer.role == "student",
        "changed": asked.agreement.changed_in(_language()),
        "parts": asked.agreement.filled(queries.places()),
    }
    return render(request, "agreements/changed.html", context)
