"""The letter to families (PAR-07): what is kept is printed from the rows handed in; one page where it fits."""

import re
from dataclasses import replace

import pytest

from homeroom.kit.pdf.document import PageSize
from homeroom.sections.papers.letter import FamilyLetter, Kept, Tools, WayIn, family_letter
from homeroom.testing.paper import Page, pages_of
from homeroom.testing.promises import promise

KEPT = (
    Kept("Name and age", "to greet your child", "Your child, own teachers", "while in the class"),
    Kept("Secret pictures", "to sign in without a password", "Your child, own teachers", "while in the class"),
    Kept("Programs", "so that work can go on another day", "Your child, own teachers", "until deleted"),
)
LETTER = FamilyLetter(
    school="Riverside School",
    section="5B",
    teacher="Ada Lovelace",
    privacy_contact="privacy@riverside.example",
    run_by="Riverside School District",
    site="homeroom.example.org",
    card_page="homeroom.example.org/card",
    privacy_page="homeroom.example.org/privacy/data",
    way_in="pictures",
    kept=KEPT,
    tools=Tools(("A maze", "Drawing with a turtle"), only_blocks=True),
    language="en",
)


def drawn_pages(letter: FamilyLetter) -> list[Page]:
    return pages_of(family_letter(letter, compress=False))


def told(letter: FamilyLetter) -> str:
    return " ".join(line.said for page in drawn_pages(letter) for line in page.lines)


@promise(
    "PAR-07",
    breaks="homeroom.sections.papers.letter.family_letter",
    careless=lambda real: lambda letter, **more: real(replace(letter, kept=letter.kept[:1]), **more),
)
def test_every_row_that_is_kept_is_printed_with_its_purpose_readers_and_time() -> None:
    words = told(LETTER)

    for row in KEPT:
        assert all(part in words for part in (row.what, row.why, row.seen_by, row.how_long))
    assert told(replace(LETTER, kept=KEPT[:1])).count("Secret pictures") == 0


@promise(
    "PAR-07",
    breaks="homeroom.sections.papers.letter.family_letter",
    careless=lambda real: lambda letter, **more: real(replace(letter, tools=Tools((), only_blocks=True)), **more),
)
def test_it_names_the_tools_of_the_class_and_what_a_child_can_put_in() -> None:
    assert "The class works with: A maze, Drawing with a turtle. Programs are put together from blocks there" in told(LETTER)
    written = told(replace(LETTER, tools=Tools(("A web page",), only_blocks=False)))
    assert "The class works with: A web page. Words, pictures and sounds" in written
    assert "from blocks there" not in written


def test_it_says_whom_to_ask_and_what_families_can_decide() -> None:
    words = told(LETTER)

    for part in ("Ada Lovelace", "privacy@riverside.example", "homeroom.example.org/privacy/data", "Riverside School District"):
        assert part in words
    assert re.search(r"see what is kept.*copy.*corrected.*deleted", words)
    assert re.search("No email address.*photo.*No advertising", words)


@pytest.mark.parametrize(
    ("way_in", "sentence"), [("pictures", "at school only"), ("words", "the secret words work"), ("password", "username")]
)
def test_it_tells_how_this_class_signs_in_at_home(way_in: WayIn, sentence: str) -> None:
    assert sentence in told(replace(LETTER, way_in=way_in))


@pytest.mark.parametrize("with_slip", [False, True])
@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_it_fits_one_page(language: str, size: PageSize, with_slip: bool) -> None:
    six = tuple(replace(row, what=f"{row.what} {n}") for n in range(2) for row in KEPT)
    (page,) = drawn_pages(replace(LETTER, language=language, size=size, with_slip=with_slip, kept=six))

    assert min(line.y for line in page.lines) > 25
    assert min(line.size for line in page.lines) >= 7.9, "small print is not for families"


def test_a_long_list_goes_on_over_more_pages_at_the_size_that_reads_best_and_loses_no_row() -> None:
    many = tuple(Kept(f"Kind {n}", "for a reason that takes some words to tell", "own teachers", "one year") for n in range(60))
    pages = drawn_pages(replace(LETTER, kept=many, with_slip=True))
    words = [line.said for page in pages for line in page.lines]

    assert len(pages) > 1
    assert [word for word in words if word.startswith("Kind ")] == [row.what for row in many]
    assert all(25 < line.y < page.height for page in pages for line in page.lines)


def test_a_slip_to_cut_off_is_there_only_if_asked_for() -> None:
    assert "signature" not in told(LETTER)
    assert "signature" in told(replace(LETTER, with_slip=True))


def test_an_arabic_letter_begins_at_the_right() -> None:
    (page,) = drawn_pages(replace(LETTER, language="ar", teacher="آدا"))
    teacher = next(line for line in page.lines if line.said == "آدا")

    assert teacher.x > page.width / 2
    assert teacher.drawn == "ادآ"


def test_the_same_letter_is_the_same_bytes() -> None:
    assert family_letter(LETTER) == family_letter(LETTER)


@pytest.mark.parametrize("rows", range(9, 26))
def test_no_heading_stands_alone_at_the_foot_of_a_page(rows: int) -> None:
    for page in drawn_pages(replace(LETTER, kept=KEPT[:1] * rows))[:-1]:
        assert page.lines[-1].said not in ("What you can decide", "Signing in at home", "Whom to ask", "What we do not do")
