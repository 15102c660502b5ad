"""From Start class to End class: a fresh code, twenty minutes to come in, five minutes to save."""

import datetime
import uuid

import pytest

from homeroom.accounts import actions as accounts
from homeroom.accounts import queries as people
from homeroom.kit.errors import Refused
from homeroom.sections import actions, queries
from homeroom.sections.models import Period
from homeroom.testing.cast import NOW, Cast, a_section, the_cast

pytestmark = pytest.mark.django_db
LESSON = uuid.UUID("5f0c3b1e-2d5a-4a51-9d0f-6f3e0b7c1a02")
MINUTE = datetime.timedelta(minutes=1)


def start(cast: Cast, now: datetime.datetime = NOW) -> Period:
    return actions.start_period(section=cast.section, lesson=LESSON, teacher_id=cast.ada.pk, by=cast.ada.code, now=now)


def test_the_code_lets_the_class_in_for_twenty_minutes_and_again_when_reopened() -> None:
    cast = the_cast()
    period = start(cast)
    code = period.code or ""

    assert len(code) == 6
    assert queries.period_with_code(code, NOW + 19 * MINUTE) == period
    assert queries.period_with_code(code, NOW + 20 * MINUTE) is None

    actions.reopen_sign_in(period=period, by=cast.ada.code, now=NOW + 30 * MINUTE)
    assert queries.period_with_code(code, NOW + 49 * MINUTE) == period


def test_pressed_twice_it_is_one_period() -> None:
    cast = the_cast()

    assert start(cast) == start(cast, NOW + MINUTE)
    assert Period.objects.count() == 1


def test_end_class_leaves_five_minutes_then_who_came_through_it_is_signed_out() -> None:
    cast = the_cast()
    period = start(cast)
    ben = accounts.begin_session(
        person=cast.ben, way="pictures", now=NOW, section_id=cast.section.pk, enrolment_id=cast.bens_seat.pk, period_id=period.pk
    )
    cleo = accounts.begin_session(person=cast.cleo, way="card", now=NOW, section_id=cast.section.pk, enrolment_id=cast.cleos_seat.pk)

    closes = actions.end_period(period=period, by=cast.ada.code, now=NOW + 40 * MINUTE)

    assert closes == NOW + 45 * MINUTE
    assert queries.period_with_code(period.code or "", NOW + 40 * MINUTE) is None
    assert people.find_session(ben.token, NOW + 44 * MINUTE) is not None
    assert people.find_session(ben.token, NOW + 45 * MINUTE) is None
    assert people.find_session(cleo.token, NOW + 45 * MINUTE) is not None
    assert actions.end_period(period=Period.objects.get(pk=period.pk), by=cast.ada.code, now=NOW + 44 * MINUTE) == closes


def test_the_next_period_has_another_code_and_the_old_one_is_gone_from_the_database() -> None:
    cast = the_cast()
    first = start(cast)
    old = first.code or ""
    actions.end_period(period=first, by=cast.ada.code, now=NOW + MINUTE)

    second = start(cast, NOW + 2 * MINUTE)

    assert second.pk != first.pk
    assert queries.period_with_code(second.code or "", NOW + 2 * MINUTE) == second
    assert old == second.code or queries.period_with_code(old, NOW + 2 * MINUTE) is None
    assert Period.objects.get(pk=first.pk).code is None


def test_a_forgotten_period_is_over_after_twelve_hours() -> None:
    cast = the_cast()
    period = start(cast)

    assert actions.end_forgotten_periods(now=NOW + 719 * MINUTE) == 0
    assert actions.end_forgotten_periods(now=NOW + 720 * MINUTE) == 1
    assert queries.open_period(cast.section.pk) is None
    assert start(cast, NOW + 721 * MINUTE).pk != period.pk


def test_next_morning_start_class_begins_anew_though_nobody_ended_yesterdays() -> None:
    cast = the_cast()
    yesterday = start(cast)

    today = start(cast, NOW + 24 * 60 * MINUTE)

    assert today.pk != yesterday.pk
    assert Period.objects.get(pk=yesterday.pk).ended_at is not None


def test_with_ten_classes_open_the_eleventh_has_a_longer_code() -> None:
    cast = the_cast()
    codes = []
    for number in range(11):
        section = a_section(cast.ada, str(number))
        codes.append(actions.start_period(section=section, lesson=LESSON, teacher_id=cast.ada.pk, by=cast.ada.code, now=NOW).code or "")

    assert [len(code) for code in codes] == [6] * 10 + [7]
    assert len(set(codes)) == 11


def test_a_class_that_is_put_away_does_not_start() -> None:
    cast = the_cast()
    actions.archive_section(section=cast.section, by=cast.ada.code, now=NOW)

    with pytest.raises(Refused, match="archived"):
        start(cast)
