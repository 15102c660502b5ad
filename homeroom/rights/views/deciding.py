"""Administrators look at requests: who asks, then done or refused with a reason (RIGHTS-01, RIGHTS-09, DEL-04)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from homeroom.accounts import queries as people
from homeroom.kit.declare import ADMINISTRATORS
from homeroom.kit.errors import NotFound, Refused
from homeroom.kit.http import now_of, open_to, viewer_of
from homeroom.kit.http.frame import sentence_of
from homeroom.rights import actions, queries
from homeroom.rights.forms import KINDS_IN_WORDS, STATES_IN_WORDS, Check, Decide
from homeroom.rights.rules import AFTER, urgency

if TYPE_CHECKING:
    import datetime

    from django.http import HttpRequest, HttpResponse

    from homeroom.accounts.models import Person
    from homeroom.rights.models import Request

#: Answered requests that the page still shows.
ANSWERED = 20


def _line(one: Request, today: datetime.date) -> dict[str, object]:
    return {
        "request": one,
        "kind": KINDS_IN_WORDS[one.kind],
        "state": STATES_IN_WORDS[one.state],
        "urgency": urgency(one.due_on, today, is_open=one.state in queries.OPEN),
    }


@open_to(ADMINISTRATORS)
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, the first to be due first; what was answered last."""
    today = now_of(request).date()
    context = {
        "open": [_line(one, today) for one in queries.open_requests()],
        "answered": [_line(one, today) for one in queries.answered_requests(ANSWERED)],
        "title": _("Requests"),
        "page_class": "page-wide",
    }
    return render(request, "rights/queue.html", context)


@open_to(ADMINISTRATORS, methods=("GET", "POST"))
def one_request(request: HttpRequest, code: str) -> HttpResponse:
    """One request and its next step."""
    found, viewer = queries.find_request(code), viewer_of(request)
    if found is None or viewer is None:
        raise NotFound()
    step = request.POST.get("step", "")
    if step == "lift":
        actions.lift_restriction(request_id=found.pk, by=viewer.code, now=now_of(request))
        return HttpResponseRedirect(reverse("rights:request", args=(code,)))
    check, decide, status = (
        Check(request.POST if step == "check" else None),
        Decide(request.POST if step in ("done", "refused") else None),
        200,
    )
    try:
        if check.is_valid():
            person = _meant(check.cleaned_data["account"])
            actions.check_identity(request_id=found.pk, how=check.cleaned_data["how"], person=person, by=viewer.code, now=now_of(request))
            return HttpResponseRedirect(reverse("rights:request", args=(code,)))
        if decide.is_valid():
            actions.decide(
                request_id=found.pk,
                to="done" if step == "done" else "refused",
                answer=decide.cleaned_data["answer"],
                by=viewer.code,
                now=now_of(request),
            )
            return HttpResponseRedirect(reverse("rights:queue"))
    except Refused as refused:
        (check if step == "check" else decide).add_error(None, sentence_of(refused))
        status = refused.status
    if status == 200 and (check.errors or decide.errors):
        status = 400
    context = {
        **_line(found, now_of(request).date()),
        "found": found,
        "field": queries.field_in_words(found.field),
        "check": check if "checked" in AFTER[found.state] else None,  # type: ignore[index]
        "decide": decide if AFTER[found.state] else None,  # type: ignore[index]
        "is_frozen": found.kind == "restriction" and found.state == "done" and found.person is not None and found.person.frozen_at,
        "may_finish": "done" in AFTER[found.state],  # type: ignore[index]
        "title": KINDS_IN_WORDS[found.kind],
        "page_class": "page-read",
    }
    return render(request, "rights/request.html", context, status=status)


def _meant(account: str) -> Person | None:
    """The account that an administrator names; raises `Refused` when there is none."""
    typed = account.strip()
    if not typed:
        return None
    found = people.find_person(typed) or people.find_by_username(typed) or people.find_by_email(typed)
    if found is None:
        raise Refused(_("No account has this name, address or number."), status=422)
    return found
