"""Asking about what is kept: for who is signed in, and for families (RIGHTS-01)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from homeroom.accounts.access import oneself
from homeroom.kit.declare import ANYBODY, SELF
from homeroom.kit.http import network_of, now_of, open_to
from homeroom.limits.actions import spend
from homeroom.limits.rules import CODE
from homeroom.rights import actions, queries
from homeroom.rights.forms import KINDS_IN_WORDS, STATES_IN_WORDS, Ask, AskForFamily, ReadAnswer

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@open_to(SELF, methods=("GET", "POST"))
def ask(request: HttpRequest) -> HttpResponse:
    """A request about oneself; `field` names what is to be corrected."""
    viewer, person = oneself(request)
    field = request.POST.get("field", request.GET.get("field", ""))
    called = queries.field_in_words(field)
    form = Ask(request.POST or None, initial={"kind": "change" if called else "access"})
    if request.method == "POST" and form.is_valid():
        actions.ask(
            person=person,
            kind=form.cleaned_data["kind"],
            words=form.cleaned_data["words"],
            field=field if called else "",
            weak=viewer.weak,
            by=viewer.code,
            now=now_of(request),
        )
        return HttpResponseRedirect(f"{reverse('rights:mine')}?done=asked")
    context = {
        "form": form,
        "field": field if called else "",
        "called": called,
        "days": settings.HOMEROOM_ANSWER_DAYS,
        "title": _("Ask about what is kept about me"),
        "submit": _("Send"),
        "cancel": reverse("rights:mine"),
        "page_class": "page-read",
    }
    return render(request, "rights/ask.html", context, status=400 if form.errors else 200)


@open_to(ANYBODY, methods=("GET", "POST"), task="own record")
def family(request: HttpRequest) -> HttpResponse:
    """A family asks without an account; the receipt that reads the answer is shown once."""
    form = AskForFamily(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked, receipt = actions.ask_for_family(**form.cleaned_data, network=network_of(request), now=now_of(request))
        groups = [receipt[start : start + 6] for start in range(0, len(receipt), 6)]
        context = {"request_made": asked, "groups": groups, "title": _("Your request is here"), "page_class": "page-read"}
        return render(request, "rights/received.html", context)
    context = {
        "form": form,
        "days": settings.HOMEROOM_ANSWER_DAYS,
        "title": _("A request of a family"),
        "submit": _("Send"),
        "page_class": "page-read",
    }
    return render(request, "rights/family.html", context, status=400 if form.errors else 200)


@open_to(ANYBODY, methods=("GET", "POST"), task="own record")
def answer(request: HttpRequest) -> HttpResponse:
    """What became of a family's request. Nothing but state and answer is shown to whoever has the receipt."""
    form, found = ReadAnswer(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        spend((CODE, network_of(request)), now=now_of(request))
        found = queries.request_with_receipt(actions.receipt_index(form.cleaned_data["receipt"]))
        if found is None:
            form.add_error("receipt", _("No request has this receipt. Look once more at the letters."))
    context = {
        "form": form,
        "found": found,
        "kind": KINDS_IN_WORDS[found.kind] if found else "",
        "state": STATES_IN_WORDS[found.state] if found else "",
        "title": _("What became of a request"),
        "submit": _("Show"),
        "page_class": "page-read",
    }
    return render(request, "rights/answer.html", context, status=400 if form.errors else 200)
