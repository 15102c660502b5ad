"""Versions of texts never change and stay readable; an operator's own are versions like ours (POL-01, POL-07, POL-08)."""

import datetime
import hashlib
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from homeroom.agreements import library
from homeroom.agreements.actions import TextChanged, publish
from homeroom.agreements.library import KINDS, OURS, forget_texts, problems
from homeroom.agreements.models import Version
from homeroom.agreements.queries import changed_files
from homeroom.kit.command import Stopped
from homeroom.kit.http.same import forget_pages
from homeroom.operations.keeping.doctor import examine
from homeroom.testing.careless import finds_nothing, leaves_out
from homeroom.testing.cast import NOW
from homeroom.testing.promises import promise

TODAY = datetime.datetime.now(datetime.UTC).date()


@pytest.fixture
def own(tmp_path: Path, settings: Any) -> Path:
    """A school's own policy and terms, in Spanish first: the policy has changed in a way that matters."""
    for name, text in (
        ("policy.1001.es.md", "Nuestra política\n\nEscribe a {contact}.\n"),
        ("policy.1002.es.md", "Nuestra política\n\nAhora también por carta: {post}.\n"),
        ("policy.1002.en.md", "Our policy\n\nNow by letter as well: {post}.\n"),
        ("terms.1001.es.md", "Nuestras reglas\n\n- Una regla.\n"),
    ):
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "versions.toml").write_text(
        'reference = "es"\n[policy.1001]\ndate = 2026-01-01\nmaterial = false\n'
        f'[policy.1002]\ndate = {TODAY}\nmaterial = true\nchanged = {{es = "También por carta.", en = "By letter as well."}}\n'
        "[terms.1001]\ndate = 2026-01-01\nmaterial = false\n",
        "utf-8",
    )
    settings.HOMEROOM_TEXTS = tmp_path
    return tmp_path


def test_a_text_that_was_released_has_not_changed() -> None:
    """As `sha256sum -c` would say; every text of ours is released."""
    lines = (OURS / "digests.sha256").read_text("utf-8").splitlines()
    kept = {name: digest for digest, name in (line.split("  ") for line in lines)}

    assert kept == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in OURS.glob("*.md")}
    assert list(problems(OURS)) == []


@promise("POL-01", breaks="homeroom.agreements.library.locked", careless=lambda real: lambda folder: {})
def test_who_changes_a_released_text_is_told(tmp_path: Path) -> None:
    for path in OURS.iterdir():
        shutil.copy(path, tmp_path)
    shown = tmp_path / "terms.1.en.md"
    shown.write_text(shown.read_text("utf-8") + "And one thing more.\n", "utf-8")

    assert [one for one in problems(tmp_path) if "was changed after its release" in one] == [
        "terms.1.en.md was changed after its release: put the old words back and write a new version"
    ]
    shown.unlink()
    assert any("terms.1.en.md was released and is gone" in one for one in problems(tmp_path))


@pytest.mark.django_db
@promise("POL-01", breaks="homeroom.agreements.library.versions", careless=finds_nothing)
def test_earlier_versions_stay_readable_with_date_and_the_terms_beside_them(own: Path) -> None:
    eve = Client()

    page = eve.get("/es/privacy/policy/").content.decode()
    assert "Ahora también por carta" in page
    assert 'href="/es/agreements/policy/1001/"' in page
    assert 'href="/es/agreements/policy/1/"' in page
    assert 'href="/es/agreements/terms/"' in page
    assert str(TODAY.year) in page

    before = eve.get("/es/agreements/policy/1001/").content.decode()
    assert "Escribe a privacy@school.example" in before
    assert "Nuestra política" in before
    assert eve.get("/es/agreements/policy/7/").status_code == 404
    assert eve.get("/es/agreements/poem/").status_code == 404


@pytest.mark.django_db
@promise("POL-07", breaks="homeroom.agreements.views.render", careless=leaves_out("this language decides", "This is a translation"))
def test_the_language_that_decides_is_marked(own: Path) -> None:
    ours = Client().get("/en/agreements/dpa/").content.decode()
    assert "If translations differ, this language decides." in ours

    theirs = Client().get("/en/privacy/policy/").content.decode()
    assert "This is a translation. If it differs, the version in the language of reference decides:" in theirs
    assert 'href="/es/privacy/policy/" lang="es"' in theirs


