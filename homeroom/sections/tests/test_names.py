"""Pasted names are read from texts and spreadsheets; what is odd is asked about, nothing is thrown away silently."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from homeroom.accounts.rules import LONGEST_NAME, OLDEST, YOUNGEST, tidy_name
from homeroom.sections.review import of_answers
from homeroom.sections.rules.names import checked, read_names


def test_a_plain_list_is_one_pupil_a_line() -> None:
    assert [line.name for line in read_names("Ben\nCleo Stone\r\n\n  \nمحمد علي\u2028李小明\n")] == [
        "Ben",
        "Cleo Stone",
        "محمد علي",
        "李小明",
    ]


@pytest.mark.parametrize(
    ("typed", "name", "age"),
    [
        ("Ben, 11", "Ben", 11),
        ("Ben;11", "Ben", 11),
        ("Ben\t11", "Ben", 11),
        ("Ben\tStone\t11", "Ben Stone", 11),
        ("بن، ١١", "بن", 11),
        ("Stone, Ben", "Ben Stone", None),
        ("Stone, Ben, 11", "Ben Stone", 11),
        ('"Stone, Ben"', "Ben Stone", None),
        ("1. Ben", "Ben", None),
        ("12) Ben, 11", "Ben", 11),
        ("3\tBen\t11", "Ben", 11),
        ("• Ben", "Ben", None),
        ("- Ben", "Ben", None),
        ("7 - Ben", "Ben", None),
        ("\ufeffBen", "Ben", None),
        ("Ben \x00\x07\u202e", "Ben", None),
        ("Jean-Luc", "Jean-Luc", None),
        ("O'Neil", "O'Neil", None),
        ("Ben 🦊", "Ben 🦊", None),
    ],
)
def test_each_way_of_writing_a_line(typed: str, name: str, age: int | None) -> None:
    (line,) = read_names(typed)

    assert (line.name, line.age, line.problem) == (name, age, "")


@pytest.mark.parametrize("age", ["-3", "\u22123", "11.5", "1111", "2014-05-03", "\u0661\u0661\u00bd", "12+"])
def test_an_age_that_cannot_be_is_asked_about_and_no_part_of_the_name(age: str) -> None:
    for between in (", ", "\t", "; "):
        (line,) = read_names(f"Bar{between}{age}")

        assert (line.name, line.age, line.problem) == ("Bar", None, "age")


@pytest.mark.parametrize(
    ("typed", "problem"), [("🦊🦊", "letters"), ("x" * 71, "long"), ("Ben, 200", "age"), ("Ben, 1", "age"), ("12345", "letters")]
)
def test_what_cannot_be_is_asked_about(typed: str, problem: str) -> None:
    assert [line.problem for line in read_names(typed)] == [problem]


def test_a_long_name_is_cut_and_a_name_of_seventy_letters_is_not() -> None:
    assert read_names("x" * 70)[0].problem == ""
    assert read_names("x" * 400)[0].name == "x" * LONGEST_NAME


def test_a_heading_of_a_spreadsheet_is_nobody() -> None:
    assert [line.name for line in read_names("Name\tAge\nBen\t11")] == ["Ben"]
    assert [line.name for line in read_names("Ben\nName")] == ["Ben", "Name"]


def test_a_repeated_line_names_the_earlier_one() -> None:
    lines = read_names("Ben\nCleo\nBEN \n ｂｅｎ")

    assert [line.repeats for line in lines] == [None, None, 1, 1]


def test_what_somebody_mends_in_the_review_is_read_again() -> None:
    assert checked("  Ben  B ", " ١٢ ") == ("Ben B", 12, "")
    assert checked("Ben", "eleven") == ("Ben", None, "age")
    assert checked("", "11") == ("", 11, "letters")


@given(some.lists(some.text(), max_size=30))
def test_any_text_is_read_without_a_fault(lines: list[str]) -> None:
    for line in read_names("\n".join(lines)):
        assert line.name == tidy_name(line.name)
        assert len(line.name) <= LONGEST_NAME
        assert line.age is None or YOUNGEST <= line.age <= OLDEST
        assert line.problem or any(sign.isalpha() for sign in line.name)


@given(some.lists(some.text(alphabet=some.characters(categories=("Lu", "Ll", "Lo")), min_size=1, max_size=20), min_size=1, max_size=40))
def test_no_pupil_is_lost_or_made_up(names: list[str]) -> None:
    kept = [tidy_name(name) for name in names]
    if kept[0].casefold() in ("name", "no", "nr", "age", "edad", "first", "last"):
        return

    assert [line.name for line in read_names("\n".join(names)) if not line.problem] == kept


def test_six_hundred_lines_are_read_at_once() -> None:
    text = "\n".join(f"Pupil{number % 50} Family{number}, {5 + number % 12}" for number in range(600))

    begun = time.process_time()
    lines = read_names(text)

    assert len(lines) == 600
    assert time.process_time() - begun < 1.0


@given(
    some.dictionaries(
        some.sampled_from(["rows", "name-0", "name-1", "age-0", "age-1", "same-0", "same-1"]),
        some.one_of(some.text(max_size=12), some.sampled_from(["2", "Ben", "11", "²", "twin", "skip"])),
    )
)
def test_whatever_is_posted_as_a_review_is_looked_over_without_a_fault(posted: dict[str, str]) -> None:
    found = of_answers(posted, ["Ben"])

    assert isinstance(found.needs_declaration, bool)
    assert len(found.rows) <= 600
    if found.asked == 0:
        assert all(pupil.name and (pupil.age is None or YOUNGEST <= pupil.age <= OLDEST) for pupil in found.pupils)
