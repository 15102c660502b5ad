"""Ending one's own account, a pupil's at once, and bringing one back (DEL-01, DEL-03, DEL-04, DEL-08, DEL-12)."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from homeroom.accounts import queries as people
from homeroom.accounts.access import oneself
from homeroom.kit.crypto import mark
from homeroom.kit.declare import OWN_TEACHERS, SELF, TEACHERS
from homeroom.kit.errors import NotFound
from homeroom.kit.http import drop_cookies, insist_on_proof, now_of, open_to, viewer_of
from homeroom.rights import access
from homeroom.rights.closing import actions, queries
from homeroom.rights.closing.forms import Leave, Reason
from homeroom.rights.closing.rules import NOT_COVERED, NOTICE, way_to_close
from homeroom.sections import queries as classes
from homeroom.sections.pages import frame
from homeroom.sections.rules.leaving import UNDO

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from homeroom.accounts.models import Person
    from homeroom.rights.closing.queries import LeavingPlan


@open_to(SELF, methods=("GET", "POST"))
def close(request: HttpRequest) -> HttpResponse:
    """First what it means, by name; what is done is what was shown, else it is shown again."""
    viewer, person = oneself(request)
    if way_to_close(role=person.role, weak=viewer.weak, has_password=bool(person.password)) == "ask":
        return render(request, "rights/closing/ask.html", {"title": _("Delete my account"), "page_class": "page-read"})
    insist_on_proof(request, viewer)
    own = queries.leaving_plan(person)
    form = Leave(request.POST or None, classes=own.classes, own_code=person.code)
    if request.method == "POST" and form.is_valid():
        plan = queries.leaving_plan(person, form.handed_over)
        when = form.cleaned_data["when"]
        if request.POST.get("do") == "close" and request.POST.get("shown") == _shown(person, plan, when, form.handed_over):
            return _done(request, person, form, when)
        return _page(request, person, form, plan, shown=_shown(person, plan, when, form.handed_over), now=when == "now")
    return _page(request, person, form, own, status=400 if form.errors else 200)


def _shown(person: Person, plan: LeavingPlan, when: str, handed_over: dict[int, int]) -> str:
    """A mark of everything that the page told: classes that go, who takes which, who is closed, and when."""
    told = [when, *(one.code for one in plan.hidden), *sorted(one.code for one in plan.gone), *map(str, sorted(handed_over.items()))]
    return mark(" ".join(told), f"rights.close.{person.code}")


def _page(request: HttpRequest, person: Person, form: Leave, plan: LeavingPlan, *, status: int = 200, **more: object) -> HttpResponse:
    context = {
        "title": _("Delete my account"),
        "page_class": "page-read",
        "form": form,
        "plan": plan,
        "teaches": person.role != "student",
        "not_covered": NOT_COVERED,
        "until": now_of(request) + UNDO,
        **more,
    }
    return render(request, "rights/closing/close.html", context, status=status)


def _done(request: HttpRequest, person: Person, form: Leave, when: str) -> HttpResponse:
    now, code = now_of(request), person.code
    if when == "now":
        actions.erase_account(person=person, handed_over=form.handed_over, why="", by=code, now=now)
    else:
        actions.close_account(person=person, handed_over=form.handed_over, because="own wish", by=code, now=now)
    request.viewer = lambda: None  # type: ignore[attr-defined]
    context = {"title": _("Goodbye"), "page_class": "page-read", "code": code, "at_once": when == "now", "until": now + UNDO}
    answer = render(request, "rights/closing/goodbye.html", context)
    drop_cookies(answer)
    return answer


@open_to(OWN_TEACHERS, methods=("GET", "POST"), step_up=True)
def erase_pupil(request: HttpRequest, code: str, student: str) -> HttpResponse:
    """A pupil's account, at once and for ever, when the family or the school asks and has shown who they are."""
    viewer, seat = access.pupil_of(request, code, student, "delete")
    may = classes.removal_plan(seat).becomes == "closed"
    form = Reason(request.POST or None)
    if request.method == "POST" and may and form.is_valid():
        gone = seat.student.code
        actions.erase_pupil(seat=seat, why=form.cleaned_data["why"], by=viewer.code, now=now_of(request))
        return render(request, "rights/closing/erased.html", frame(seat.section, erased=gone))
    context = frame(seat.section, seat=seat, may=may, form=form)
    return render(request, "rights/closing/erase_pupil.html", context, status=400 if form.errors else 200)


@open_to(TEACHERS, methods=("GET", "POST"))
def ending(request: HttpRequest) -> HttpResponse:
    """Accounts that end soon because nobody uses them; for administrators also those that can still be brought back."""
    viewer = viewer_of(request)
    assert viewer is not None
    administers = viewer.role == "administrator" and viewer.second_factor
    if request.method == "POST":
        if not administers:
            raise NotFound()
        insist_on_proof(request, viewer)
        _bring_back(request.POST.get("who", ""), by=viewer.code, now=now_of(request))
        return HttpResponseRedirect(f"{reverse('rights:ending')}?done=back")
    today = now_of(request).date()
    context = {
        "title": _("Accounts that end"),
        "soon": queries.unused_soon("student", today=today, taught_by=None if administers else viewer.person_id),
        "teachers": queries.unused_soon("teacher", today=today) if administers else [],
        "closed": people.closed_after(now_of(request) - UNDO) if administers else [],
        "administers": administers,
        "days": NOTICE.days,
        "done": request.GET.get("done", ""),
    }
    return render(request, "rights/closing/ending.html", context)


def _bring_back(code: str, *, by: str, now: datetime.datetime) -> None:
    found = next((one for one in people.closed_after(now - UNDO) if one.code == code), None)
    if found is None or found.closed_at is None:
        raise NotFound()
    actions.bring_back(person_id=found.pk, closed_at=found.closed_at, by=by, now=now)