@pytest.mark.django_db
def test_our_texts_are_there_in_every_language_and_say_who_is_meant(settings: Any) -> None:
    settings.HOMEROOM_OPERATOR, settings.PRIVACY_POST, settings.HOMEROOM_COUNTRY = "Hill School", "Hill 1, 1000 Town", "Spain"
    for language in ("en", "es", "ar"):
        for kind in KINDS:
            forget_pages()
            page = Client().get(f"/{language}/agreements/{kind}/").content.decode()
            assert "{" not in page[page.index('class="document') : page.index("SHA-256")]
        page = Client().get(f"/{language}/privacy/policy/").content.decode()
        for said in ("Hill School", "Hill 1, 1000 Town", "Spain", "privacy@school.example"):
            assert said in page


@pytest.mark.django_db
@promise("POL-08", breaks="homeroom.agreements.queries.places", careless=lambda real: lambda: real() | {"contact": "", "post": ""})
def test_the_policy_names_an_address_for_mail_and_one_for_letters(settings: Any) -> None:
    settings.PRIVACY_POST = "Hill 1, 1000 Town"

    document = Client().get("/en/privacy/policy/").content.decode().partition('class="document')[2].partition("About this text")[0]

    assert "By mail: privacy@school.example" in document
    assert "By post: Hill 1, 1000 Town" in document
    assert {one.what: one.grade for one in examine(now=NOW)}["address for letters about privacy: Hill 1, 1000 Town"] == "well"
    settings.PRIVACY_POST = ""
    assert any(one.to_do.startswith("Set PRIVACY_POST") for one in examine(now=NOW))


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("poem.1001.en.md", "A\n\nb\n", "no name of a text"),
        ("policy.3.en.md", "A\n\nb\n", "own texts are numbered from 1001 on"),
        ("terms.1001.es.md", "Sin texto\n", "says nothing"),
        ("terms.1001.es.md", "A\n\n{nobody}\n", "leaves {nobody} open"),
        ("letter.1001.en.md", "A\n\nb\n", "is not there in es"),
        ("policy.1003.es.md", "A\n\nb\n", "has no date and material"),
    ],
)
def test_what_is_wrong_with_own_texts_is_said(own: Path, file: str, text: str, said: str) -> None:
    assert list(problems(own)) == []
    (own / file).write_text(text, "utf-8")

    assert [one for one in problems(own) if said in one]
    with pytest.raises(library.TextsUnusable):
        library.read(own)


def test_own_texts_come_before_ours_and_ours_stay_for_the_rest(own: Path) -> None:
    assert library.current("policy", "ar").text.startswith("Nuestra política")
    assert library.current("dpa", "ar").number == 1
    assert [text.shown_number for text in library.versions("policy", "es")] == [2, 1, 1]


def test_a_release_locks_what_is_written_and_nothing_before_it(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("agreements", "check", str(own))
    assert "Not released yet" in capsys.readouterr().out
    call_command("agreements", "release", str(own))
    assert "Not released yet" not in capsys.readouterr().out

    (own / "policy.1001.es.md").write_text("Otra\n\nOtra.\n", "utf-8")

    with pytest.raises(Stopped, match="changed after its release"):
        call_command("agreements", "release", str(own))


@pytest.mark.django_db
def test_every_version_is_kept_and_a_changed_file_turns_doctor_red(own: Path) -> None:
    assert publish(now=NOW) == Version.objects.count() > 15
    assert publish(now=NOW) == 0
    assert list(changed_files()) == []

    (own / "policy.1001.es.md").write_text("Otra\n\nOtra.\n", "utf-8")
    forget_texts()

    assert list(changed_files()) == ["policy.1001.es"]
    assert "wrong" in {one.grade for one in examine(now=NOW) if one.what.startswith("policy and agreements")}
    with pytest.raises(TextChanged):
        publish(now=NOW)


def test_every_purpose_is_named_by_a_version_of_our_policy() -> None:
    from homeroom.kit.declare.kinds import PURPOSES

    told = tomllib.loads((OURS / "versions.toml").read_text("utf-8"))
    named = {purpose for facts in told["policy"].values() for purpose in facts["purposes"]}
    assert named == set(PURPOSES)
