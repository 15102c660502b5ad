"""Everybody reads who has seen, changed or handed out what is kept about them (SHR-14, STF-02)."""

import ast
import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.translation import override

import homeroom
from homeroom.accounts.actions import rename
from homeroom.audit.actions import note
from homeroom.audit.rules import FORGET
from homeroom.rights.actions import note_record_saved, note_record_shown
from homeroom.rights.disclosed import DEEDS, QUIET, told_to
from homeroom.sections.actions.secrets import note_secrets_shown
from homeroom.testing.careless import finds_nothing
from homeroom.testing.cast import NOW, Cast, a_person, signed_in, the_cast
from homeroom.testing.promises import promise

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return the_cast()


@promise("SHR-14", breaks="homeroom.audit.queries.entries_about", careless=finds_nothing)
@promise("SHR-14", breaks="homeroom.rights.actions.records.note", careless="does_nothing")
def test_ben_reads_what_his_teacher_handed_out_and_the_administrator_changed(cast: Cast) -> None:
    where = cast.section.code
    note_record_shown(code=cast.ben.code, where=where, by=cast.ada.code, now=NOW)
    note_record_saved(person_id=cast.ben.pk, code=cast.ben.code, where=where, by=cast.ada.code, now=NOW)
    rename(person=cast.ben, name="Benny", by=cast.grace.code, now=NOW)

    page = signed_in(cast.ben, seat=cast.bens_seat, way="pictures").get(reverse("rights:seen")).content.decode()

    for said in ("to print for your family", "saved as a file for your family", "Ada, your teacher", "Your name was changed",
                 "an administrator of this service"):  # fmt: skip
        assert said in page
    assert "Grace" not in page


@pytest.mark.parametrize("language", ["es", "ar"])
def test_it_is_said_in_the_language_of_the_reader(cast: Cast, language: str) -> None:
    untranslated = []
    for what, deed in DEEDS.items():
        with override("en"):
            english = str(deed.words)
        with override(language):
            untranslated += [what] if str(deed.words) == english else []

    assert untranslated == []


def test_nothing_of_others_stands_there(cast: Cast) -> None:
    note_secrets_shown(section=cast.section, seat=cast.bens_seat, by=cast.ada.code, now=NOW)

    assert [one.kind for one in told_to(cast.ben)] == ["seen"]
    assert told_to(cast.cleo) == []
    assert told_to(cast.dan) == []


def test_cards_of_the_class_count_for_those_who_sat_in_it_then(cast: Cast) -> None:
    note_secrets_shown(section=cast.section, seat=None, by=cast.ada.code, now=NOW + datetime.timedelta(days=1))
    cast.cleos_seat.left_at = NOW + datetime.timedelta(hours=1)
    cast.cleos_seat.save()

    assert [one.kind for one in told_to(cast.ben)] == ["handed out"]
    assert told_to(cast.cleo) == []


def test_who_looks_into_the_tables_themselves_is_told_to_everybody_there_was(cast: Cast) -> None:
    note("open_database_shell", why="A drawing does not load", now=NOW + datetime.timedelta(days=1))
    late = a_person("Late", age=10, now=NOW + datetime.timedelta(days=2))

    for person in (cast.ben, cast.dan):
        assert [(one.kind, one.who) for one in told_to(person)] == [("seen", "the people who run the server")]
    assert told_to(late) == []


def test_who_is_no_teacher_of_ones_own_is_told_by_what_they_are(cast: Cast) -> None:
    for by in (cast.dan.code, cast.grace.code, cast.sam.code, cast.cleo.code, cast.ben.code, "", "goneaway0001"):
        note("rename", by=by, about=cast.ben.code, now=NOW)

    assert [one.who for one in told_to(cast.ben)] == [
        "somebody whose account is gone",
        "the service itself",
        "you",
        "somebody in your class",
        "somebody who works for this service",
        "an administrator of this service",
        "another teacher",
    ]


def test_what_teachers_see_in_class_is_no_disclosure(cast: Cast) -> None:
    ada = signed_in(cast.ada)
    for name in ("progress:grid", "sections:roster", "sections:now"):
        assert ada.get(reverse(name, args=[cast.section.code])).status_code == 200

    assert told_to(cast.ben) == []


def noted() -> Iterator[tuple[str, str]]:
    """Every kind of entry that our code writes, with its file."""
    for file in sorted(Path(homeroom.__file__).parent.rglob("*.py")):
        if "tests" in file.parts or "testing" in file.parts:
            continue
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "note" and call.args:
                if isinstance(call.args[0], ast.Name) and call.args[0].id == "FORGET":
                    yield FORGET, file.name
                for text in ast.walk(call.args[0]):
                    if isinstance(text, ast.Constant) and isinstance(text.value, str) and text.value.strip(":"):
                        yield text.value.partition(":")[0], file.name


def test_every_kind_of_entry_is_told_or_is_no_matter_of_its_subject() -> None:
    found = dict(noted())

    assert {what: file for what, file in found.items() if what not in DEEDS and what not in QUIET} == {}
    assert len(found) > 40
    assert not DEEDS.keys() & QUIET
