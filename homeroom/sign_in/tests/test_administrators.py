"""The first administrator, approvals, invitations, links for new passwords."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client

from homeroom.accounts.models import Person
from homeroom.accounts.queries import find_by_email
from homeroom.audit.models import Entry
from homeroom.sign_in.actions import links
from homeroom.sign_in.models import OneTimeLink, SecondFactor
from homeroom.sign_in.tests.at_the_door import is_in
from homeroom.sign_in.tests.grown_ups import STRONG, a_second_factor, hidden, now, sign_in, sign_up
from homeroom.testing.cast import signed_in, the_cast
from homeroom.testing.promises import promise

pytestmark = pytest.mark.django_db


def test_the_first_administrator_comes_through_a_link_that_works_once() -> None:
    old = links.first_administrator_link(now())
    key = links.first_administrator_link(now())
    assert key and old
    client = Client()

    stale = client.post("/en/invited/", {"key": old})
    form = client.post("/en/invited/", {"key": key})
    made = sign_up(client, path="/en/invited/", key=hidden(form, "key"))
    again = client.post("/en/invited/", {"key": key})

    assert stale.status_code == 404
    assert "first administrator" in form.content.decode()
    assert made.status_code == 200
    assert Person.objects.get().role == "administrator"
    assert again.status_code == 404
    assert links.first_administrator_link(now()) is None


def test_one_click_approves_and_the_next_page_counts() -> None:
    cast = the_cast()
    sign_up(Client())
    zoe = Person.objects.get(state="waiting")
    grace = signed_in(cast.grace, second_factor=True)

    listed = grace.get("/en/approvals/").content.decode()
    answer = grace.post("/en/approvals/", {"do": "approve", "who": zoe.code})
    twice = grace.post("/en/approvals/", {"do": "refuse", "who": zoe.code})

    assert "zoe@school.example" in listed
    assert "Zoe may add pupils now" in answer.content.decode()
    assert "decided a moment ago" in twice.content.decode()
    assert Person.objects.get(pk=zoe.pk).state == "active"
    assert Entry.objects.filter(what="approve_teacher", by=cast.grace.code, about=zoe.code).exists()


def test_a_refused_sign_up_is_closed_and_cannot_come_in() -> None:
    cast = the_cast()
    sign_up(Client())
    zoe = Person.objects.get(state="waiting")

    signed_in(cast.grace, second_factor=True).post("/en/approvals/", {"do": "refuse", "who": zoe.code})

    assert Person.objects.get(pk=zoe.pk).state == "closed"
    assert not is_in(sign_in(Client(), "zoe@school.example", STRONG))


@pytest.mark.parametrize("who", ["ada", "ben", "sam", "grace"])
@promise("SEC-04", breaks="homeroom.kit.http.guards._may", careless="says_yes")
def test_nobody_but_an_administrator_with_a_second_factor_approves(who: str) -> None:
    cast = the_cast()
    sign_up(Client())
    zoe = Person.objects.get(state="waiting")

    answer = signed_in(getattr(cast, who)).post("/en/approvals/", {"do": "approve", "who": zoe.code})

    assert answer.status_code in (302, 404)
    assert Person.objects.get(pk=zoe.pk).state == "waiting"


def a_link(page: Any) -> str:
    found = re.search(r"/en/invited/#([\w-]{43})", page.content.decode())
    assert found
    return found[1]


def test_an_invited_teacher_is_approved_already_and_the_link_works_once() -> None:
    cast = the_cast()
    key = a_link(signed_in(cast.grace, second_factor=True).post("/en/approvals/", {"do": "invite"}))

    sign_up(Client(), path="/en/invited/", key=f"http://localhost/en/invited/#{key}")
    second = sign_up(Client(), "yan@school.example", path="/en/invited/", key=key)

    zoe = find_by_email("zoe@school.example")
    assert zoe is not None and zoe.state == "active"
    assert second.status_code == 404
    assert bytes(OneTimeLink.objects.get().key_hash) != key.encode()


def test_a_link_is_over_after_fourteen_days_and_swept() -> None:
    cast = the_cast()
    key = links.invite_teacher(by=cast.grace, now=now() - datetime.timedelta(days=14, seconds=1))

    assert sign_up(Client(), path="/en/invited/", key=key).status_code == 404
    assert links.sweep(now=now()) == 1
    assert not OneTimeLink.objects.exists()


def test_a_new_password_by_an_administrators_link_ends_every_session() -> None:
    cast = the_cast()
    adas = signed_in(cast.ada)
    key = a_link(signed_in(cast.grace, second_factor=True).post("/en/approvals/", {"do": "reset", "email": "ADA@school.example"}))
    client = Client()

    form = client.post("/en/invited/", {"key": key})
    weak = client.post("/en/invited/", {"key": key, "password": "ada ada ada"})
    done = client.post("/en/invited/", {"key": key, "password": STRONG})
    again = client.post("/en/invited/", {"key": key, "password": STRONG})

    assert "Hello Ada" in form.content.decode()
    assert (weak.status_code, done.status_code, again.status_code) == (400, 200, 404)
    assert adas.get("/en/account/").status_code == 302
    assert not is_in(sign_in(Client()))
    assert is_in(sign_in(Client(), password=STRONG))


def test_a_new_password_leaves_the_second_factor_unless_the_phone_is_lost() -> None:
    cast = the_cast()
    a_second_factor(cast.ada)
    grace = signed_in(cast.grace, second_factor=True)

    grace.post("/en/approvals/", {"do": "reset", "email": "ada@school.example"})
    left = SecondFactor.objects.count()
    grace.post("/en/approvals/", {"do": "reset", "email": "ada@school.example", "lost_phone": "on"})

    assert left == 1
    assert not SecondFactor.objects.exists()
    assert Entry.objects.filter(what="remove_second_factor", by=cast.grace.code).exists()
