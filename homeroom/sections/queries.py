"""Reading classes, in words. Hidden classes, seats that were left and closed accounts are not there."""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from homeroom.kit.crypto import keyed_index
from homeroom.kit.db import hot_cursor
from homeroom.sections.models import Enrolment, Period, Section, SectionTeacher
from homeroom.sections.rules.leaving import UNDO, Becomes, becomes_of
from homeroom.sections.rules.order import place_of
from homeroom.sections.rules.twins import shown_names


def sections_of(teacher_id: int) -> QuerySet[Section]:
    """Classes this teacher sees, put away ones too, newest first; a pretend class is none."""
    return Section.objects.filter(
        pk__in=SectionTeacher.objects.filter(teacher=teacher_id).values("section"), hidden_at__isnull=True, pretend=False
    ).order_by("-created_at")


def pretend_class_of(teacher_id: int) -> Section | None:
    """The class of invented pupils that this teacher is trying, if any."""
    return Section.objects.filter(pk__in=SectionTeacher.objects.filter(teacher=teacher_id).values("section"), pretend=True).first()


def students_taught_by(teacher_id: int) -> QuerySet[Enrolment, int]:
    """Ids of the students in this teacher's classes; a teacher who learns in a colleague's class is among them."""
    sections = SectionTeacher.objects.filter(teacher=teacher_id, section__hidden_at__isnull=True).values("section")
    return Enrolment.objects.filter(section__in=sections, left_at__isnull=True).values_list("student", flat=True)


def teachers_of(section_id: int) -> list[int]:
    """Ids of who teaches a class, the longest first."""
    return list(SectionTeacher.objects.filter(section=section_id).order_by("since", "pk").values_list("teacher", flat=True))


def seats_in(section_id: int) -> QuerySet[Enrolment]:
    """Seats of a class with their students, in the order they joined."""
    return (
        Enrolment.objects.filter(section=section_id, left_at__isnull=True)
        .exclude(student__state="closed")
        .select_related("student")
        .order_by("joined_at", "pk")
    )


def seats_used_in(section_id: int) -> QuerySet[Enrolment]:
    """Seats of those whose data may be used: for whom it is only kept (RIGHTS-05), no list, grid or sum knows."""
    return seats_in(section_id).filter(student__frozen_at__isnull=True)


def find_seat(enrolment_id: int) -> Enrolment | None:
    """A seat that is taken, in a class that is there."""
    return (
        Enrolment.objects.filter(pk=enrolment_id, left_at__isnull=True, section__hidden_at__isnull=True)
        .exclude(student__state="closed")
        .select_related("student", "section")
        .first()
    )


def seats_of(student_id: int) -> QuerySet[Enrolment]:
    """All seats of a student, newest first."""
    return (
        Enrolment.objects.filter(
            student=student_id, left_at__isnull=True, section__hidden_at__isnull=True, section__archived_at__isnull=True
        )
        .select_related("section")
        .order_by("-joined_at")
    )


@dataclass(frozen=True)
class Stay:
    """How long somebody sat in a class."""

    id: int
    code: str
    since: datetime.datetime
    until: datetime.datetime | None


def stays_of(student_id: int) -> list[Stay]:
    """Every class somebody sits or sat in, left and hidden ones too."""
    rows = Enrolment.objects.filter(student=student_id).order_by("pk").values_list("section", "section__code", "joined_at", "left_at")
    return [Stay(*row) for row in rows]


def hold(section_id: int) -> None:
    """Makes other writes to this class wait until this action is through (PostgreSQL; on SQLite there is one writer anyway)."""
    Section.objects.select_for_update().filter(pk=section_id).values_list("pk").first()


def open_period(section_id: int) -> Period | None:
    """The period between Start class and End class, if any."""
    return Period.objects.filter(section=section_id, ended_at__isnull=True).first()


@dataclass(frozen=True)
class PeriodOpen:
    """The period between Start class and End class, as far as a poll needs it."""

    pk: int
    lesson: uuid.UUID
    opened_at: datetime.datetime


@dataclass(frozen=True)
class ClassNow:
    """A class and its open period."""

    pk: int
    course: uuid.UUID
    period: PeriodOpen | None


