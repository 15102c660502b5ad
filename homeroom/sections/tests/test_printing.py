"""The papers as a teacher gets them: what they say of this service, and of what it keeps."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from homeroom.audit.models import Entry
from homeroom.kit.http.same import forget_pages
from homeroom.sections.models import Section
from homeroom.testing.cast import Cast, signed_in, the_cast
from homeroom.testing.paper import pages_of

pytestmark = pytest.mark.django_db


def at(name: str, section: Section) -> str:
    return reverse(f"sections:{name}", kwargs={"code": section.code})


def paper(name: str, cast: Cast | None = None, language: str = "en") -> str:
    """What stands on Ada's paper."""
    cast = cast or the_cast()
    answer = signed_in(cast.ada).get(at(name, cast.section), {"language": language})
    assert answer.status_code == 200
    return " ".join(line.said for page in pages_of(answer.content) for line in page.lines)


def test_papers_name_school_and_operator(settings: Any) -> None:
    settings.HOMEROOM_SCHOOL, settings.HOMEROOM_OPERATOR = "Riverside School", "District 7"
    cast = the_cast()

    assert "Riverside School" in paper("cards", cast)
    assert "Riverside School" in paper("letter", cast)
    assert "This Homeroom is run by District 7." in paper("letter", cast)


def test_without_a_named_operator_the_letter_says_the_families_own_school() -> None:
    assert "This Homeroom is run by your school." in paper("letter")


def test_the_name_of_the_service_is_not_taken_for_who_runs_it(settings: Any) -> None:
    settings.HOMEROOM_NAME = "Our computer classroom"

    assert "run by Our computer" not in paper("letter")


def test_pages_say_who_runs_the_service(client: Client, settings: Any) -> None:
    forget_pages()
    settings.HOMEROOM_OPERATOR = "Riverside & District"

    told = client.get("/en/privacy/data/").content.decode()

    assert told.count("<bdi>Riverside &amp; District</bdi>") == 2
    forget_pages()


def test_families_read_what_is_kept_of_children_and_nothing_of_grown_ups() -> None:
    words = paper("letter")

    assert "What a pupil wrote." in words
    assert "Links that work once" not in words
    assert "authenticator" not in words


def test_both_papers_are_pdfs_in_either_size_and_any_language_and_cards_are_noted() -> None:
    cast = the_cast()
    ada = signed_in(cast.ada)
    for size in ("A4", "Letter", "no such size"):
        for name in ("cards", "letter"):
            answer = ada.get(at(name, cast.section), {"size": size, "language": "ar"})
            assert (answer.status_code, answer["Content-Type"], answer.content[:5]) == (200, "application/pdf", b"%PDF-")
            assert answer["Cache-Control"] == "no-store"
    assert ada.get(at("cards", cast.section), {"pupil": cast.ben.code}).status_code == 200
    assert ada.get(at("cards", cast.section), {"pupil": cast.dan.code}).status_code == 404
    assert Entry.objects.filter(what="print_cards").count() == 3
    assert Entry.objects.filter(what="show_secret", about=cast.ben.code).count() == 1
