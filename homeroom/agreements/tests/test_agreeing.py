"""Texts are kept word for word when somebody agrees to them, and never change after that (ACC-13)."""

import dataclasses

import pytest
from django.test import Client

from homeroom.agreements.actions import TextChanged, accept
from homeroom.agreements.models import Version
from homeroom.agreements.queries import accepted
from homeroom.agreements.rules import agreements, current
from homeroom.testing.cast import NOW, a_person


@pytest.mark.django_db
def test_who_agrees_is_noted_with_the_very_words() -> None:
    ada, terms = a_person("Ada", "teacher"), current("terms", "es")

    accept(person_id=ada.pk, agreement=terms, now=NOW)

    assert accepted(ada.pk, "terms") == (terms.number, NOW)
    assert accepted(ada.pk, "terms", where="sectioncode1") is None
    assert Version.objects.get().text == terms.text


@pytest.mark.django_db
def test_words_that_were_changed_afterwards_are_noticed() -> None:
    ada, terms = a_person("Ada", "teacher"), current("terms", "en")
    accept(person_id=ada.pk, agreement=terms, now=NOW)

    with pytest.raises(TextChanged):
        accept(person_id=ada.pk, agreement=dataclasses.replace(terms, text=terms.text + "And one thing more.\n"), now=NOW)


def test_every_text_is_there_in_every_language_in_the_same_parts() -> None:
    for kind, number, _language in agreements():
        shapes = {tuple((part, len(lines)) for part, lines in agreements()[kind, number, code].parts) for code in ("en", "es", "ar")}
        assert len(shapes) == 1, f"{kind}.{number}"


@pytest.mark.django_db
def test_everybody_can_read_them() -> None:
    page = Client().get("/en/agreements/")

    assert page.status_code == 200
    assert current("terms", "en").title in page.content.decode()
