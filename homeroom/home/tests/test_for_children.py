"""The policy in a child's words says everything that is declared, in sentences a child can read (POL-09); eight principles (POL-10)."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import override

from homeroom.agreements.principles import PRINCIPLES
from homeroom.curriculum.queries import Tool, tools
from homeroom.home.children import SAYINGS, kept_in_tools, stands_for, told_of
from homeroom.kit.http.same import forget_pages
from homeroom.privacy.ledger import read_ledger
from homeroom.privacy.rules import FOR_CHILDREN
from homeroom.progress.tests.pupil import level
from homeroom.testing.careless import becomes, is_empty
from homeroom.testing.promises import promise

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """The curriculum is there, and pages are made anew."""
    level(1)
    forget_pages()
    yield
    forget_pages()


@promise("POL-09", breaks="homeroom.home.children.SAYINGS", careless=becomes(()))
def test_every_declared_line_of_learning_has_a_childs_sentence() -> None:
    assert sorted(column for column in kept_in_tools() if not any(stands_for(saying, column) for saying in SAYINGS)) == []
    assert len(kept_in_tools()) > 20
    # And no sentence tells of what is not there any more.
    there = kept_in_tools()
    assert [saying.columns for saying in SAYINGS if not any(stands_for(saying, column) for column in there)] == []


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_each_tool_has_its_page(language: str) -> None:
    index = Client().get(f"/{language}/privacy/for-children/").content.decode()
    assert set(tools()) == {"maze", "drawing"}
    for lab in tools():
        assert f'href="/{language}/privacy/for-children/{lab}/"' in index
        page = Client().get(f"/{language}/privacy/for-children/{lab}/").content.decode()
        with override(language):
            assert all(str(saying.words) in page for saying in SAYINGS)
    assert Client().get(f"/{language}/privacy/for-children/rockets/").status_code == 404


def test_a_tool_with_words_and_pictures_says_so() -> None:
    plain, rich = (Tool("x", {"en": "X"}, uploads, uploads) for uploads in (False, True))

    assert any("pictures and sounds that you put" in str(words) for words in told_of(rich)[0])
    assert any("words you type" in str(words) for words in told_of(rich)[0])
    assert len(told_of(plain)[1]) == 3
    assert len(told_of(rich)[1]) == 1


def grade(text: str) -> float:
    """School years that English text asks for (Flesch and Kincaid), with syllables counted as groups of vowels."""
    sentences = [one for one in re.split(r"[.!?:]+", text) if one.strip()]
    words = re.findall(r"[A-Za-z']+", text)
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", re.sub(r"e$", "", word.lower())))) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def told_to_children() -> list[str]:
    found = [str(words) for words in FOR_CHILDREN.values()] + [str(saying.words) for saying in SAYINGS]
    for tool in tools().values():
        found += [str(words) for words in told_of(tool)[1]]
    return found


def test_a_child_can_read_it() -> None:
    """In English at most what a child of eleven reads; in all languages no sentence that is longer than a breath."""
    assert grade(" ".join(told_to_children())) < 6
    for language in ("en", "es", "ar"):
        with override(language):
            for text in told_to_children():
                longest = max(len(one.split()) for one in re.split(r"[.!?؟:]+", text))
                assert longest <= 26, f"{language}: {text}"


@promise("POL-10", breaks="homeroom.agreements.principles.PRINCIPLES", careless=is_empty)
def test_eight_principles_each_lead_to_promises_that_tests_prove() -> None:
    book = {row.name: row for row in read_ledger(Path(settings.HERE) / "policy" / "promises.toml").promises}

    page = Client().get("/en/privacy/principles/").content.decode()
    promises = Client().get("/en/privacy/promises/").content.decode()

    assert page.count('<li class="card">') == 8
    for principle in PRINCIPLES:
        assert principle.rows
        for row in principle.rows:
            assert f'href="/en/privacy/promises/#{row}"' in page
            assert book[row].state == "built"
            assert f'id="{row}"' in promises
