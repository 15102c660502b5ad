"""No advertising, no profile, no payment, no tracking, no absolute claims: what a plain service does not do (GEN, TRK, SEC-12, SHR-04)."""

from __future__ import annotations

import logging
import re
import tomllib
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.db import models
from django.http import HttpResponse
from django.test import Client, RequestFactory

from homeroom.kit.declare import declared
from homeroom.kit.declare.kinds import PURPOSES
from homeroom.kit.http import set_cookies
from homeroom.kit.http.same import forget_pages
from homeroom.privacy import documents, ledger, views
from homeroom.testing.careless import becomes, leaves_out
from homeroom.testing.cast import Cast, signed_in, the_cast
from homeroom.testing.promises import promise
from homeroom.testing.sweep import listening, traces
from homeroom.testing.urls_matrix import EVERYBODY, addresses, filled

pytestmark = pytest.mark.django_db
#: Names of fields that hold where somebody lives, how to call them, or what they pay with.
NEVER = re.compile(r"(?<!lost_)phone|mobile|street|postcode|zip_code|postal|card_number|iban|cvc|credit|avatar|photo|portrait")


def public_pages(cast: Cast) -> list[str]:
    """Addresses of every page in English that everybody may open."""
    return [
        filled(one.route, cast)
        for one in addresses()
        if one.decided("GET") == EVERYBODY and one.route.startswith("/en/") and "GET" in one.methods
    ]


def read(client: Client, address: str) -> str:
    forget_pages()
    answer = client.get(address, follow=True)
    forget_pages()
    return unescape(answer.content.decode()) if "text/html" in answer.get("Content-Type", "") else ""


def all_forms() -> list[Any]:
    """Every form of ours, however deep."""
    found: list[Any] = []
    left: list[Any] = list(forms.BaseForm.__subclasses__())
    while left:
        one = left.pop()
        left += one.__subclasses__()
        if one.__module__.startswith("homeroom."):
            found.append(one)
    return found


def with_field(name: str, field: models.Field[Any, Any]) -> Any:
    """The careless opposite: a table with one column more."""

    def more(real: Any) -> Any:
        field.set_attributes_from_name(name)
        return [*real, field]

    return more


@promise("GEN-11", breaks="homeroom.accounts.models.Person._meta.local_fields", careless=with_field("portrait", models.ImageField()))
def test_no_account_has_a_place_for_a_picture() -> None:
    kinds = {type(field) for model in apps.get_models(include_auto_created=True) for field in model._meta.local_fields}

    assert not any(issubclass(kind, models.FileField) for kind in kinds)
    assert not any(isinstance(field, forms.FileField) for form in all_forms() for field in form.base_fields.values())


@promise("GEN-11", breaks="homeroom.kit.http.uploads.NoUploads", careless=becomes(MemoryFileUploadHandler))
def test_a_picture_that_is_sent_all_the_same_is_thrown_away_unread() -> None:
    sent = RequestFactory().post("/en/account/", {"name": "Ben", "portrait": SimpleUploadedFile("me.png", b"canarypicture", "image/png")})

    assert sent.POST["name"] == "Ben"
    assert list(sent.FILES) == []


@promise("GEN-13", "GEN-15", breaks="homeroom.accounts.models.Person._meta.local_fields", careless=with_field("phone", models.CharField()))
def test_no_table_has_a_place_for_a_phone_a_street_or_a_bank_card() -> None:
    columns = [
        f"{model._meta.label}.{field.name}" for model in apps.get_models(include_auto_created=True) for field in model._meta.local_fields
    ]

    assert len(columns) > 100
    assert [name for name in columns if NEVER.search(name.lower())] == []


@promise("GEN-13", "GEN-15", breaks="homeroom.sign_in.forms.Digits.base_fields", careless=lambda real: {**real, "phone": forms.CharField()})
def test_no_form_asks_for_a_phone_a_street_or_a_bank_card() -> None:
    cast = the_cast()
    read(Client(), "/en/")
    asked = {f"{form.__name__}.{name}" for form in all_forms() for name in form.base_fields}
    shown = {name for page in public_pages(cast) for name in re.findall(r'name="([^"]+)"', read(Client(), page))}
    shown |= set(re.findall(r'name="([^"]+)"', read(signed_in(cast.ben, seat=cast.bens_seat), "/en/mine/")))

    assert len(asked) > 5
    assert [name for name in asked | shown if NEVER.search(name.lower())] == []


@promise("SHR-04", breaks="homeroom.kit.declare.kinds.PURPOSES", careless=lambda real: {**real, "selling": "marketing to families"})
def test_nothing_is_kept_to_sell_and_no_purpose_could_be() -> None:
    words = " ".join([*PURPOSES, *map(str, PURPOSES.values())]).lower()

    assert not re.search(r"market|advert|sponsor|sell|broker|profil", words)
    assert {line.purpose for table in declared().values() for line in table.lines if line.kind != "keys"} <= PURPOSES.keys()
    assert "no advertising" in read(Client(), "/en/privacy/providers/")


def _tracks(real: Any) -> Any:
    def told(request: Any) -> Any:
        answer = real(request)
        if "HTTP_SEC_GPC" not in request.META:
            answer.set_cookie("visitor", "1")
        return answer

    return told


