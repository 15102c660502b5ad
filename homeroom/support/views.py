"""The desk of incidents, for administrators; and the notice, for whom it concerns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from homeroom.kit.declare import ADMINISTRATORS, SELF
from homeroom.kit.errors import NotFound
from homeroom.kit.http import now_of, open_to, viewer_of
from homeroom.support import actions, queries
from homeroom.support.forms import NewIncident, Words
from homeroom.support.rules import PARTS, time_left

if TYPE_CHECKING:
    from django.http import HttpRequest

    from homeroom.kit.http import Viewer


def _viewer(request: HttpRequest) -> Viewer:
    viewer = viewer_of(request)
    if viewer is None:
        raise NotFound()
    return viewer


@open_to(ADMINISTRATORS)
def incidents(request: HttpRequest) -> HttpResponse:
    """All of them, and the way to note a new one."""
    return render(request, "support/incidents.html", {"title": _("When something went wrong"), "incidents": queries.incidents()})


@open_to(ADMINISTRATORS, methods=("GET", "POST"), step_up=True)
def new(request: HttpRequest) -> HttpResponse:
    """Notes an incident and computes whom it concerns; nobody is told yet."""
    now = now_of(request)
    form = NewIncident(request.POST or None, initial={"known_at": now})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        made = actions.open_incident(
            known_at=told["known_at"],
            since=told["since"],
            until=told["until"],
            tables=told["tables"],
            actor=told["actor"],
            notice=form.notice(),
            by=_viewer(request).code,
            now=now,
        )
        return redirect("support:incident", made.code)
    context = {"title": _("Note what happened"), "form": form, "submit": _("See whom it concerns"), "page_class": "page-read"}
    return render(request, "kit/form.html", context, status=400 if form.errors else 200)


@open_to(ADMINISTRATORS, methods=("GET", "POST"), step_up=True)
def one(request: HttpRequest, incident: str) -> HttpResponse:
    """Whom it concerns, what the notice lacks, how much time is left; telling those concerned."""
    found, now, by = queries.find(incident), now_of(request), _viewer(request).code
    form = Words(request.POST if request.POST.get("do") == "words" else None, initial=vars(found))
    if request.method == "POST":
        match request.POST.get("do"):
            case "words" if form.is_valid():
                actions.change_words(incident=found, notice=form.notice(), by=by, now=now)
            case "tell" if not queries.missing(found):
                actions.tell(incident=found, by=by, now=now)
            case "authority":
                actions.tell_authority(incident=found, by=by, now=now)
        return redirect("support:incident", incident)
    left = time_left(found.known_at, now)
    context = {
        "title": _("Incident {code}").format(code=found.code),
        "incident": found,
        "counts": queries.counts(found),
        "kinds": queries.kinds_of(found),
        "missing": [PARTS[part] for part in queries.missing(found)],
        "form": form,
        "hours": int(left.total_seconds() // 3600),
        "page_class": "page-read",
    }
    return render(request, "support/incident.html", context)


@open_to(ADMINISTRATORS, step_up=True)
def letter(request: HttpRequest, incident: str) -> HttpResponse:
    """The notice as a text, with the addresses of the grown-ups it concerns: this service sends no mail, somebody does."""
    found = queries.find(incident)
    lines = ["; ".join(queries.addresses(found)), queries.letter(found, now_of(request)), ""]
    answer = HttpResponse("\n\n".join(lines), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="notice-{found.code}.txt"'
    return answer


@open_to(SELF, methods=("GET", "POST"))
def notice(request: HttpRequest, incident: str) -> HttpResponse:
    """What happened, when, which data, what to do, for whom it concerns, in their words."""
    viewer = _viewer(request)
    row = queries.notice_for(viewer.person_id, incident)
    if request.method == "POST":
        actions.read_notice(row=row, now=now_of(request))
        return redirect("home:home")
    context = {
        "title": _("Something went wrong"),
        "incident": row.incident,
        "kinds": queries.kinds_in_words(row.kinds),
        "pupils": queries.pupils_of(viewer.person_id, row.incident) if row.pupils else [],
        "pupils_kinds": queries.kinds_of(row.incident),
        "child": viewer.role == "student",
        "seen": row.seen_at is not None,
        "page_class": "page-read",
    }
    return render(request, "support/notice.html", context)