_CLASS_NOW = """SELECT s.id, s.course, p.id, p.lesson, p.opened_at FROM sections_section AS s
JOIN sections_sectionteacher AS t ON t.section_id = s.id
LEFT JOIN sections_period AS p ON p.section_id = s.id AND p.ended_at IS NULL
WHERE s.code = %s AND t.teacher_id = %s AND s.hidden_at IS NULL"""


def class_now(teacher_id: int, code: str) -> ClassNow | None:
    """A class of this teacher (a pretend one too) with its open period: one statement written by hand, asked every five seconds."""
    with hot_cursor() as cursor:
        cursor.execute(_CLASS_NOW, [code, teacher_id])
        row = cursor.fetchone()
    if row is None:
        return None
    section_id, course, period_id, lesson, opened_at = row
    period = None
    if period_id is not None:
        opened = opened_at if opened_at.tzinfo is not None else opened_at.replace(tzinfo=datetime.UTC)
        period = PeriodOpen(period_id, _uuid(lesson), opened)
    return ClassNow(section_id, _uuid(course), period)


def _uuid(value: uuid.UUID | str) -> uuid.UUID:
    """SQLite keeps UUIDs as text."""
    return value if isinstance(value, uuid.UUID) else uuid.UUID(value)


def last_period(section_id: int) -> Period | None:
    """The newest period, open or ended."""
    return Period.objects.filter(section=section_id).order_by("-opened_at").first()


def find_period(period_id: int) -> Period | None:
    """A period by its row."""
    return Period.objects.filter(pk=period_id).select_related("section").first()


def period_with_code(code: str, now: datetime.datetime) -> Period | None:
    """The open period whose class code this is, while it lets people in."""
    index = keyed_index(code, "sections.Period.code")
    return (
        Period.objects.filter(code_index=index, ended_at__isnull=True, sign_in_until__gt=now, section__hidden_at__isnull=True)
        .select_related("section")
        .first()
    )


def section_with_link(key: str) -> Section | None:
    """The class whose class link ends in this key."""
    return Section.objects.filter(
        link_index=keyed_index(key, "sections.Section.link"), hidden_at__isnull=True, archived_at__isnull=True
    ).first()


def section_with_join_code(code: str, today: datetime.date) -> Section | None:
    """The class with this join code, until it ends with the school year."""
    index = keyed_index(code, "sections.Section.join_code")
    return (
        Section.objects.filter(join_index=index, hidden_at__isnull=True, archived_at__isnull=True)
        .filter(Q(join_ends_on__isnull=True) | Q(join_ends_on__gte=today))
        .first()
    )


def seat_with_card(card: str, today: datetime.date) -> Enrolment | None:
    """The seat that this card opens."""
    index = keyed_index(card, "sections.Enrolment.card")
    found = Enrolment.objects.filter(card_index=index).filter(Q(card_ends_on__isnull=True) | Q(card_ends_on__gte=today)).first()
    seat = None if found is None else find_seat(found.pk)
    return None if seat is None or seat.section.archived_at is not None else seat


def section_by_id(section_id: int) -> Section | None:
    """A class that is there, by its row."""
    return Section.objects.filter(pk=section_id, hidden_at__isnull=True).first()


def left_seats(section_id: int, now: datetime.datetime) -> QuerySet[Enrolment]:
    """Seats of a class that were left so lately that it can be undone, newest first."""
    return Enrolment.objects.filter(section=section_id, left_at__gt=now - UNDO).select_related("student", "section").order_by("-left_at")


def hidden_sections_of(teacher_id: int, now: datetime.datetime) -> QuerySet[Section]:
    """Deleted classes that this teacher may still bring back."""
    taught = SectionTeacher.objects.filter(teacher=teacher_id).values("section")
    return Section.objects.filter(pk__in=taught, hidden_at__gt=now - UNDO).order_by("-hidden_at")


def hidden_until(moment: datetime.datetime, most: int) -> list[tuple[int, str]]:
    """(row id, public code) of classes that were deleted at this moment or before, the longest deleted first."""
    rows = Section.objects.filter(hidden_at__lte=moment).order_by("hidden_at", "pk")
    return list(rows.values_list("pk", "code")[:most])


