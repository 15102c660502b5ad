"""The one door: for level pages (the page's person is the session's, or nothing is kept), and for teachers to their own pupils."""

import uuid
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.translation import gettext as _

from homeroom.curriculum import queries as curriculum
from homeroom.curriculum.catalogue import Lesson, Level
from homeroom.kit.errors import NotFound, Refused, SignedOut
from homeroom.kit.http import Viewer, viewer_of
from homeroom.sections import access as sections

if TYPE_CHECKING:
    from homeroom.sections.models import Enrolment


class AnotherPerson(Refused):
    """Somebody else signed in on this device since the page was opened; nothing was kept."""

    status, code = 409, "another-person"


def pupil_at(request: HttpRequest, person: str) -> Viewer:
    """Who works at this page. Raises `SignedOut`, or `AnotherPerson` when the page belongs to somebody else."""
    viewer = viewer_of(request)
    if viewer is None:
        raise SignedOut(_("You are signed out. Your work is kept on this device until you sign in again."))
    if viewer.code != person:
        raise AnotherPerson(_("Somebody else is signed in now. Your work is safe and comes back when you sign in again."))
    return viewer


def pupil_for(viewer: Viewer, section_code: str, student_code: str) -> "Enrolment":
    """The seat of a pupil in a class of this teacher (CLS-04); raises `NotFound`, whatever the reason."""
    return sections.enrolment_for(viewer, sections.class_or_pretend_for(viewer, section_code), student_code)


def cell_for(viewer: Viewer, section_code: str, student_code: str, level_id: uuid.UUID) -> "tuple[Enrolment, Level]":
    """One pupil at one level, for a teacher of the class in which the pupil sits; raises `NotFound`, whatever the reason."""
    seat, level = pupil_for(viewer, section_code, student_code), curriculum.find_level(level_id)
    if level is None or seat.student.frozen_at is not None:
        raise NotFound()
    return seat, level


def lesson_of(slug: str) -> Lesson:
    """A lesson by the word in its address; raises `NotFound`."""
    found = curriculum.lesson_with_slug(slug)
    if found is None:
        raise NotFound()
    return found


def level_of(*, lesson_slug: str, number: int) -> Level:
    """A level by its lesson and number; raises `NotFound`."""
    found = lesson_of(lesson_slug).level(number)
    if found is None:
        raise NotFound()
    return found


def invented_pupil_for(viewer: Viewer, section_code: str, student_code: str) -> "Enrolment":
    """An invented pupil of the pretend class that this teacher is trying; raises `NotFound`: nobody real is written for."""
    return sections.enrolment_for(viewer, sections.pretend_class_for(viewer, section_code), student_code)
