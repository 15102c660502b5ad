"""Buckets: tries are counted before they are judged, refused together, given back one by one or all (ACC-18)."""

import datetime

import pytest

from homeroom.kit.db import write
from homeroom.kit.errors import Refused, SlowDown
from homeroom.limits.actions import give_back, give_one_back, must_wait, spend, sweep, take
from homeroom.limits.models import Bucket
from homeroom.limits.rules import Limit
from homeroom.testing.cast import NOW

pytestmark = pytest.mark.django_db
THREE, ONE = Limit("three", 3, 60), Limit("one", 1, 60)


def later(seconds: float) -> datetime.datetime:
    return NOW + datetime.timedelta(seconds=seconds)


def test_three_at_once_then_one_a_minute() -> None:
    for _ in range(3):
        spend((THREE, "x"), now=NOW)

    with pytest.raises(SlowDown) as refused:
        spend((THREE, "x"), now=NOW)
    assert refused.value.retry_after == 60
    with pytest.raises(SlowDown):
        spend((THREE, "x"), now=later(59))
    spend((THREE, "x"), now=later(60))
    spend((THREE, "y"), now=NOW)


def test_when_one_bucket_is_empty_nothing_is_taken_from_the_others() -> None:
    spend((ONE, "x"), now=NOW)

    with pytest.raises(SlowDown):
        spend((THREE, "x"), (ONE, "x"), now=NOW)
    for _ in range(3):
        spend((THREE, "x"), now=NOW)


def test_a_mark_outlives_the_refusal_of_what_it_counts() -> None:
    @write
    def wrong_try() -> None:
        spend((THREE, "x"), now=NOW)
        raise Refused(keep_marks=True)

    for _ in range(3):
        with pytest.raises(Refused):
            wrong_try()

    assert must_wait(THREE, "x", now=NOW) == 60


def test_one_given_back_leaves_the_rest_and_all_given_back_leaves_none() -> None:
    for _ in range(3):
        spend((THREE, "x"), now=NOW)

    give_one_back(THREE, "x", now=NOW)
    spend((THREE, "x"), now=NOW)
    assert must_wait(THREE, "x", now=NOW) == 60
    give_back(THREE, "x")
    assert must_wait(THREE, "x", now=NOW) == 0


def test_a_bucket_never_gets_emptier_than_empty() -> None:
    for _ in range(50):
        take(THREE, "x", now=NOW)

    assert must_wait(THREE, "x", now=NOW) == 60


def test_a_clock_that_goes_back_gives_nothing_away() -> None:
    for _ in range(3):
        spend((THREE, "x"), now=NOW)

    assert must_wait(THREE, "x", now=later(-3600)) == 60


def test_buckets_that_nobody_took_from_for_a_day_are_swept() -> None:
    spend((THREE, "x"), now=NOW)
    spend((THREE, "y"), now=later(3600))

    assert sweep(now=later(24 * 3600 + 1)) == 1
    assert Bucket.objects.count() == 1
