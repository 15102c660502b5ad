"""The list of pupils, and everything that can be done with one (CLS-05)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from homeroom.accounts.rules import age_now
from homeroom.kit.declare import OWN_TEACHERS
from homeroom.kit.errors import Refused
from homeroom.kit.http import now_of, open_to
from homeroom.kit.picture_words import SECRET_PICTURES_IN_WORDS
from homeroom.limits import actions as limits
from homeroom.limits.rules import SEAT, SEAT_TIGHT
from homeroom.sections import access, actions, queries
from homeroom.sections.forms import AgeForm, MoveForm, NameForm, WayForm, way_in_words
from homeroom.sections.models import Enrolment, Section
from homeroom.sections.pages import frame, language_now
from homeroom.sections.rules.control import Deed
from homeroom.sections.rules.leaving import UNDO, may_change_account
from homeroom.sections.views.classes import teacher, to_page


@open_to(OWN_TEACHERS)
def roster(request: HttpRequest, code: str) -> HttpResponse:
    """Everybody, with the tile and the way to sign in; who left lately. The same statements for one pupil and for six hundred."""
    section = access.section_for(teacher(request), code)
    places = [
        {
            "code": place.seat.student.code,
            "shown": place.shown,
            "name": place.seat.student.name,
            "animal": place.seat.tile_animal,
            "colour": place.seat.tile_colour,
            "way": way_in_words(place.seat.sign_in),
            "age": age_now(place.seat.student.age_told, place.seat.student.age_told_in, now_of(request).date()),
        }
        for place in queries.places_in(section.pk)
    ]
    left = [{"seat": seat, "until": seat.left_at + UNDO} for seat in queries.left_seats(section.pk, now_of(request)) if seat.left_at]
    context = frame(section, places=places, left=left, done=request.GET.get("done", ""), page_class="page-wide")
    return render(request, "sections/roster.html", context)


@open_to(OWN_TEACHERS)
def pupil(request: HttpRequest, code: str, student: str) -> HttpResponse:
    """One pupil and the ways to help."""
    section, seat = _seat(request, code, student, "see")
    return render(request, "sections/pupil.html", _pupil(request, section, seat))


def _seat(request: HttpRequest, code: str, student: str, deed: Deed = "edit") -> tuple[Section, Enrolment]:
    viewer = teacher(request)
    section = access.section_for(viewer, code)
    return section, access.enrolment_for(viewer, section, student, deed)


def _pupil(request: HttpRequest, section: Section, seat: Enrolment, **more: Any) -> dict[str, Any]:
    student = seat.student
    age = age_now(student.age_told, student.age_told_in, now_of(request).date())
    waits = max(limits.must_wait(limit, str(seat.pk), now=now_of(request)) for limit in (SEAT, SEAT_TIGHT))
    context = frame(
        section,
        seat=seat,
        student=student,
        age=age,
        seat_way=way_in_words(seat.sign_in),
        may_change=may_change_account(student.role),
        name_form=NameForm(initial={"name": student.name}, auto_id="name_%s"),
        age_form=AgeForm(initial={"age": age}, auto_id="age_%s"),
        way_form=WayForm(initial={"sign_in": seat.sign_in}, auto_id="way_%s"),
        others=[one for one in queries.sections_of(teacher(request).person_id) if one.pk != section.pk and one.archived_at is None],
        locked=waits > 0,
        done=request.GET.get("done", ""),
    )
    return context | more


@open_to(OWN_TEACHERS, methods=("POST",))
def rename(request: HttpRequest, code: str, student: str) -> HttpResponse:
    """Another name."""
    section, seat = _seat(request, code, student)
    form = NameForm(request.POST, auto_id="name_%s")
    if not form.is_valid():
        return render(request, "sections/pupil.html", _pupil(request, section, seat, name_form=form), status=422)
    actions.rename_student(seat=seat, name=form.cleaned_data["name"], by=teacher(request).code, now=now_of(request))
    return to_page("pupil", section, "saved", student=student)


@open_to(OWN_TEACHERS, methods=("POST",))
def age(request: HttpRequest, code: str, student: str) -> HttpResponse:
    """Another age."""
    section, seat = _seat(request, code, student)
    form = AgeForm(request.POST, auto_id="age_%s")
    if not form.is_valid():
        return render(request, "sections/pupil.html", _pupil(request, section, seat, age_form=form), status=422)
    actions.change_age(seat=seat, age=form.cleaned_data["age"], by=teacher(request).code, now=now_of(request))
    return to_page("pupil", section, "saved", student=student)


@open_to(OWN_TEACHERS, methods=("GET",), step_up=True)
def secret(request: HttpRequest, code: str, student: str) -> HttpResponse:
    """The pupil's pictures, words or one-time password, after the teacher proved who they are; every look is noted (4b.2)."""
    section, seat = _seat(request, code, student, "see")
    actions.note_secrets_shown(section=section, seat=seat, by=teacher(request).code, now=now_of(request))
    return _secret(request, section, seat, fresh=False)


