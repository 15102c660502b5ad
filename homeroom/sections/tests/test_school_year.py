"""A class is put away four weeks after its school year, its teachers read of it before, and one click brings it back (DAT-26)."""

import datetime

import pytest

from homeroom.jobs.registry import run_due
from homeroom.sections import actions
from homeroom.sections.models import Section
from homeroom.sections.rules.year import is_over, put_away_on, school_year_ends, soon_put_away_on
from homeroom.testing.careless import answers
from homeroom.testing.cast import Cast, signed_in, the_cast
from homeroom.testing.promises import promise

pytestmark = pytest.mark.django_db
ENDS = datetime.date(2027, 7, 31)
LAST = datetime.datetime(2027, 8, 27, 23, 59, 59, tzinfo=datetime.UTC)
OVER = LAST + datetime.timedelta(seconds=1)


def ending(day: datetime.date = ENDS) -> Cast:
    cast = the_cast()
    actions.end_year_on(section=cast.section, day=day, by=cast.ada.code, now=LAST)
    return cast


def away(section: Section) -> bool:
    return Section.objects.get(pk=section.pk).archived_at is not None


@promise("DAT-26", breaks="homeroom.sections.queries.ended_until", careless=answers([]))
def test_the_job_puts_a_class_away_four_weeks_after_its_year_and_not_a_second_before() -> None:
    cast = ending()

    run_due(now=LAST)
    assert not away(cast.section)
    run_due(now=OVER + datetime.timedelta(days=1))

    assert away(cast.section)
    assert not away(cast.dans_section), "nobody said when its year ends"


def test_a_class_that_is_on_waits_and_so_does_one_that_is_deleted() -> None:
    cast = ending()
    actions.end_year_on(section=cast.dans_section, day=ENDS, by="", now=LAST)
    actions.start_period(section=cast.section, lesson=cast.section.course, teacher_id=cast.ada.pk, by="", now=OVER)
    actions.delete_section(section=cast.dans_section, by="", now=OVER)

    assert actions.put_away_what_is_over(now=OVER) == 0
    assert not away(cast.section) and not away(cast.dans_section)


@promise("DAT-26", breaks="homeroom.sections.actions.classes.is_over", careless=answers(False))
def test_one_click_brings_it_back_with_its_codes_for_the_next_year_and_it_stays() -> None:
    cast = ending()
    actions.put_away_what_is_over(now=OVER)
    cast.section.refresh_from_db()

    actions.unarchive_section(section=cast.section, by=cast.ada.code, now=OVER)

    assert actions.put_away_what_is_over(now=OVER) == 0
    assert not away(cast.section)
    cast.section.refresh_from_db()
    cast.bens_seat.refresh_from_db()
    assert cast.section.join_ends_on == cast.bens_seat.card_ends_on == school_year_ends(OVER.date())


def test_taken_out_within_its_year_nothing_else_changes() -> None:
    cast = ending()
    actions.archive_section(section=cast.section, by="", now=LAST)
    actions.unarchive_section(section=cast.section, by="", now=LAST)

    assert Section.objects.get(pk=cast.section.pk).join_ends_on == ENDS


def test_the_teacher_reads_of_it_two_weeks_before_the_year_ends_and_can_lengthen_it() -> None:
    today = datetime.datetime.now(datetime.UTC).date()
    cast = ending(today + datetime.timedelta(days=14))
    ada = signed_in(cast.ada)
    told = "this class is put away by itself"

    assert told in ada.get("/en/classes/").content.decode()
    ada.post(f"/en/classes/{cast.section.code}/settings/year/", {"day": str(today + datetime.timedelta(days=300))})
    assert told not in ada.get("/en/classes/").content.decode()
    actions.archive_section(section=cast.section, by="", now=datetime.datetime.now(datetime.UTC))
    assert "Put away on" in ada.get("/en/classes/").content.decode()


@pytest.mark.parametrize(
    ("today", "told", "over"),
    [((2027, 7, 16), False, False), ((2027, 7, 17), True, False), ((2027, 8, 27), True, False), ((2027, 8, 28), True, True)],
)
def test_the_days_of_a_year_that_ends(today: tuple[int, int, int], told: bool, over: bool) -> None:
    day = datetime.date(*today)
    assert (soon_put_away_on(ENDS, day), is_over(ENDS, day)) == (put_away_on(ENDS) if told else None, over)
    assert soon_put_away_on(None, day) is None and not is_over(None, day)
