"""What is never taken in: pictures of people, postal addresses, telephones, cards; and what browsers tell by themselves is not kept."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from django import forms
from django.apps import apps
from django.core import mail
from django.db import IntegrityError, models, transaction
from django.test import Client

from homeroom.accounts.models import Person
from homeroom.kit.http.same import forget_pages
from homeroom.testing import outbox
from homeroom.testing.careless import becomes
from homeroom.testing.cast import Cast, signed_in, the_cast
from homeroom.testing.promises import promise
from homeroom.testing.sweep import listening, traces
from homeroom.testing.urls_matrix import addresses, filled, undone

CANARY = "quillfeather"
CARD = "4111111111111111"
#: Names of fields that would ask for where somebody lives, how to ring them, or how they pay.
HOME = re.compile(r"phone|mobile|street|postal|postcode|zip_?code|home_?address|birth_?place", re.IGNORECASE)
PAYMENT = re.compile(r"card_?number|credit|iban|cvc|cvv|payment|billing", re.IGNORECASE)


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Pages that are kept in memory are made anew, with and without the control."""
    forget_pages()
    yield
    forget_pages()


def fields() -> set[str]:
    """The name of everything that can be taken in or kept: columns, fields of forms, fields of what programs send."""
    found = {f"{model._meta.label}.{field.name}" for model in apps.get_models(include_auto_created=True) for field in model._meta.fields}
    for name, module in list(sys.modules.items()):
        if name.startswith("homeroom.") and ".tests" not in name:
            for kind in [value for value in vars(module).values() if isinstance(value, type)]:
                if issubclass(kind, forms.BaseForm):
                    # A tick says yes or no: "I lost my phone" is no telephone number.
                    asked = {key for key, field in getattr(kind, "base_fields", {}).items() if not isinstance(field, forms.BooleanField)}
                    found |= {f"{name}.{kind.__name__}.{field}" for field in asked}
                elif issubclass(kind, msgspec.Struct):
                    found |= {f"{name}.{kind.__name__}.{field}" for field in kind.__struct_fields__}
    return found


def answers_to(client: Client, cast: Cast, **heads: str) -> list[tuple[str, Any]]:
    """Every address, opened and sent a card number and more."""
    found = []
    for address in addresses():
        for method in address.methods:
            with undone(client):
                send = client.get if method == "GET" else client.post
                found.append(
                    (f"{method} {address.name}", send(filled(address.route, cast), {"number": CARD, "note": CANARY}, headers=heads))
                )
    return found


def with_telephone(real: type[forms.Form]) -> type[forms.Form]:
    return type("Correct", (real,), {"phone": forms.CharField(required=False)})


@promise("GEN-13", breaks="homeroom.rights.forms.Correct", careless=with_telephone)
def test_no_form_no_column_and_no_program_asks_for_a_telephone_or_a_postal_address() -> None:
    found = fields()

    assert len(found) > 150
    assert [name for name in found if HOME.search(name.rpartition(".")[2])] == []


@promise("GEN-11", breaks="homeroom.kit.http.frame.HEADERS", careless=becomes({"Content-Security-Policy": "img-src *"}))
@pytest.mark.django_db
def test_nobody_has_a_photo_and_no_page_could_show_one_from_elsewhere() -> None:
    columns = [field for model in apps.get_models() for field in model._meta.fields if isinstance(field, models.FileField)]
    uploads = [name for name in fields() if re.search(r"photo|avatar|picture_?file|gravatar", name.rpartition(".")[2])]
    cast = the_cast()
    pages = [(name, answer) for name, answer in answers_to(signed_in(cast.ada), cast) if "html" in answer.headers.get("Content-Type", "")]

    assert (columns, uploads) == ([], [])
    assert len(pages) > 60
    assert {name for name, answer in pages if "img-src 'self' data:;" not in answer.headers["Content-Security-Policy"]} == set()
    assert [name for name, answer in pages if re.search(rb"gravatar|<img[^>]+src=\"?(?:https?:)?//|type=\"?file", answer.content)] == []


def talkative(real: Any) -> Any:
    """The careless opposite: whatever a request carries helps to look for a mistake."""

    def line(self: Any, record: Any) -> str:
        asked = getattr(record, "request", None)
        return f"{real(self, record)} {asked and (asked.headers, asked.GET, asked.POST)}"

    return line


@promise("DAT-43", "DAT-45", "GEN-15", breaks="homeroom.kit.logs.Lines.format", careless=talkative)
@pytest.mark.django_db
def test_what_a_browser_tells_by_itself_and_a_card_number_reach_no_row_no_file_and_no_log() -> None:
    cast = the_cast()
    heads = {"User-Agent": f"Mozilla/5.0 {CANARY}", "Referer": f"https://search.example/?q={CANARY}", "Accept-Language": f"en,{CANARY}"}

    with listening() as told:
        asked = answers_to(Client(), cast, **heads) + answers_to(signed_in(cast.ada), cast, **heads)

    assert told.getvalue().count("\n") > 50
    assert traces(CANARY, CARD, said=told.getvalue()) == []
    assert {answer.headers["Referrer-Policy"] for _name, answer in asked} == {"same-origin"}
    assert [name for name in fields() if PAYMENT.search(name.rpartition(".")[2])] == []


@promise("GEN-16", breaks="homeroom.config.navigation.FOOTER", careless=becomes([]))
@pytest.mark.django_db
def test_every_page_leads_to_what_is_kept_and_to_the_policy() -> None:
    cast = the_cast()
    browsers = (Client(), signed_in(cast.ben, seat=cast.bens_seat, way="pictures"), signed_in(cast.ada), signed_in(cast.grace))
    pages = [
        (name, answer.content.decode())
        for client in browsers
        for name, answer in answers_to(client, cast)
        if "text/html" in answer.headers.get("Content-Type", "") and not answer.streaming and answer.content
    ]

    assert len(pages) > 150
    for told in ("data", "policy"):
        assert {name for name, text in pages if f'href="/en/privacy/{told}/"' not in text} == set()


def welcoming(real: Any) -> Any:
    """The careless opposite: a friendly mail to whoever signs in."""

    def begin(**told: Any) -> Any:
        mail.send_mail("Welcome", "Nice to see you.", "school@school.example", [f"{told['person'].code}@pupils.example"])
        return real(**told)

    return begin


@promise("EML-06", breaks="homeroom.accounts.actions.begin_session", careless=welcoming)
@pytest.mark.django_db
def test_nothing_that_a_pupil_or_a_teacher_does_sends_mail_and_no_pupil_has_an_address() -> None:
    cast = the_cast()
    for client in (signed_in(cast.ben, seat=cast.bens_seat, way="pictures"), signed_in(cast.ada)):
        answers_to(client, cast)
    sent = outbox.everything()
    mail.outbox.clear()

    assert sent == []
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=cast.ben.pk).update(email="ben@school.example", email_index=b"0" * 16)
    assert [name for name, module in sys.modules.items() if is_ours(name) and can_send(module)] == []


def is_ours(name: str) -> bool:
    """Whether a module is part of the service."""
    return name.startswith("homeroom.") and not {"testing", "tests"} & set(name.split("."))


def can_send(module: Any) -> bool:
    """Whether a module has taken something of Django's mail to it."""
    return any(str(getattr(value, "__module__", "")).startswith("django.core.mail") or value is mail for value in vars(module).values())
