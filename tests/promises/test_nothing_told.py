"""Whatever people do and whatever breaks: no name, nothing typed and no secret in a log line, a page of a mistake or an address."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import unquote

import pytest
from django.http import HttpResponse
from django.test import Client

from homeroom.accounts.models import Person
from homeroom.curriculum.queries import courses
from homeroom.kit.http.same import forget_pages
from homeroom.sections.actions import start_period
from homeroom.sections.models import Enrolment, Section
from homeroom.testing.cast import NOW, Cast, the_cast
from homeroom.testing.promises import promise
from homeroom.testing.sweep import found_in, listening
from homeroom.testing.urls_matrix import BODIES, addresses, browsers, filled, undone
from tests.promises.test_logs import Plain

pytestmark = pytest.mark.django_db
TYPED = "Quilltyped Marrow"
NAMES = {"Ada": "Quillada Feather", "Ben": "Wendelben Stone", "Cleo": "Thaddcleo Vane"}
CANARIES = (TYPED, *NAMES.values(), "Marigoldclass", "quillada@school.example", "rocket sailor lantern")
#: Where an address stands in a page or an answer.
IN_PAGE = re.compile(r'(?:href|src|action|formaction|content)="([^"]*)"')
FIELDS = ("name", "email", "password", "username", "code", "pupils", "who", "picture", "word", "why", "age", "next", "secret", "typed")


def named(cast: Cast) -> Cast:
    """The cast with names that are found wherever they stand."""
    for person in (cast.ada, cast.ben, cast.cleo):
        Person.objects.filter(pk=person.pk).update(name=NAMES[person.name])
    Person.objects.filter(pk=cast.ada.pk).update(email="quillada@school.example")
    Section.objects.filter(pk=cast.section.pk).update(name="Marigoldclass")
    Enrolment.objects.update(secret="rocket sailor lantern")
    return cast


def everything() -> list[tuple[str, Any]]:
    """Every address, asked with every method by a visitor, a pupil, the teacher and an administrator, with things typed into it."""
    cast = named(the_cast())
    lesson = courses()[0].lessons[0].id
    period = start_period(section=cast.section, lesson=lesson, teacher_id=cast.ada.pk, by=cast.ada.code, now=NOW)
    clients = browsers(cast, period.pk)
    forget_pages()
    found = []
    for who in ("Eve", "Cleo", "Ada", "Grace"):
        clients[who].raise_request_exception = False
        for address in addresses():
            for method in address.methods:
                with undone(clients[who]):
                    found.append((f"{method} {address.name} by {who}", ask(clients[who], method, filled(address.route, cast))))
    forget_pages()
    return found


def ask(client: Client, method: str, path: str) -> Any:
    """A form with something typed into every field; for programs the same as JSON."""
    if method == "GET":
        return client.get(path)
    if path.startswith("/en/"):
        return client.post(path, dict.fromkeys(FIELDS, TYPED))
    body = BODIES.get(path.rpartition("/")[2], "{}")[:-1]
    more = ", ".join(f'"{name}": "{TYPED}"' for name in FIELDS)
    return client.post(path, f"{body}{', ' if body != '{' else ''}{more}}}", content_type="application/json")


def told_in(text: str) -> list[str]:
    """Canaries in a text, plain, encoded or digested."""
    content = text.encode()
    return [f"{canary} ({how})" for canary in CANARIES for how in found_in(content, canary)]


def addresses_in(answer: Any) -> str:
    """Every address that an answer leads to, and its cookies and other headers."""
    page = answer.content.decode(errors="replace") if not answer.streaming and "html" in answer.headers.get("Content-Type", "") else ""
    links = [unquote(unescape(link)) for link in IN_PAGE.findall(page)]
    return "\n".join([*links, *answer.headers.values(), *(cookie.OutputString() for cookie in answer.cookies.values())])


@promise("SEC-13", breaks="homeroom.kit.logs.Lines.format", careless=lambda real: lambda self, record: Plain().format(record))
@promise("SEC-13", breaks="homeroom.kit.http.frame.refusal", careless=lambda real: _chatty)
def test_when_everything_breaks_neither_the_log_nor_the_page_says_for_whom(settings: Any) -> None:
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.promises.breaking.Breaks"]

    with listening() as told:
        answers = everything()

    broken = [answer for _what, answer in answers if answer.status_code == 500]
    assert told_in(told.getvalue()) == []
    assert told.getvalue().count('"problem": "Broke"') == len(broken) > 100
    assert [(what, told_in(answer.content.decode())) for what, answer in answers if told_in(answer.content.decode())] == []


def _chatty(request: Any, refused: Any) -> HttpResponse:
    return HttpResponse(f"You sent {dict(request.POST)}", status=refused.status)


@promise("SEC-13", breaks="homeroom.kit.logs.Lines.format", careless=lambda real: lambda self, record: f"{Plain().format(record)} {TYPED}")
def test_while_everything_works_nothing_is_logged_and_no_address_names_anybody() -> None:
    with listening() as told:
        answers = everything()

    assert len({what for what, answer in answers if answer.status_code == 200}) > 60
    assert told_in(told.getvalue()) == []
    assert [(what, told_in(addresses_in(answer))) for what, answer in answers if told_in(addresses_in(answer))] == []


def test_for_programs_that_watch_nobody_is_counted_or_named() -> None:
    named(the_cast())

    said = "".join(Client().get(path).content.decode() for path in ("/healthz", "/readyz"))

    assert told_in(said) == []
    assert not re.search(r"\d{2,}", said)
