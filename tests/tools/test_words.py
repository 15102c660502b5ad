"""Catalogues keep what translators wrote, follow the English, and say what a translation has lost."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from tools import words

GREETING = words.Entry("level.greeting", "Hello {name}", None, "")


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the Arabic catalogue of the labs will lie, in a project with nothing in it."""
    monkeypatch.setattr(words, "HERE", tmp_path)
    return tmp_path / "translations" / "ar" / "LC_MESSAGES" / "labs.po"


def translate(catalogue: Path, said: str) -> None:
    """Writes `said` as the translation of every text."""
    found = polib.pofile(str(catalogue), wrapwidth=words.WIDTH)
    for entry in found:
        entry.msgstr = said
    found.save(str(catalogue))


def test_a_translated_catalogue_that_is_up_to_date_has_no_problems(catalogue: Path) -> None:
    long = words.Entry("level.long", "{name}, " + "look at this word, " * 20, None, "")
    assert words.write("ar", "labs", [GREETING, long], only_look=False)
    translate(catalogue, "مرحبًا {name}، " + "لننظر إلى هذه الكلمة، " * 12)

    assert words.write("ar", "labs", [GREETING, long], only_look=True) == []


def test_changed_english_keeps_the_translation_and_asks_for_a_look(catalogue: Path) -> None:
    words.write("ar", "labs", [GREETING], only_look=False)
    translate(catalogue, "مرحبًا {name}")
    problems = words.write("ar", "labs", [GREETING._replace(english="Good morning {name}")], only_look=False)

    (entry,) = polib.pofile(str(catalogue))
    assert entry.fuzzy
    assert (entry.msgstr, entry.previous_msgid) == ("مرحبًا {name}", "Hello {name}")
    assert "English has changed" in problems[0]


def test_a_new_paragraph_does_not_take_the_translation_of_one_that_is_gone(catalogue: Path) -> None:
    paragraphs = [words.Entry("lesson:plan", english, None, "") for english in ("One.", "Two.", "Three.")]
    words.write("ar", "labs", paragraphs[:2], only_look=False)
    translate(catalogue, "واحد.")
    words.write("ar", "labs", paragraphs[1:], only_look=False)

    assert {entry.msgid: entry.msgstr for entry in polib.pofile(str(catalogue))} == {"Two.": "واحد.", "Three.": ""}


@pytest.mark.parametrize(
    ("english", "said", "problem"),
    [
        ("Hello {name}", "مرحبًا", "loses {name}"),
        ("Hello {name}", "مرحبًا {name", "braces do not close"),
        ("{n, plural, one {# block} other {# blocks}}", "{n, plural, one {لبنة} two {لبنتان} other {# لبنة}}", "says no few"),
        ("{way, select, up {looking up} other {at {way}}}", "{way, select, other {باتجاه}", "braces do not close"),
        ("{way, select, up {up} other {at {angle}}}", "{way, select, up {إلى الأعلى} other {جانبًا}}", "loses {angle}"),
        ("Hello %(name)s", "مرحبًا", "loses %(name)s"),
        ("Hello", "مرحبًا %(name)s", "that the English has not"),
        ("Hello", "", "is not translated"),
    ],
)
def test_what_a_translation_has_lost_is_named(english: str, said: str, problem: str) -> None:
    problems = words.problems_of(polib.POEntry(msgctxt="key", msgid=english, msgstr=said), 6)

    assert any(problem in one for one in problems)


def test_words_of_a_case_are_translated_and_no_placeholders() -> None:
    english, said = "Looking {way, select, up {up} other {at {angle}}}", "النظر {way, select, up {إلى الأعلى} other {باتجاه {angle}}}"

    assert words.problems_of(polib.POEntry(msgctxt="key", msgid=english, msgstr=said), 6) == []


def test_numbers_that_arabic_says_in_words_need_no_placeholder_and_the_others_do() -> None:
    forms = ["لا رموز", "رمز واحد", "رمزان", "%(left)s رموز", "%(left)s رمزًا", "%(left)s رمز"]
    entry = polib.POEntry(msgid="%(left)s code", msgid_plural="%(left)s codes", msgstr_plural=dict(enumerate(forms)))
    assert words.problems_of(entry, 6) == []

    entry.msgstr_plural[3] = "رموز"
    assert words.problems_of(entry, 6) == ["plural form 3 loses %(left)s: keep it in the translation"]
    del entry.msgstr_plural[5]
    assert words.problems_of(entry, 6) == ["a plural form is missing: translate every form"]
