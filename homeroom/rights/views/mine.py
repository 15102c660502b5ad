"""What is kept about me: everything that is declared, with values; correct it, take it along (RIGHTS-02, RIGHTS-04, ACC-15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from homeroom.accounts import actions as accounts
from homeroom.accounts.access import oneself
from homeroom.kit.declare import ANYBODY, SELF
from homeroom.kit.errors import Refused
from homeroom.kit.http import insist_on_proof, now_of, open_to, viewer_of
from homeroom.privacy import queries as privacy
from homeroom.privacy.export import export
from homeroom.rights import access, actions, queries
from homeroom.rights.disclosed import told_to
from homeroom.rights.forms import KINDS_IN_WORDS, STATES_IN_WORDS, Correct
from homeroom.rights.rules import MOST_TOLD, SHOWN, may_correct_here, may_take_along

if TYPE_CHECKING:
    import datetime

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from homeroom.accounts.models import Person
    from homeroom.kit.declare import Audience


@open_to(ANYBODY, task="own record")
def mine(request: HttpRequest) -> HttpResponse:
    """Everything about whoever asks, table by table; who is not signed in reads that nothing is kept."""
    if viewer_of(request) is None:
        return render(request, "rights/nobody.html", {"title": _("What is kept about me"), "page_class": "page-read"})
    viewer, person = oneself(request)
    context = {
        "title": _("What is kept about me"),
        "shown": queries.kept_about(access.subject_of(person), most=SHOWN, weak=viewer.weak),
        "for_children": privacy.for_children() if person.role == "student" else [],
        "may_take_along": may_take_along(weak=viewer.weak),
        "frozen": person.frozen_at,
        "asked": [
            {"request": one, "kind": KINDS_IN_WORDS[one.kind], "state": STATES_IN_WORDS[one.state]}
            for one in queries.requests_of(person.pk)
        ],
        "done": request.GET.get("done", ""),
    }
    return render(request, "rights/mine.html", context)


@open_to(SELF)
def seen(request: HttpRequest) -> HttpResponse:
    """Who has seen, changed or handed out what is kept about whoever asks (SHR-14)."""
    _viewer, person = oneself(request)
    context = {
        "title": _("Who has seen or changed my data"),
        "told": told_to(person)[:MOST_TOLD],
        "pupil": person.role == "student",
        "page_class": "page-read",
    }
    return render(request, "rights/seen.html", context)


@open_to(SELF, methods=("GET", "POST"))
def correct(request: HttpRequest) -> HttpResponse:
    """Name and language; everything else has a page of its own or is asked for."""
    viewer, person = oneself(request)
    if not may_correct_here(weak=viewer.weak):
        raise Refused(_("Please ask your teacher to change this."), code="ask-teacher", status=403, way_on=reverse("rights:mine"))
    form = Correct(request.POST or None, initial={"name": person.name, "language": person.language})
    if request.method == "POST" and form.is_valid():
        _save(person, form, now_of(request))
        return HttpResponseRedirect(f"{reverse('rights:mine')}?done=corrected")
    context = {"form": form, "title": _("Correct what is kept about me"), "cancel": reverse("rights:mine"), "page_class": "page-read"}
    return render(request, "rights/correct.html", context, status=400 if form.errors else 200)


def _save(person: Person, form: Correct, now: datetime.datetime) -> None:
    if form.cleaned_data["name"] != person.name:
        accounts.rename(person=person, name=form.cleaned_data["name"], by=person.code, now=now)
    if form.cleaned_data["language"] != person.language:
        accounts.set_language(person_id=person.pk, language=form.cleaned_data["language"])


@open_to(SELF, methods=("GET", "POST"))
def take_along(request: HttpRequest) -> HttpResponseBase:
    """The whole record as a zip. Whoever has a password shows once more who they are; who came in by pictures asks the teacher."""
    viewer, person = oneself(request)
    if not may_take_along(weak=viewer.weak):
        raise Refused(
            _("You came in with your pictures or words. Ask your teacher: they can print everything for you and your family."),
            code="ask-teacher",
            status=403,
            way_on=reverse("rights:mine"),
        )
    if person.password:
        insist_on_proof(request, viewer)
    if request.method == "GET":
        # Where the proof leads back to: the button is pressed there.
        return redirect("rights:mine")
    actions.note_taken_along(person_id=person.pk, code=person.code, by=person.code, now=now_of(request))
    return as_file(person, now_of(request))


def as_file(person: Person, now: datetime.datetime, reader: Audience = SELF) -> StreamingHttpResponse:
    """A zip that is made while it is sent; its name says nothing about anybody."""
    found = export(access.subject_of(person), now=now, naming=queries.NAMING, reader=reader)
    answer = StreamingHttpResponse(found, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="homeroom-record-{now:%Y-%m-%d}.zip"'
    return answer
