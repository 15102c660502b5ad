"""The public page of promises: every built one with its sentence and its tests, in every language, small enough for a phone."""

import gzip
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from homeroom.kit.http.same import forget_pages
from homeroom.privacy import checked_by, ledger, promised

ROOT = Path(settings.HERE)
#: Bytes of the page as it is sent, compressed.
MOST = 24_000


@pytest.fixture(autouse=True)
def fresh_pages() -> Iterator[None]:
    forget_pages()
    yield
    forget_pages()


def shown(client: Client, language: str = "en") -> str:
    answer = client.get(f"/{language}/privacy/promises/")
    assert answer.status_code == 200
    assert not answer.cookies
    return html.unescape(re.sub(r"\s+", " ", answer.content.decode()))


def came_to(place: Path, word: str, *but: str) -> None:
    """As if all tests of this version had run."""
    found = {row.name: {"a": {"sqlite": "failed" if row.name in but else word}} for row in promised.book().promises}
    (place / "build").mkdir()
    (place / "build" / "proofs.json").write_text(json.dumps({"commit": ledger.commit_of(ROOT), "promises": found}))


def test_every_promise_that_is_built_has_a_test() -> None:
    tests = checked_by.scan(ROOT)
    states = {row.name: row.state for row in promised.book().promises}

    assert sorted(name for name, state in states.items() if state == "built" and name not in tests) == []
    assert tests.keys() <= states.keys()
    assert [name for found in tests.values() for name in found if re.search(r"[\n;{]", name.replace("${", ""))] == []


def test_the_page_says_each_promise_and_names_its_tests(client: Client) -> None:
    page = shown(client)
    built = [row for row in promised.book().promises if row.state == "built"]

    assert all(f'id="{row.name}">{row.says}' in page for row in built)
    assert all(f"Still to come: {row.partly}." in page for row in built if row.partly)
    assert "<li>a renamed field changes the page</li>" in page
    assert f"{len(built)} promises are kept by the program itself" in page
    assert page.count("<details>") == len(built)


@pytest.mark.parametrize(("language", "words"), [("es", "Lo que prometemos"), ("ar", "ما نَعِد به")])
def test_it_is_there_in_every_language(client: Client, language: str, words: str) -> None:
    page = shown(client, language)

    assert words in page
    assert not [row.name for row in promised.book().promises if row.says and row.says in page]


def test_what_is_not_proven_on_this_version_is_marked(client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert promised.book().promises
    checked_by.tests_by_promise.cache_clear()
    monkeypatch.setattr(ledger, "commit_of", lambda clone, real=ledger.commit_of: real(ROOT))
    monkeypatch.setattr(settings, "HERE", tmp_path)
    assert "is not noted here" in shown(client)

    forget_pages()
    came_to(tmp_path, "passed", "DAT-03")

    page = shown(client)
    assert page.count("Not proven on this version.") == 1
    assert "1 of them is not proven on this version" in page
    assert "A password is kept as a slow hash only. <strong>Not proven" in page
    checked_by.tests_by_promise.cache_clear()


def test_when_all_tests_have_passed_the_page_says_so(client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert promised.book().promises
    monkeypatch.setattr(ledger, "commit_of", lambda clone, real=ledger.commit_of: real(ROOT))
    monkeypatch.setattr(settings, "HERE", tmp_path)
    came_to(tmp_path, "passed")

    assert "All of these tests have passed on this very version." in shown(client)
    checked_by.tests_by_promise.cache_clear()


def test_it_is_small_enough_for_a_phone(client: Client) -> None:
    assert len(gzip.compress(client.get("/ar/privacy/promises/").content)) < MOST


def test_tests_are_found_by_mark_and_by_title(tmp_path: Path) -> None:
    tests, journeys = tmp_path / "homeroom" / "room" / "tests", tmp_path / "tests" / "journeys"
    tests.mkdir(parents=True)
    journeys.mkdir(parents=True)
    marked = '@promise("ACC-06", "DAT-04", breaks="x.y")\n@promise("ACC-05", breaks="x.z")\ndef test_it_is_redrawn():\n    pass\n'
    (tests / "test_x.py").write_text(f"{marked}\n\ndef test_of_nothing():\n    pass\n")
    titles = (
        '"is no promise", async () => {\n  go();\n}',
        '"goes on where Eve stopped [GEN-02]", () => {}',
        '"is no promise [really]", go',
    )
    (journeys / "a.journey.test.ts").write_text("".join(f"it({title});\n" for title in titles))

    python, script = "homeroom/room/tests/test_x.py::test_it_is_redrawn", "tests/journeys/a.journey.test.ts::goes on where Eve stopped"
    assert checked_by.scan(tmp_path) == {"ACC-05": (python,), "ACC-06": (python,), "DAT-04": (python,), "GEN-02": (script,)}
    assert [checked_by.in_words(one) for one in (python, script)] == ["it is redrawn", "goes on where Eve stopped"]


def test_an_installed_service_reads_what_it_carries(tmp_path: Path) -> None:
    (tmp_path / "policy").mkdir()
    (tmp_path / "policy" / "checked_by.json").write_text('{"ACC-06": ["a::test_b"]}')
    checked_by.tests_by_promise.cache_clear()

    assert checked_by.tests_by_promise(tmp_path) == {"ACC-06": ("a::test_b",)}
    checked_by.tests_by_promise.cache_clear()
