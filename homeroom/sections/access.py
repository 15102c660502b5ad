"""The one door to classes: whose it is decides, and missing and forbidden look alike."""

import datetime

from homeroom.kit.errors import NotFound
from homeroom.kit.http import Viewer
from homeroom.sections import queries
from homeroom.sections.models import Enrolment, Section, SectionTeacher
from homeroom.sections.rules.control import Deed, may_through_class, relation_of


def section_for(viewer: Viewer, code: str) -> Section:
    """A class of this teacher by its public code; raises `NotFound`."""
    found = queries.sections_of(viewer.person_id).filter(code=code).first()
    if found is None:
        raise NotFound()
    return found


def class_or_pretend_for(viewer: Viewer, code: str) -> Section:
    """The same, and the class of invented pupils that this teacher is trying; raises `NotFound`."""
    found = queries.sections_of(viewer.person_id).filter(code=code).first() or queries.pretend_class_of(viewer.person_id)
    if found is None or found.code != code:
        raise NotFound()
    return found


def class_now_for(viewer: Viewer, code: str) -> queries.ClassNow:
    """The same for a poll: the class and its open period in one statement; raises `NotFound`."""
    found = queries.class_now(viewer.person_id, code)
    if found is None:
        raise NotFound()
    return found


def pretend_class_for(viewer: Viewer, code: str) -> Section:
    """The class of invented pupils that this teacher is trying, and no other; raises `NotFound`."""
    found = queries.pretend_class_of(viewer.person_id)
    if found is None or found.code != code:
        raise NotFound()
    return found


def enrolment_for(viewer: Viewer, section: Section, student_code: str, deed: Deed = "see") -> Enrolment:
    """The seat of a student in a class that `section_for` gave, to do this with what is kept of them (CLS-06); raises `NotFound`."""
    found = queries.seats_in(section.pk).filter(student__code=student_code).first()
    if found is None or not _may(viewer, found, section, deed):
        raise NotFound()
    found.section = section
    return found


def left_seat_for(viewer: Viewer, section: Section, student_code: str, now: datetime.datetime) -> Enrolment:
    """The seat that a student was removed from lately, in a class that `section_for` gave; raises `NotFound`."""
    found = queries.left_seats(section.pk, now).filter(student__code=student_code).first()
    if found is None or not _may(viewer, found, section, "edit"):
        raise NotFound
    return found


def _may(viewer: Viewer, seat: Enrolment, section: Section, deed: Deed) -> bool:
    teachers = queries.teachers_of(section.pk)
    relation = relation_of(
        role=viewer.role,
        is_self=viewer.person_id == seat.student_id,
        teaches=viewer.person_id in teachers,
        teaches_longest=teachers[:1] == [viewer.person_id],
        sits_here=viewer.section_id == section.pk,
    )
    return may_through_class(relation, deed)


def hidden_section_for(viewer: Viewer, code: str) -> Section:
    """A deleted class that this teacher may still bring back; raises `NotFound`."""
    found = Section.objects.filter(code=code, hidden_at__isnull=False, pk__in=_taught(viewer)).first()
    if found is None:
        raise NotFound()
    return found


def _taught(viewer: Viewer) -> list[int]:
    return list(SectionTeacher.objects.filter(teacher=viewer.person_id).values_list("section", flat=True))
