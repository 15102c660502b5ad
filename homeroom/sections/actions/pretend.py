"""A class of invented pupils, for trying the grid before typing a name. No list, card, letter or report knows it. It lives a day."""

import datetime
import uuid
from collections.abc import Sequence

from homeroom.accounts import actions as accounts
from homeroom.audit.actions import note
from homeroom.kit.db import write
from homeroom.kit.ids import new_code
from homeroom.sections import queries
from homeroom.sections.models import Enrolment, Period, Section, SectionTeacher
from homeroom.sections.rules.tiles import deal_tiles

#: A pretend class that nobody leaves goes by itself.
LIVES = datetime.timedelta(days=1)


@write
def open_pretend_class(
    *,
    teacher_id: int,
    name: str,
    course: uuid.UUID,
    lesson: uuid.UUID,
    names: Sequence[str],
    language: str,
    by: str,
    now: datetime.datetime,
) -> Section:
    """Makes the class with its pupils and an open period; the one before, if there is one, goes. Nobody can sign in."""
    before = queries.pretend_class_of(teacher_id)
    if before is not None:
        _erase([before.pk])
    section = Section.objects.create(code=new_code(), name=name, grade="5", course=course, sign_in="pictures", pretend=True, created_at=now)
    SectionTeacher.objects.create(section=section, teacher_id=teacher_id, since=now)
    tiles = deal_tiles(names)
    for name_of_one, (animal, colour) in zip(names, tiles, strict=True):
        pupil = accounts.make_person(role="student", name=name_of_one, language=language, age=10, now=now)
        Enrolment.objects.create(section=section, student=pupil, sign_in="pictures", tile_animal=animal, tile_colour=colour, joined_at=now)
    # Without a class code: nobody comes in.
    Period.objects.create(section=section, lesson=lesson, opened_by_id=teacher_id, opened_at=now, sign_in_until=now)
    note("open_pretend_class", by=by, where=section.code, now=now)
    return section


@write
def erase_pretend_class(*, section: Section, by: str, now: datetime.datetime) -> None:
    """Nothing is left of it: its pupils were nobody."""
    if section.pretend:
        _erase([section.pk])
        note("erase_pretend_class", by=by, where=section.code, now=now)


@write
def erase_old_pretend_classes(*, now: datetime.datetime) -> int:
    """Erases pretend classes that are a day old; answers how many."""
    old = list(Section.objects.filter(pretend=True, created_at__lt=now - LIVES).values_list("pk", flat=True))
    _erase(old)
    return len(old)


def _erase(section_ids: list[int]) -> None:
    people = list(Enrolment.objects.filter(section__in=section_ids, section__pretend=True).values_list("student", flat=True))
    Section.objects.filter(pk__in=section_ids, pretend=True).delete()
    accounts.erase_invented(person_ids=people)
