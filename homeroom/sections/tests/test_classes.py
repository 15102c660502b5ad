"""A teacher opens, changes, puts away, deletes and brings back a class (CLS-01, DEL-05..07)."""

import datetime
import uuid
from typing import Any

import pytest

from homeroom.accounts.models import Person, Session
from homeroom.audit.models import Entry
from homeroom.kit.errors import NotFound
from homeroom.sections import access, actions, queries
from homeroom.sections.models import Enrolment, Period, Section
from homeroom.testing.cast import COURSE, NOW, a_person, a_seat, a_section, signed_in, the_cast
from homeroom.testing.promises import promise

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
LESSON = uuid.UUID("5f0c3b1e-2d5a-4a51-9d0f-6f3e0b7c1a02")


def everything() -> list[Any]:
    """Every row of people and classes, as they can be compared before and after."""
    return [
        list(Person.objects.order_by("pk").values()),
        list(Section.objects.order_by("pk").values()),
        list(Enrolment.objects.order_by("pk").values()),
        list(Period.objects.order_by("pk").values()),
    ]


def test_a_new_class_has_a_link_and_a_join_code_until_the_school_year_ends() -> None:
    ada = a_person("Ada", "teacher")

    section = actions.open_section(name="5b", grade="5", course=COURSE, sign_in="pictures", teacher_id=ada.pk, by=ada.code, now=NOW)

    assert list(queries.sections_of(ada.pk)) == [section]
    assert section.link is not None
    assert section.join_code is not None
    assert queries.section_with_link(section.link) == section
    assert queries.section_with_join_code(section.join_code, datetime.date(2027, 7, 31)) == section
    assert queries.section_with_join_code(section.join_code, datetime.date(2027, 8, 1)) is None
    assert [entry.what for entry in Entry.objects.all()] == ["open_section"]


def test_a_rotated_key_opens_and_the_old_one_does_not() -> None:
    cast = the_cast()
    old_link = cast.section.link or ""
    actions.rotate_join_code(section=cast.section, by=cast.ada.code, now=NOW)
    old_join = cast.section.join_code or ""

    actions.rotate_link(section=cast.section, by=cast.ada.code, now=NOW)
    actions.rotate_join_code(section=cast.section, by=cast.ada.code, now=NOW)

    assert queries.section_with_link(old_link) is None
    assert queries.section_with_join_code(old_join, NOW.date()) is None
    assert queries.section_with_link(cast.section.link or "") == cast.section
    assert queries.section_with_join_code(cast.section.join_code or "", NOW.date()) == cast.section


def test_a_class_that_is_put_away_opens_to_nobody_and_comes_back_as_it_was() -> None:
    cast = the_cast()
    signed_in(cast.ben, seat=cast.bens_seat, way="pictures")
    before = everything()

    actions.archive_section(section=cast.section, by=cast.ada.code, now=NOW)
    assert queries.section_with_link(cast.section.link or "") is None
    assert not Session.objects.filter(person=cast.ben).exists()

    actions.unarchive_section(section=cast.section, by=cast.ada.code, now=NOW)
    assert everything() == before


def test_putting_a_class_away_ends_its_period() -> None:
    cast = the_cast()
    period = actions.start_period(section=cast.section, lesson=LESSON, teacher_id=cast.ada.pk, by=cast.ada.code, now=NOW)

    actions.archive_section(section=cast.section, by=cast.ada.code, now=NOW + DAY / 100)

    assert queries.period_with_code(period.code or "", NOW + DAY / 100) is None
    assert queries.open_period(cast.section.pk) is None


def test_deleting_says_first_what_becomes_of_each() -> None:
    cast = the_cast()
    a_seat(a_section(cast.ada, "Club"), cast.cleo)
    a_seat(cast.section, cast.dan, secret=None)

    assert {plan.seat.student.name: plan.becomes for plan in queries.deletion_plan(cast.section.pk)} == {
        "Ben": "closed",
        "Cleo": "stays",
        "Dan": "stays",
    }


