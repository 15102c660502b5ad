"""Opening, changing, putting away and deleting classes (CLS-01, DEL-05, DEL-06)."""

import datetime
import uuid

from homeroom.accounts import actions as accounts
from homeroom.audit.actions import note
from homeroom.kit.crypto import keyed_index
from homeroom.kit.db import write
from homeroom.kit.errors import NotFound
from homeroom.kit.ids import new_code, new_link_key
from homeroom.sections import queries
from homeroom.sections.actions.periods import end_at_once
from homeroom.sections.actions.returning import bring_back
from homeroom.sections.models import Enrolment, Section, SectionTeacher
from homeroom.sections.rules.ages import Way
from homeroom.sections.rules.codes import draw_join_code
from homeroom.sections.rules.leaving import may_undo
from homeroom.sections.rules.year import STAYS, is_over, school_year_ends

#: Classes of one run.
MOST = 500


@write
def open_section(*, name: str, grade: str, course: uuid.UUID, sign_in: Way, teacher_id: int, by: str, now: datetime.datetime) -> Section:
    """A new class of this teacher, with a class link, and a join code that ends with the school year. The form has checked the facts."""
    key, join = new_link_key(), _free_join_code()
    section = Section.objects.create(
        code=new_code(),
        name=name,
        grade=grade,
        course=course,
        sign_in=sign_in,
        link=key,
        link_index=keyed_index(key, "sections.Section.link"),
        join_code=join,
        join_index=keyed_index(join, "sections.Section.join_code"),
        join_ends_on=school_year_ends(now.date()),
        created_at=now,
    )
    SectionTeacher.objects.create(section=section, teacher_id=teacher_id, since=now)
    note("open_section", by=by, where=section.code, now=now)
    return section


@write
def change_section(*, section: Section, name: str, grade: str, course: uuid.UUID, by: str, now: datetime.datetime) -> None:
    """Another name, grade or course."""
    section.name, section.grade, section.course = name, grade, course
    section.save(update_fields=["name", "grade", "course"])
    note("change_section", by=by, where=section.code, now=now)


@write
def end_year_on(*, section: Section, day: datetime.date, by: str, now: datetime.datetime) -> None:
    """When the join code and all cards of the class stop working."""
    section.join_ends_on = day
    section.save(update_fields=["join_ends_on"])
    Enrolment.objects.filter(section=section, left_at__isnull=True).update(card_ends_on=day)
    note("end_year_on", by=by, where=section.code, now=now)


@write
def rotate_link(*, section: Section, by: str, now: datetime.datetime) -> None:
    """A new class link; the old one opens nothing from now on."""
    section.link = new_link_key()
    section.link_index = keyed_index(section.link, "sections.Section.link")
    section.save(update_fields=["link", "link_index"])
    note("rotate_link", by=by, where=section.code, now=now)


@write
def rotate_join_code(*, section: Section, by: str, now: datetime.datetime) -> None:
    """A new join code; the old one opens nothing from now on."""
    section.join_code = _free_join_code()
    section.join_index = keyed_index(section.join_code, "sections.Section.join_code")
    section.save(update_fields=["join_code", "join_index"])
    note("rotate_join_code", by=by, where=section.code, now=now)


@write
def archive_section(*, section: Section, by: str, now: datetime.datetime) -> None:
    """Puts a class away: nobody signs in through it any more, everything stays readable, and it can be taken out again at any time."""
    end_at_once(section=section, by=by, now=now)
    _sign_out(section)
    section.archived_at = now
    section.save(update_fields=["archived_at"])
    note("archive_section", by=by, where=section.code, now=now)


@write
def unarchive_section(*, section: Section, by: str, now: datetime.datetime) -> None:
    """Takes a class out again, as it was. If its school year is over the next one begins, or it would be put away again at once."""
    section.archived_at = None
    section.save(update_fields=["archived_at"])
    note("unarchive_section", by=by, where=section.code, now=now)
    if is_over(section.join_ends_on, now.date()):
        end_year_on(section=section, day=school_year_ends(now.date()), by=by, now=now)


def put_away_what_is_over(*, now: datetime.datetime) -> int:
    """Puts away classes whose school year is over (DAT-26), each on its own; one that is on just now waits for the next run."""
    over = queries.ended_until(now.date() - STAYS, MOST)
    for section in over:
        archive_section(section=section, by="", now=now)
    return len(over)


@write
def delete_section(*, section: Section, by: str, now: datetime.datetime) -> None:
    """Hides a class at once, and with it the students who have no other class and no login of their own (DEL-07)."""
    plan = queries.deletion_plan(section.pk)
    end_at_once(section=section, by=by, now=now)
    _sign_out(section)
    section.hidden_at = now
    section.save(update_fields=["hidden_at"])
    accounts.close_accounts(people=[one.seat.student for one in plan if one.becomes == "closed"], because="class", by=by, now=now)
    note("delete_section", by=by, where=section.code, now=now)


@write
def restore_section(*, section: Section, by: str, now: datetime.datetime) -> int:
    """Brings a deleted class back exactly as it was, within 28 days (DEL-06); answers how many accounts came back with it."""
    if section.hidden_at is None or not may_undo(section.hidden_at, now):
        raise NotFound
    students = list(Enrolment.objects.filter(section=section, left_at__isnull=True).values_list("student", flat=True))
    count = bring_back(student_ids=students, by=by, now=now)
    section.hidden_at = None
    section.save(update_fields=["hidden_at"])
    note("restore_section", by=by, where=section.code, now=now)
    return count


@write
def hand_over(*, section: Section, teacher_id: int, by: str, now: datetime.datetime) -> None:
    """Another teacher teaches the class from now on, beside whoever does already (DEL-08)."""
    _row, made = SectionTeacher.objects.get_or_create(section=section, teacher_id=teacher_id, defaults={"since": now})
    if made:
        note("hand_over_section", by=by, where=section.code, now=now)


def _free_join_code() -> str:
    while True:
        code = draw_join_code()
        if not Section.objects.filter(join_index=keyed_index(code, "sections.Section.join_code")).exists():
            return code


def _sign_out(section: Section) -> None:
    accounts.end_sessions_through(enrolment_ids=list(Enrolment.objects.filter(section=section).values_list("pk", flat=True)))