@promise("TRK-07", breaks="homeroom.privacy.views.cookies", careless=_tracks)
def test_whoever_asks_not_to_be_followed_gets_the_same_as_everybody_because_nobody_is() -> None:
    asked = RequestFactory().get("/en/privacy/cookies/", headers={"sec-gpc": "1", "dnt": "1"})
    plain = RequestFactory().get("/en/privacy/cookies/")
    forget_pages()
    answers = [_answer(views.cookies, request) for request in (asked, plain)]
    forget_pages()

    assert answers[0].content == answers[1].content
    assert not answers[0].cookies and not answers[1].cookies
    assert "because nobody is followed anyway" in unescape(answers[0].content.decode())


def _answer(view: Any, request: Any) -> Any:
    request.viewer, request.LANGUAGE_CODE = (lambda: None), "en"
    return view(request)


CLAIMS = re.compile(r"100 ?% (safe|secure)|completely (safe|secure)|unhackable|cannot be hacked|guaranteed? (safe|secur)", re.IGNORECASE)


@promise(
    "SEC-12",
    breaks="homeroom.privacy.views.render",
    careless=leaves_out("could try addresses they already suspect"),
)
def test_no_page_claims_to_be_perfectly_safe_and_one_says_where_it_ends() -> None:
    pages = {page: read(Client(), page) for page in public_pages(the_cast())}

    assert [page for page, shown in pages.items() if CLAIMS.search(shown)] == []
    assert "Nothing is ever perfectly safe" in pages["/en/privacy/data/"]
    assert "can open what is encrypted in the database" in pages["/en/privacy/data/"]
    assert "could try addresses they already suspect" in pages["/en/privacy/data/"]


def _talkative(real: Any) -> Any:
    def found(request: Any) -> Any:
        said = f"{request.META.get('HTTP_REFERER')} {request.META.get('HTTP_USER_AGENT')}"
        logging.getLogger("homeroom.proof").warning(said)
        return real(request)

    return found


@promise("DAT-43", "DAT-45", breaks="homeroom.kit.http.frame.language_of", careless=_talkative)
def test_neither_where_somebody_came_from_nor_their_browser_is_noted_anywhere() -> None:
    cast = the_cast()
    told = {"referer": "https://search.example/?q=canaryquery", "user-agent": "Canarybrowser/7", "accept-language": "en"}
    with listening() as log:
        for client in (Client(), signed_in(cast.ben, seat=cast.bens_seat), signed_in(cast.ada)):
            for page in ("/en/", "/en/home/", "/en/nowhere/", "/en/learn/maze/1/"):
                answer = client.get(page, headers=told)
                assert answer["Referrer-Policy"] == "same-origin"

    assert traces("canaryquery", "Canarybrowser", said=log.getvalue()) == []


def _quotes(real: Any) -> Any:
    def found(request: Any) -> Any:
        logging.getLogger("homeroom.proof").warning(f"{request.POST.dict()}")  # noqa: G004 - that is the carelessness
        return real(request)

    return found


@promise("GEN-15", breaks="homeroom.kit.http.frame.language_of", careless=_quotes)
def test_a_number_that_looks_like_a_bank_card_is_kept_nowhere_when_somebody_sends_one() -> None:
    the_cast()
    with listening() as log:
        for page in ("/en/class/", "/en/sign-in/", "/en/class/password/", "/en/nowhere/"):
            Client().post(page, dict.fromkeys(("code", "email", "username", "password", "card"), "4111111111111111"))

    assert traces("4111111111111111", said=log.getvalue()) == []


@promise("DAT-44", breaks="homeroom.kit.http.cookies.set_cookies", careless="does_nothing")
@pytest.mark.parametrize("https", [True, False])
def test_a_cookie_is_for_us_alone_and_the_secret_one_for_no_script(https: bool, settings: Any) -> None:
    settings.HOMEROOM_HTTPS = https
    answer = HttpResponse()
    set_cookies(answer, token="t", here="h", seconds=60)

    assert {name: (bool(one["httponly"]), one["samesite"], bool(one["secure"]), one["domain"]) for name, one in answer.cookies.items()} == {
        "homeroom": (True, "Lax", https, ""),
        "here": (False, "Lax", https, ""),
    }


@promise("SEC-10", breaks="homeroom.privacy.documents.framework", careless="finds_nothing")
def test_every_category_of_the_framework_has_promises_and_every_promise_about_security_a_category() -> None:
    rows = documents.framework()
    book = ledger.read_ledger(Path(settings.HERE) / "policy" / "promises.toml")
    told = tomllib.loads((Path(settings.HERE) / "policy" / "framework.toml").read_text("utf-8"))

    assert [len(told[function]) - 1 for function in ("GV", "ID", "PR", "DE", "RS", "RC")] == [6, 3, 5, 2, 4, 2]
    assert {row.name for row in book.of("SEC")} <= {name for row in rows for name in row["promises"]}
    assert all(row["promises"] for row in rows)
    for function in told:
        assert any(row["built"] for row in rows if row["outcome"].startswith(function)), function
