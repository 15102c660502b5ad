"""What the tests of adults at the door share."""

import datetime
import re
from typing import Any

import pyotp
from django.test import Client

from homeroom.accounts.models import Person, Session
from homeroom.accounts.queries import csrf_of, token_hash
from homeroom.sign_in.actions import second_factor
from homeroom.sign_in.models import SecondFactor
from homeroom.sign_in.rules import step_at
from homeroom.testing.cast import NOW, PASSWORD

STRONG = "lantern over quiet gravel"


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def sign_in(client: Client, email: str = "ada@school.example", password: str = PASSWORD, **more: str) -> Any:
    return client.post("/en/sign-in/", {"email": email, "password": password, **more})


def csrf(client: Client) -> str:
    return csrf_of(Session.objects.get(token_hash=token_hash(client.cookies["homeroom"].value)))


def post(client: Client, path: str, **fields: str) -> Any:
    return client.post(path, {**fields, "csrfmiddlewaretoken": csrf(client)})


def hidden(page: Any, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())
    assert found
    return found[1]


def a_second_factor(person: Person) -> str:
    """Grace has an authenticator; answers its secret."""
    secret = second_factor.draw_secret()
    SecondFactor.objects.create(person=person, secret=secret, made_at=NOW, confirmed_at=NOW)
    return secret


def digits(secret: str, *, steps: int = 0) -> str:
    return pyotp.HOTP(secret).at(step_at(now()) + steps)


def sign_up(client: Client, email: str = "zoe@school.example", path: str = "/en/sign-up/", **more: str) -> Any:
    return client.post(path, {"name": "Zoe", "email": email, "password": STRONG, "accepts": "on", **more})