def ended_until(day: datetime.date, most: int) -> list[Section]:
    """Classes whose school year ended on this day or before and that are neither put away nor on just now."""
    open_ones = Period.objects.filter(ended_at__isnull=True).values("section")
    rows = Section.objects.filter(join_ends_on__lte=day, archived_at__isnull=True, hidden_at__isnull=True, pretend=False)
    return list(rows.exclude(pk__in=open_ones).order_by("join_ends_on", "pk")[:most])


def left_or_hidden_at(student_id: int, at: datetime.datetime) -> bool:
    """Whether a student lost a place, or its class was deleted, at exactly this moment."""
    places = Enrolment.objects.filter(student=student_id)
    return places.filter(Q(left_at=at) | Q(section__hidden_at=at)).exists()


def hidden_with(teacher_id: int, at: datetime.datetime) -> list[Section]:
    """Classes of this teacher that were deleted at exactly this moment."""
    return list(Section.objects.filter(pk__in=SectionTeacher.objects.filter(teacher=teacher_id).values("section"), hidden_at=at))


def left_without_teacher(most: int) -> list[tuple[int, str]]:
    """(row id, public code) of classes that nobody teaches any more: their teachers are erased."""
    rows = Section.objects.exclude(pk__in=SectionTeacher.objects.values("section")).order_by("pk")
    return list(rows.values_list("pk", "code")[:most])


@dataclass(frozen=True)
class Plan:
    """What becomes of the student of a seat that goes away."""

    seat: Enrolment
    becomes: Becomes
    has_other_section: bool
    has_own_login: bool


def removal_plan(seat: Enrolment) -> Plan:
    """What removing this one pupil means (DEL-07)."""
    return _plan(seat, set(_elsewhere(Enrolment.objects.filter(pk=seat.pk), seat.section_id)))


def deletion_plan(section_id: int) -> list[Plan]:
    """What deleting this class means for everybody in it, in three statements however many there are."""
    elsewhere = set(_elsewhere(Enrolment.objects.filter(section=section_id, left_at__isnull=True), section_id))
    return [_plan(seat, elsewhere) for seat in seats_in(section_id)]


def deletion_plan_of(section_ids: list[int]) -> list[Plan]:
    """What deleting all of these classes together means, each student once (DEL-08)."""
    seats = Enrolment.objects.filter(section__in=section_ids, left_at__isnull=True).exclude(student__state="closed")
    elsewhere = set(_elsewhere(seats, *section_ids))
    once = {seat.student_id: seat for seat in seats.select_related("student").order_by("-joined_at", "-pk")}
    return [_plan(seat, elsewhere) for seat in reversed(once.values())]


def _plan(seat: Enrolment, elsewhere: set[int]) -> Plan:
    other = seat.student_id in elsewhere
    # A password they chose: they sign in without any class.
    own = bool(seat.student.password) and not seat.student.must_choose_password
    return Plan(seat, becomes_of(role=seat.student.role, has_other_section=other, has_own_login=own), other, own)


def _elsewhere(seats: QuerySet[Enrolment], *section_ids: int) -> QuerySet[Enrolment, int]:
    return (
        Enrolment.objects.filter(student__in=seats.values("student"), left_at__isnull=True, section__hidden_at__isnull=True)
        .exclude(section__in=section_ids)
        .values_list("student", flat=True)
    )


@dataclass(frozen=True)
class Place:
    """One pupil as the class sees them: by shown name and tile, found by the seat."""

    seat: Enrolment
    shown: str


def places_in(section_id: int) -> list[Place]:
    """Everybody in the class by the name they are shown by, sorted by it; one statement."""
    seats = list(seats_in(section_id))
    shown = shown_names([seat.student.name for seat in seats])
    return sorted(
        (Place(seat, name) for seat, name in zip(seats, shown, strict=True)), key=lambda place: (place_of(place.shown), place.seat.pk)
    )


def counts_in(section_ids: list[int]) -> dict[int, int]:
    """How many pupils each class has."""
    rows = Enrolment.objects.filter(section__in=section_ids, left_at__isnull=True).exclude(student__state="closed")
    return dict(rows.values_list("section").annotate(count=Count("pk")))


def open_periods_of(section_ids: list[int]) -> dict[int, Period]:
    """The open period of each class that has one."""
    return {period.section_id: period for period in Period.objects.filter(section__in=section_ids, ended_at__isnull=True)}
