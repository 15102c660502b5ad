"""All classes of a teacher; opening one; its settings."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from homeroom.kit.declare import OWN_TEACHERS, TEACHERS
from homeroom.kit.http import Viewer, now_of, open_to, viewer_of
from homeroom.sections import access, actions, queries
from homeroom.sections.forms import OpenForm, SectionForm, WayForm, YearForm
from homeroom.sections.models import Section
from homeroom.sections.pages import cards_of, door, frame, language_now
from homeroom.sections.rules.codes import in_groups
from homeroom.sections.rules.leaving import UNDO


def teacher(request: HttpRequest) -> Viewer:
    """Who asks; `open_to` has seen that there is somebody."""
    viewer = viewer_of(request)
    assert viewer is not None
    return viewer


def to_page(name: str, section: Section, done: str = "", **more: str) -> HttpResponseRedirect:
    """To a page of this class; `done` names the notice it shows."""
    query = f"?done={done}" if done else ""
    return HttpResponseRedirect(reverse(f"sections:{name}", kwargs={"code": section.code, **more}) + query)


@open_to(TEACHERS)
def all_classes(request: HttpRequest) -> HttpResponse:
    """Every class: open ones, those put away, and deleted ones while they can be brought back."""
    return render(request, "sections/all.html", {"page_class": "page-wide", **cards_of(teacher(request).person_id, now_of(request))})


@open_to(TEACHERS, methods=("GET", "POST"))
def new(request: HttpRequest) -> HttpResponse:
    """A class in four answers; then straight on to the names."""
    form = OpenForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        viewer = teacher(request)
        section = actions.open_section(**form.cleaned_data, teacher_id=viewer.person_id, by=viewer.code, now=now_of(request))
        return to_page("add", section)
    return render(request, "sections/new.html", {"form": form, "title": _("A new class"), "submit": _("On to the names")})


@open_to(OWN_TEACHERS, methods=("GET", "POST"))
def settings(request: HttpRequest, code: str) -> HttpResponse:
    """Name, grade, course; the way to sign in; keys; putting away and deleting."""
    viewer = teacher(request)
    section = access.section_for(viewer, code)
    before = {"name": section.name, "grade": section.grade, "course": str(section.course)}
    form = SectionForm(request.POST if request.method == "POST" else None, initial=before)
    if form.is_valid():
        actions.change_section(section=section, **form.cleaned_data, by=viewer.code, now=now_of(request))
        return to_page("settings", section, "saved")
    return render(request, "sections/settings.html", _settings(request, section, form=form), status=200 if not form.is_bound else 422)


def _settings(request: HttpRequest, section: Section, **more: Any) -> dict[str, Any]:
    context = frame(
        section,
        way_form=WayForm(initial={"sign_in": section.sign_in}),
        year_form=YearForm(initial={"day": section.join_ends_on}, today=now_of(request).date()),
        link=door(request, section.link or "") if section.link else "",
        join_code=in_groups(section.join_code or ""),
        done=request.GET.get("done", ""),
    )
    return context | more


@open_to(OWN_TEACHERS, methods=("POST",))
def year(request: HttpRequest, code: str) -> HttpResponse:
    """Another end of the school year."""
    viewer = teacher(request)
    section = access.section_for(viewer, code)
    form = YearForm(request.POST, today=now_of(request).date())
    if not form.is_valid():
        shown = SectionForm(initial={"name": section.name, "grade": section.grade, "course": str(section.course)})
        return render(request, "sections/settings.html", _settings(request, section, form=shown, year_form=form), status=422)
    actions.end_year_on(section=section, day=form.cleaned_data["day"], by=viewer.code, now=now_of(request))
    return to_page("settings", section, "saved")


@open_to(OWN_TEACHERS, methods=("POST",), step_up=True)
def sign_in(request: HttpRequest, code: str) -> HttpResponse:
    """Another way to sign in for the whole class; new secrets for all."""
    viewer = teacher(request)
    section = access.section_for(viewer, code)
    form = WayForm(request.POST)
    if form.is_valid():
        actions.change_sign_in(
            section=section, way=form.cleaned_data["sign_in"], language=language_now(), by=viewer.code, now=now_of(request)
        )
        return to_page("ready", section, "new-secrets")
    return to_page("settings", section)


@open_to(OWN_TEACHERS, methods=("POST",))
def link(request: HttpRequest, code: str) -> HttpResponse:
    """A new class link."""
    viewer = teacher(request)
    section = access.section_for(viewer, code)
    actions.rotate_link(section=section, by=viewer.code, now=now_of(request))
    return to_page("settings", section, "new-link")


@open_to(OWN_TEACHERS, methods=("POST",))
def join_code(request: HttpRequest, code: str) -> HttpResponse:
    """A new join code."""
    viewer = teacher(request)
    section = access.section_for(viewer, code)
    actions.rotate_join_code(section=section, by=viewer.code, now=now_of(request))
    return to_page("settings", section, "new-join-code")


@open_to(OWN_TEACHERS, methods=("POST",))
def unlock(request: HttpRequest, code: str) -> HttpResponse:
    """Wrong tries at the whole class are forgotten."""
    viewer = teacher(request)
    section = access.section_for(viewer, code)
    actions.unlock_section(section=section, by=viewer.code, now=now_of(request))
    return to_page("settings", section, "unlocked")


@open_to(OWN_TEACHERS, methods=("POST",))
def archive(request: HttpRequest, code: str) -> HttpResponse:
    """Puts the class away; the page it leads to offers to undo it."""
    viewer = teacher(request)
    section = access.section_for(viewer, code)
    actions.archive_section(section=section, by=viewer.code, now=now_of(request))
    return to_page("now", section, "archived")


@open_to(OWN_TEACHERS, methods=("POST",))
def unarchive(request: HttpRequest, code: str) -> HttpResponse:
    """Takes it out again."""
    viewer = teacher(request)
    section = access.section_for(viewer, code)
    actions.unarchive_section(section=section, by=viewer.code, now=now_of(request))
    return to_page("now", section, "unarchived")


@open_to(OWN_TEACHERS, methods=("GET", "POST"), step_up=True)
def delete(request: HttpRequest, code: str) -> HttpResponse:
    """First what it means for everybody in it (DEL-08), then hidden at once."""
    viewer = teacher(request)
    section = access.section_for(viewer, code)
    if request.method == "POST":
        actions.delete_section(section=section, by=viewer.code, now=now_of(request))
        return HttpResponseRedirect(reverse("sections:all") + "?done=deleted")
    plan = queries.deletion_plan(section.pk)
    context = frame(
        section,
        gone=[one for one in plan if one.becomes == "closed"],
        staying=[one for one in plan if one.becomes == "stays"],
        until=now_of(request) + UNDO,
    )
    return render(request, "sections/delete.html", context)


@open_to(TEACHERS, methods=("POST",))
def restore(request: HttpRequest, code: str) -> HttpResponse:
    """Brings a deleted class back as it was."""
    viewer = teacher(request)
    section = access.hidden_section_for(viewer, code)
    actions.restore_section(section=section, by=viewer.code, now=now_of(request))
    return to_page("now", section, "restored")
