"""Pupils know their teacher by the display name alone: never by the address, nor by the legal name that stands in it (DAT-31)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from homeroom.accounts.models import Person
from homeroom.audit.actions import note
from homeroom.kit.declare import PUPILS, SELF, declared
from homeroom.kit.http.same import forget_pages
from homeroom.sections.models import SectionTeacher
from homeroom.sign_in.tests.grown_ups import sign_up
from homeroom.testing.cast import Cast, signed_in, the_cast
from homeroom.testing.promises import promise
from homeroom.testing.sweep.spelling import found_in
from homeroom.testing.urls_matrix import addresses, ask, filled, undone

pytestmark = pytest.mark.django_db
SHOWN, LEGAL, SURNAME = "Ms Zqshown", "zqlegal", "zqsurname"
ADDRESS = f"{LEGAL}.{SURNAME}@zqhost.example"


def a_school(settings: Any) -> Cast:
    """Ada's class, with a second teacher who signed up by the form and has given both pupils a new secret."""
    settings.TEACHER_SIGNUP = "open"
    forget_pages()
    cast, now = the_cast(), datetime.datetime.now(datetime.UTC)
    sign_up(Client(), ADDRESS, name=SHOWN)
    teacher = Person.objects.get(role="teacher", state="active", name__isnull=False, pk__gt=cast.sam.pk)
    SectionTeacher.objects.create(section=cast.section, teacher=teacher, since=now)
    for student in (cast.ben, cast.cleo):
        note("redraw_secret", by=teacher.code, about=student.code, where=cast.section.code, now=now)
    return cast


def crawled(cast: Cast, client: Client) -> dict[str, bytes]:
    """Everything a pupil's browser is answered, page and program, asked and sent; heads and cookies too."""
    found = {}
    for address in addresses():
        for method in address.methods:
            with undone(client):
                answer: Any = ask(client, method, filled(address.route, cast))
                body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            found[f"{method} {address.name}"] = body + str(answer.headers).encode() + answer.cookies.output().encode()
    return found


def by_address(real: Callable[..., str]) -> Callable[..., str]:
    """As if people were called by what they sign in with."""
    return lambda self, code: getattr(self.known.get(code), "email", None) or real(self, code)


@promise("DAT-31", breaks="homeroom.rights.disclosed._Names.of", careless=by_address)
@pytest.mark.parametrize("way", ["pictures", "password"])
def test_nothing_that_a_pupil_is_answered_holds_the_address_of_a_teacher(settings: Any, way: str) -> None:
    cast = a_school(settings)
    student, seat = (cast.ben, cast.bens_seat) if way == "pictures" else (cast.cleo, cast.cleos_seat)

    pages = crawled(cast, signed_in(student, seat=seat, way=way))

    told = [(page, word) for page, body in pages.items() for word in (ADDRESS, LEGAL, SURNAME, "zqhost") if found_in(body, word)]
    assert told == []
    # The eyes were open: the name that the teacher chose is there.
    assert "GET /me" in pages and len(pages) > 100
    assert any(SHOWN.encode() in body for body in pages.values())


def test_a_teacher_is_asked_for_the_name_pupils_use_and_it_is_kept_apart_from_the_address(settings: Any) -> None:
    settings.TEACHER_SIGNUP = "open"
    forget_pages()
    page = Client().get("/en/sign-up/").content.decode()
    (asked,) = re.findall(r"<input[^>]*name=\"name\"[^>]*>", page)

    # A browser would fill in the legal name where it is asked for "name".
    assert 'autocomplete="nickname"' in asked
    assert "As pupils call you." in page
    lines = {column: line for line in declared()["accounts.Person"].lines for column in line.columns}
    assert lines["name"] is not lines["email"]
    assert SELF in lines["email"].seen_by and PUPILS not in lines["email"].seen_by
    assert {field.name for field in Person._meta.local_fields if "name" in field.name} == {"name", "username", "username_index"}
