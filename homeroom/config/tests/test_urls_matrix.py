"""Every address is decided for every role, and does what was decided (CLS-07, SEC-04, ACC-03)."""

import datetime

import pytest
from django.http import HttpResponse, HttpResponseRedirect

from homeroom.curriculum.queries import courses
from homeroom.kit.crypto import keyed_index
from homeroom.sections.models import Period
from homeroom.testing.cast import Cast, the_cast
from homeroom.testing.urls_matrix import DECIDED, ROLES, addresses, ask, browsers, filled, letter, undone


def test_every_address_is_decided_and_nothing_is_decided_that_is_gone() -> None:
    names = {address.name for address in addresses()}

    assert sorted(names - DECIDED.keys()) == [], "decide in homeroom/testing/urls_matrix.py"
    assert sorted({name.rpartition(" ")[2] for name in DECIDED} - names) == []


def test_every_view_says_who_it_is_for() -> None:
    assert [address.name for address in addresses() if not address.guarded] == []


def test_every_decision_is_made_for_all_nine() -> None:
    assert {name: letters for name, letters in DECIDED.items() if len(letters) != len(ROLES) or set(letters) - set("oifn")} == {}


def an_open_period(cast: Cast) -> int:
    now = datetime.datetime.now(datetime.UTC)
    return Period.objects.create(
        section=cast.section,
        lesson=courses()[0].lessons[0].id,
        opened_by=cast.ada,
        code="482915",
        code_index=keyed_index("482915", "sections.Period.code"),
        opened_at=now,
        sign_in_until=now + datetime.timedelta(minutes=20),
    ).pk


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_everybody_meets_what_was_decided(role: str) -> None:
    cast = the_cast()
    client = browsers(cast, an_open_period(cast))[role]
    wrong = []

    for address in addresses():
        for method in address.methods:
            decided = address.decided(method) or "?" * len(ROLES)
            with undone(client):
                answer = ask(client, method, filled(address.route, cast))
            expected = decided[ROLES.index(role)]
            if letter(answer) != expected:
                wrong.append(f"{method} {address.name}: {letter(answer)} ({answer.status_code}), decided {expected}")

    assert wrong == []


@pytest.mark.parametrize(
    ("answer", "means"),
    [
        (HttpResponse(), "o"),
        (HttpResponse(status=400), "o"),
        (HttpResponseRedirect("/en/class/"), "o"),
        (HttpResponseRedirect("/en/sign-in/?next=%2Fen%2Fage%2F"), "i"),
        (HttpResponseRedirect("/en/class/?next=%2Fen%2Fmine%2F"), "i"),
        (HttpResponse(status=401), "i"),
        (HttpResponseRedirect("/en/account/second-factor/"), "f"),
        (HttpResponse(b'{"refused":"first-things"}', status=403), "f"),
        (HttpResponse(status=404), "n"),
        (HttpResponse(status=405), "!"),
        (HttpResponse(status=500), "!"),
        (HttpResponse(b'{"refused":"csrf"}', status=403), "!"),
    ],
)
def test_the_letters_tell_answers_apart(answer: HttpResponse, means: str) -> None:
    assert letter(answer) == means
