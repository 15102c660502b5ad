"""Adding pupils: paste, look it over, done (three minutes from the sign-up to the cards)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from homeroom.accounts.queries import thresholds
from homeroom.agreements.rules import current
from homeroom.kit.declare import OWN_TEACHERS
from homeroom.kit.http import now_of, open_to
from homeroom.sections import access, actions, queries, review
from homeroom.sections.forms import PasteForm
from homeroom.sections.models import Section
from homeroom.sections.pages import frame, language_now, lessons_for
from homeroom.sections.rules.ages import age_for
from homeroom.sections.rules.names import MOST, read_names
from homeroom.sections.views.classes import teacher, to_page


@open_to(OWN_TEACHERS, methods=("GET", "POST"))
def add(request: HttpRequest, code: str) -> HttpResponse:
    """Names are pasted, then looked over on the same address, then saved. Nothing is kept between the steps but the form itself."""
    section = access.section_for(teacher(request), code)
    if request.method == "POST" and "rows" in request.POST:
        return _look_over(request, section)
    form = PasteForm(request.POST if request.method == "POST" else None, initial={"age": age_for(section.grade)})
    if form.is_valid():
        lines = read_names(form.cleaned_data["text"])
        if 0 < len(lines) <= MOST:
            return _review(request, section, review.of_lines(lines, form.cleaned_data["age"], _there(section)))
        words = (
            _("These are %(count)s lines. Up to 600 can be added at once.") % {"count": len(lines)} if lines else _("There is no name yet.")
        )
        form.add_error("text", words)
    context = frame(section, form=form, waiting=teacher(request).waiting, count=queries.seats_in(section.pk).count())
    return render(request, "sections/add.html", context, status=422 if form.is_bound else 200)


def _look_over(request: HttpRequest, section: Section) -> HttpResponse:
    viewer = teacher(request)
    found = review.of_answers(request.POST.dict(), _there(section))
    if "again" in request.POST or found.asked or not found.kept:
        return _review(request, section, found, status=422)
    declared = request.POST.get("declared", "")
    if found.needs_declaration and not declared:
        return _review(request, section, found, status=422, not_declared=True)
    actions.enrol_students(
        section=section,
        pupils=found.pupils,
        declared=declared,
        teacher_id=viewer.person_id,
        by=viewer.code,
        waiting=viewer.waiting,
        language=language_now(),
        now=now_of(request),
    )
    return to_page("ready", section, "added")


def _review(request: HttpRequest, section: Section, found: review.Review, status: int = 200, **more: Any) -> HttpResponse:
    text = current("authority", language_now())
    context = frame(
        section,
        review=found,
        agreement=text,
        consent_age=thresholds().consent,
        waiting=teacher(request).waiting,
        page_class="page-wide",
        **more,
    )
    return render(request, "sections/review.html", context, status=status)


def _there(section: Section) -> list[str]:
    return [seat.student.name for seat in queries.seats_in(section.pk)]


@open_to(OWN_TEACHERS)
def ready(request: HttpRequest, code: str) -> HttpResponse:
    """What comes next: the two papers, and Start class."""
    section = access.section_for(teacher(request), code)
    last = queries.last_period(section.pk)
    context = frame(
        section,
        count=queries.seats_in(section.pk).count(),
        lessons=lessons_for(section),
        chosen=last.lesson if last else None,
        period=queries.open_period(section.pk),
        done=request.GET.get("done", ""),
    )
    return render(request, "sections/ready.html", context)
