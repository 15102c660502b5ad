"""Whose record it is: one's own, or that of a pupil in one's own class. Missing and forbidden look alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeroom.kit.errors import NotFound
from homeroom.kit.http import viewer_of
from homeroom.privacy.subjects import Subject
from homeroom.rights.rules import may_be_printed_for_family
from homeroom.sections import access as classes

if TYPE_CHECKING:
    from django.http import HttpRequest

    from homeroom.accounts.models import Person
    from homeroom.kit.http import Viewer
    from homeroom.sections.models import Enrolment
    from homeroom.sections.rules.control import Deed


def subject_of(person: Person) -> Subject:
    """The person as the engine knows them."""
    return Subject(person.pk, person.code)


def pupil_of(request: HttpRequest, code: str, student: str, deed: Deed) -> tuple[Viewer, Enrolment]:
    """A pupil whose record this teacher may print or erase (CLS-06); raises `NotFound`."""
    viewer = viewer_of(request)
    if viewer is None:
        raise NotFound()
    seat = classes.enrolment_for(viewer, classes.section_for(viewer, code), student, deed)
    if not may_be_printed_for_family(seat.student.role):
        raise NotFound()
    return viewer, seat
