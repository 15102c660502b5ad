"""Class codes cannot be guessed, join codes and user names are unique and typed back as they are kept (ACC-02, ACC-18, CLS-07)."""

import datetime
import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from homeroom.accounts.queries import username_index
from homeroom.sections.rules.codes import (
    ODDS,
    digits_needed,
    draw_class_code,
    draw_join_code,
    in_groups,
    tidy_class_code,
    tidy_join_code,
)
from homeroom.sections.rules.leaving import becomes_of
from homeroom.sections.rules.usernames import NAMELESS, base_of, draw_username
from homeroom.sections.rules.year import school_year_ends
from homeroom.testing.careless import answers
from homeroom.testing.promises import promise


@given(some.integers(0, 10_000_000))
@promise("ACC-18", "CLS-07", breaks="homeroom.sections.rules.codes.digits_needed", careless=answers(4))
def test_at_most_one_guess_in_a_hundred_thousand_opens_a_class(open_codes: int) -> None:
    assert (open_codes + 1) / 10 ** digits_needed(open_codes) <= 1 / ODDS


def test_codes_grow_when_many_classes_are_open() -> None:
    assert [digits_needed(count) for count in (0, 9, 10, 99, 100, 999)] == [6, 6, 7, 7, 8, 8]
    assert len(draw_class_code(0)) == 6


def test_a_class_code_is_read_in_any_script() -> None:
    assert tidy_class_code("٤٨٢ ٩١٣") == tidy_class_code("482-913") == tidy_class_code("４８２９１３") == "482913"
    assert [in_groups(code) for code in ("482913", "1234567", "12345678", "123456789")] == [
        "482 913",
        "123 456 7",
        "1234 5678",
        "123 456 789",
    ]


def test_a_join_code_is_typed_back_as_it_is_shown() -> None:
    code = draw_join_code()

    assert len(code) == 9
    assert tidy_join_code(in_groups(code).upper()) == code
    assert tidy_join_code("bcd-fgh jkm") == "bcdfghjkm"


_FIRST = "Ben José Zoë محمد أحمد 李小明 さくら Ольга Ελένη मीरा ชบา דוד Ødegård ßigrid İpek 🦊 123 . Jean-Luc O'Neil ﷺ ǅ Åsa Łukasz"
FIRST = _FIRST.split()


@promise(
    "ACC-02",
    breaks="homeroom.sections.rules.usernames.draw_username",
    careless=lambda real: lambda name, taken, draw=None: real(name, (), draw),
)
def test_ten_thousand_user_names_are_unique_and_found_again() -> None:
    draw = random.Random(3)
    taken: set[str] = set()
    found: set[bytes] = set()
    for number in range(10_000):
        name = f"{FIRST[number % len(FIRST)]} {chr(0x4E00 + number)}"
        username = draw_username(name, taken, draw)
        taken.add(username)
        found.add(
            username_index(unicodedata.normalize("NFC", f" {username.upper().lower()} "))
            if username.isascii()
            else username_index(f" {username} ")
        )

    assert len(taken) == 10_000
    assert len(found) == 10_000


@settings(max_examples=1_000)
@given(some.text(max_size=70))
@promise("ACC-02", breaks="homeroom.sections.rules.usernames.draw_username", careless="hands_back")
def test_any_name_gives_a_user_name_that_can_be_typed(name: str) -> None:
    username = draw_username(name, ())

    assert username == username.strip().lower()
    assert username == unicodedata.normalize("NFC", username)
    assert username[-2:].isdigit()
    assert 3 <= len(username) <= 20
    assert all(unicodedata.category(sign)[0] in "LM" or sign.isdigit() for sign in username)


@promise("ACC-02", "DAT-02", breaks="homeroom.sections.rules.usernames.parted", careless=lambda real: lambda name: (name, ""))
def test_user_names_come_from_the_first_name_alone() -> None:
    assert [base_of(name) for name in ("José Stone", "محمّد علي", "🦊", "", "李小明", "O'Neil B")] == [
        "jose",
        "محمد",
        NAMELESS,
        NAMELESS,
        "李小明",
        "oneil",
    ]


@pytest.mark.parametrize(
    ("today", "end"),
    [
        ((2026, 9, 1), (2027, 7, 31)),
        ((2026, 11, 24), (2027, 7, 31)),
        ((2027, 5, 1), (2027, 7, 31)),
        ((2027, 6, 15), (2028, 7, 31)),
        ((2027, 8, 20), (2028, 7, 31)),
    ],
)
def test_the_school_year_ends_in_july_and_never_within_two_months(today: tuple[int, int, int], end: tuple[int, int, int]) -> None:
    assert school_year_ends(datetime.date(*today)) == datetime.date(*end)


@pytest.mark.parametrize("role", ["student", "teacher"])
@pytest.mark.parametrize("other", [True, False])
@pytest.mark.parametrize("login", [True, False])
@promise("DEL-07", breaks="homeroom.sections.rules.leaving.becomes_of", careless=answers("closed"))
def test_only_a_student_with_no_other_class_and_no_login_is_closed(role: str, other: bool, login: bool) -> None:
    expected = "closed" if (role, other, login) == ("student", False, False) else "stays"

    assert becomes_of(role=role, has_other_section=other, has_own_login=login) == expected
