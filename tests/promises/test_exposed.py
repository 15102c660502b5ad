"""An answer for programs holds of people only what its audience may see by declaration; a secret has no place in any (GEN-04)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any, get_args

import msgspec
import pytest
from django.conf import settings
from django.urls import Resolver404, resolve

from homeroom.kit.declare import ANYBODY, NOBODY, OWN_TEACHERS, PUPILS, SELF, SIGNED_IN, TEACHERS, Audience, Line, declared
from homeroom.kit.http.json import WireOut
from homeroom.testing.promises import promise

#: As whom one sees what a page shows that is opened to these: as oneself and as a pupil of the class, or as a teacher of it.
SHOWS = {
    ANYBODY: (SELF, PUPILS),
    SIGNED_IN: (SELF, PUPILS),
    SELF: (SELF, PUPILS),
    TEACHERS: (OWN_TEACHERS, SELF),
    OWN_TEACHERS: (OWN_TEACHERS, SELF),
}


class Leaky(WireOut):
    """The careless opposite of an answer."""

    email: str
    password: str


def endpoints() -> dict[str, Any]:
    """ "GET /me" -> what is answered, of all rooms."""
    found: dict[str, Any] = {}
    for room in settings.ROOMS:
        if find_spec(f"{room}.wire") is not None:
            found |= {name: answer for name, (_sent, answer) in getattr(import_module(f"{room}.wire"), "ENDPOINTS", {}).items()}
    return found


def structs_in(shape: Any) -> Iterator[type[msgspec.Struct]]:
    """A shape and everything in it."""
    if isinstance(shape, type) and issubclass(shape, msgspec.Struct):
        yield shape
        for field in msgspec.structs.fields(shape):
            yield from structs_in(field.type)
    for part in get_args(shape):
        yield from structs_in(part)


def audience_of(endpoint: str) -> Any:
    path = re.sub(r"[<{][^>}]*[>}]", "00000000-0000-0000-0000-000000000000", endpoint.partition(" ")[2])
    try:
        return resolve(path).func.audience  # type: ignore[attr-defined]
    except Resolver404 as problem:
        raise AssertionError(f"{endpoint} leads nowhere: {path}") from problem


def lines_about_people(column: str) -> list[Line]:
    """Every declaration of a column of this name that is about somebody: what an answer calls so must be one of them."""
    lines = [line for table in declared().values() for line in table.lines if line.kind != "keys" and column in line.columns]
    return [line for line in lines if line.nature in ("personal", "identifier")]


def may_expose(column: str, audience: Audience) -> bool:
    """Whether an answer to this audience may hold a field that is called like a column about people (DAT-01)."""
    lines = lines_about_people(column)
    return not lines or any(audience in line.seen_by for line in lines)


def told_too_much(found: dict[str, Any]) -> list[str]:
    return [
        f"{endpoint}: {struct.__name__}.{field.name}"
        for endpoint, answer in found.items()
        for struct in structs_in(answer)
        for field in msgspec.structs.fields(struct)
        if not any(may_expose(field.name, audience) for audience in SHOWS[audience_of(endpoint)])
    ]


@promise("GEN-04", breaks="homeroom.home.wire.ENDPOINTS", careless=lambda real: {name: (one[0], Leaky) for name, one in real.items()})
def test_no_answer_holds_what_its_audience_may_not_see() -> None:
    assert len(endpoints()) > 10
    assert told_too_much(endpoints()) == []


def test_a_password_may_be_exposed_to_nobody_and_an_address_to_no_teacher() -> None:
    assert told_too_much({"GET /me": Leaky}) == ["GET /me: Leaky.password"]
    assert not may_expose("email", OWN_TEACHERS)
    assert not any(may_expose("token_hash", audience) for audience in (SELF, OWN_TEACHERS))
    assert may_expose("anything else", OWN_TEACHERS)


@pytest.mark.parametrize("column", ["password", "token_hash", "email_index", "username_index", "card_index"])
def test_what_opens_an_account_is_seen_by_nobody(column: str) -> None:
    assert lines_about_people(column)
    assert all(line.seen_by == (NOBODY,) for line in lines_about_people(column))
