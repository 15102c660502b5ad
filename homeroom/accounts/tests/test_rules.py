"""Ages grow by themselves, err young, and unknown counts as under 13 (AGE-01..04)."""

import datetime

import pytest

from homeroom.accounts.rules import Thresholds, age_band, age_now, is_age, tidy_name
from homeroom.testing.careless import answers
from homeroom.testing.promises import promise

BEGINS = Thresholds(consent=13, media=16, adult=18)
NOVEMBER = datetime.date(2026, 11, 1)


@pytest.mark.parametrize(
    ("today", "age"),
    [
        (datetime.date(2026, 11, 30), 12),
        (datetime.date(2027, 10, 31), 12),
        (datetime.date(2027, 11, 1), 13),
        (datetime.date(2030, 11, 1), 16),
    ],
)
@promise(
    "AGE-03", breaks="homeroom.accounts.rules.age_now", careless=lambda real: lambda told, told_in, today: told + today.year - told_in.year
)
def test_twelve_told_in_november_is_thirteen_a_year_later_and_not_before(today: datetime.date, age: int) -> None:
    assert age_now(12, NOVEMBER, today) == age


@pytest.mark.parametrize(
    ("told", "band"),
    [(12, "child"), (13, "younger teen"), (15, "younger teen"), (16, "older teen"), (17, "older teen"), (18, "adult")],
)
@promise("AGE-02", breaks="homeroom.accounts.rules.age_now", careless=lambda real: lambda *told: real(*told) + 1)
def test_bands_begin_at_13_16_and_18(told: int, band: str) -> None:
    assert age_band(told, NOVEMBER, NOVEMBER, BEGINS) == band


@promise("AGE-04", breaks="homeroom.accounts.rules.age_now", careless=answers(13))
def test_an_unknown_age_is_a_childs() -> None:
    assert age_band(None, None, NOVEMBER, BEGINS) == "child"


@pytest.mark.parametrize(
    ("typed", "kept"), [("  Ben \t B ", "Ben B"), ("\u202eneB", "neB"), ("\x00\x07", ""), ("أحمد", "أحمد"), ("x" * 200, "x" * 70)]
)
def test_names_are_tidied(typed: str, kept: str) -> None:
    assert tidy_name(typed) == kept


@pytest.mark.parametrize(("years", "can_be"), [(2, False), (3, True), (120, True), (121, False)])
def test_an_age_is_between_three_and_a_hundred_and_twenty(years: int, can_be: bool) -> None:
    assert is_age(years) is can_be


def test_half_of_what_was_told_is_no_age_and_a_month_to_come_adds_nothing() -> None:
    month = datetime.date(2026, 11, 1)

    assert age_now(None, month, month) is None
    assert age_now(11, None, month) is None
    assert age_now(11, datetime.date(2028, 3, 1), month) == 11
    assert [age_now(11, month, day) for day in (datetime.date(2027, 10, 31), datetime.date(2027, 11, 1))] == [11, 12]


def test_the_signs_that_join_letters_of_a_name_or_keep_them_apart_are_kept() -> None:
    assert tidy_name("علی\u200cرضا") == "علی\u200cرضا"
    assert tidy_name("क्\u200dष") == "क्\u200dष"