def _secret(request: HttpRequest, section: Section, seat: Enrolment, *, fresh: bool) -> HttpResponse:
    pictures = seat.sign_in in ("picture", "pictures")
    parts = [
        {"name": part, "words": SECRET_PICTURES_IN_WORDS.get(part, part) if pictures else part} for part in (seat.secret or "").split()
    ]
    context = frame(section, seat=seat, student=seat.student, parts=parts, fresh=fresh, pictures=pictures)
    return render(request, "sections/secret.html", context)


@open_to(OWN_TEACHERS, methods=("POST",), step_up=True)
def redraw(request: HttpRequest, code: str, student: str) -> HttpResponse:
    """New pictures, words or one-time password; shown on the answer (ACC-06)."""
    section, seat = _seat(request, code, student)
    actions.redraw_secret(seat=seat, language=language_now(), by=teacher(request).code, now=now_of(request))
    return _secret(request, section, seat, fresh=True)


@open_to(OWN_TEACHERS, methods=("POST",), step_up=True)
def sign_in(request: HttpRequest, code: str, student: str) -> HttpResponse:
    """Another way to sign in for this pupil alone."""
    section, seat = _seat(request, code, student)
    form = WayForm(request.POST)
    if form.is_valid():
        actions.change_sign_in(
            section=section,
            way=form.cleaned_data["sign_in"],
            language=language_now(),
            by=teacher(request).code,
            now=now_of(request),
            seat=seat,
        )
        return to_page("pupil", section, "new-way", student=student)
    return to_page("pupil", section, student=student)


@open_to(OWN_TEACHERS, methods=("POST",))
def card(request: HttpRequest, code: str, student: str) -> HttpResponse:
    """A new card; the lost one opens nothing any more."""
    section, seat = _seat(request, code, student)
    actions.replace_card(seat=seat, by=teacher(request).code, now=now_of(request))
    return to_page("pupil", section, "new-card", student=student)


@open_to(OWN_TEACHERS, methods=("POST",))
def unlock(request: HttpRequest, code: str, student: str) -> HttpResponse:
    """Wrong tries at this pupil are forgotten."""
    section, seat = _seat(request, code, student)
    actions.unlock_student(seat=seat, by=teacher(request).code, now=now_of(request))
    return to_page("pupil", section, "unlocked", student=student)


@open_to(OWN_TEACHERS, methods=("POST",))
def move(request: HttpRequest, code: str, student: str) -> HttpResponse:
    """To another own class; whose it is decides again."""
    section, seat = _seat(request, code, student)
    form = MoveForm(request.POST)
    to = access.section_for(teacher(request), form.cleaned_data["to"]) if form.is_valid() else section
    if to.pk == section.pk:
        raise Refused(_("Please choose another class."), code="same-class", status=422)
    actions.move_student(seat=seat, to=to, language=language_now(), by=teacher(request).code, now=now_of(request))
    return to_page("roster", to, "received")


@open_to(OWN_TEACHERS, methods=("GET", "POST"))
def remove(request: HttpRequest, code: str, student: str) -> HttpResponse:
    """First what it means, then out of the class at once (DEL-07)."""
    section, seat = _seat(request, code, student, "delete")
    if request.method == "POST":
        actions.remove_student(seat=seat, by=teacher(request).code, now=now_of(request))
        return to_page("roster", section, "removed")
    return render(request, "sections/remove.html", frame(section, seat=seat, plan=queries.removal_plan(seat), until=now_of(request) + UNDO))


@open_to(OWN_TEACHERS, methods=("POST",))
def restore(request: HttpRequest, code: str, student: str) -> HttpResponse:
    """Takes a removed pupil back."""
    viewer = teacher(request)
    section = access.section_for(viewer, code)
    seat = access.left_seat_for(viewer, section, student, now_of(request))
    actions.restore_student(seat=seat, by=viewer.code, now=now_of(request))
    return to_page("roster", section, "back")