@promise("DEL-05", "DEL-06", breaks="homeroom.accounts.actions.close_accounts")
def test_a_deleted_class_is_gone_at_once_and_returns_exactly() -> None:
    cast = the_cast()
    a_seat(a_section(cast.ada, "Club"), cast.cleo)
    ben, cleo = signed_in(cast.ben, seat=cast.bens_seat, way="pictures"), signed_in(cast.cleo)
    viewer = _viewer_of(cast.ada)
    before = everything()

    actions.delete_section(section=cast.section, by=cast.ada.code, now=NOW)

    with pytest.raises(NotFound):
        access.section_for(viewer, cast.section.code)
    assert queries.find_seat(cast.bens_seat.pk) is None
    assert not Session.objects.filter(person=cast.ben).exists()
    assert Session.objects.filter(person=cast.cleo).exists()
    assert Person.objects.get(pk=cast.ben.pk).state == "closed"
    assert Person.objects.get(pk=cast.cleo.pk).state == "active"
    assert ben.cookies
    assert cleo.cookies

    hidden = access.hidden_section_for(viewer, cast.section.code)
    assert actions.restore_section(section=hidden, by=cast.ada.code, now=NOW + 27 * DAY) == 1
    assert everything() == before


@promise("DEL-05", breaks="homeroom.sections.rules.leaving.may_undo", careless="says_yes")
def test_after_twenty_eight_days_nothing_brings_it_back() -> None:
    cast = the_cast()
    actions.delete_section(section=cast.section, by=cast.ada.code, now=NOW)

    assert list(queries.hidden_sections_of(cast.ada.pk, NOW + 27 * DAY)) == [cast.section]
    assert list(queries.hidden_sections_of(cast.ada.pk, NOW + 28 * DAY)) == []
    with pytest.raises(NotFound):
        actions.restore_section(section=cast.section, by=cast.ada.code, now=NOW + 28 * DAY)
    assert Person.objects.get(pk=cast.ben.pk).state == "closed"


def test_dan_does_not_bring_back_adas_class() -> None:
    cast = the_cast()
    actions.delete_section(section=cast.section, by=cast.ada.code, now=NOW)

    with pytest.raises(NotFound):
        access.hidden_section_for(_viewer_of(cast.dan), cast.section.code)


def test_who_lost_both_classes_is_back_as_soon_as_either_returns() -> None:
    cast = the_cast()
    club = a_section(cast.ada, "Club")
    a_seat(club, cast.ben)
    actions.delete_section(section=cast.section, by=cast.ada.code, now=NOW)
    assert Person.objects.get(pk=cast.ben.pk).state == "active"
    actions.delete_section(section=club, by=cast.ada.code, now=NOW + DAY)
    assert Person.objects.get(pk=cast.ben.pk).state == "closed"

    actions.restore_section(section=cast.section, by=cast.ada.code, now=NOW + 2 * DAY)

    assert Person.objects.get(pk=cast.ben.pk).state == "active"


def test_an_account_closed_for_another_reason_stays_closed() -> None:
    from homeroom.accounts.actions import close_accounts

    cast = the_cast()
    close_accounts(people=[cast.ben], because="asked", by=cast.ben.code, now=NOW - DAY)
    actions.delete_section(section=cast.section, by=cast.ada.code, now=NOW)

    actions.restore_section(section=cast.section, by=cast.ada.code, now=NOW)

    assert Person.objects.get(pk=cast.ben.pk).state == "closed"
    assert Person.objects.get(pk=cast.cleo.pk).state == "active"


def _viewer_of(person: Person) -> Any:
    from homeroom.accounts import queries as people

    client = signed_in(person)
    found = people.find_session(client.cookies[people.COOKIE].value, datetime.datetime.now(datetime.UTC))
    assert found is not None
    return found[0]
