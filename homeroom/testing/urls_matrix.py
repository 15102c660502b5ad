"""Every address of the service, decided for every role of the cast (MATRIX). An address that is not in the table fails the build.

To add a page: one line in DECIDED. The nine letters are, in this order, what happens to

    Eve (signed out), Ben (pictures, in an open period), Cleo (password), Ada (the class's teacher), Dan (teaches elsewhere),
    Grace without her second factor, Grace with it, Sam (staff without rights), Pat (the same, without a second factor):

    o  the page is opened (what it says to an empty form is its own business)
    i  asked to sign in
    f  first things first: a second factor (a password of one's own, an age) is asked for before anything else
    n  nothing here: the same answer as for what never was

Addresses of pages are known by their names, those of programs (which carry no language) by their paths.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver
from django.urls.resolvers import RoutePattern, URLPattern

from homeroom.accounts.rules import ASKED_AT
from homeroom.curriculum.queries import courses
from homeroom.testing.cast import Cast, signed_in

ROLES = ("Eve", "Ben", "Cleo", "Ada", "Dan", "Grace without second factor", "Grace", "Sam", "Pat without second factor")

EVERYBODY = "ooooooooo"
SIGNED_IN = "ioooofoof"
OWN_TEACHERS = "innonfnnf"
TEACHERS = "innoofonf"
ADMINISTRATORS = "innnnfonf"
#: The pages of one class and of one pupil in it: the class's own teachers, and to everybody else as if the class were not.
OF_ONE_CLASS = (
    "now",
    "start",
    "reopen",
    "end",
    "projector",
    "arrived",
    "roster",
    "add",
    "ready",
    "cards",
    "letter",
    "settings",
    "sign_in",
    "year",
    "link",
    "join_code",
    "unlock",
    "archive",
    "unarchive",
    "delete",
    "pupil",
    "rename",
    "age",
    "secret",
    "redraw",
    "pupil_sign_in",
    "card",
    "pupil_unlock",
    "move",
    "remove",
)

#: name or path -> letters; where a method answers otherwise, "METHOD name".
DECIDED: dict[str, str] = {
    "/": EVERYBODY,
    "/robots.txt": EVERYBODY,
    "/healthz": EVERYBODY,
    "/readyz": EVERYBODY,
    "/build": "nnnnnnnnn",  # only while levels are watched
    "/me": EVERYBODY,
    "/attempts": SIGNED_IN,
    "/drafts": SIGNED_IN,
    "/work/<uuid:level>": SIGNED_IN,
    "/classes/<str:code>/page": OWN_TEACHERS,
    "/classes/<str:code>/roster": OWN_TEACHERS,
    "/classes/<str:code>/states": OWN_TEACHERS,
    "/classes/<str:code>/stuck": OWN_TEACHERS,
    "/classes/<str:code>/cells/<str:student>/<uuid:level>": OWN_TEACHERS,
    "/classes/<str:code>/hands-down": OWN_TEACHERS,
    "/classes/<str:code>/pretend": "innnnfnnf",  # Ada's class is a real one
    "/classes/<str:code>/pretend/attempts": "innnnfnnf",
    "/classes/<str:code>/pretend/beats": "innnnfnnf",
    "/beat": SIGNED_IN,
    "/hand": SIGNED_IN,
    "/deposit": EVERYBODY,
    "/sign-out": EVERYBODY,
    "/class": EVERYBODY,
    "/class/": EVERYBODY,
    "home:first": EVERYBODY,
    "home:home": SIGNED_IN,
    "progress:mine": SIGNED_IN,
    "progress:grid": OWN_TEACHERS,
    "progress:pretend": TEACHERS,
    "progress:leave-pretend": "innnnfnnf",
    "curriculum:catalogue": EVERYBODY,
    "curriculum:lesson": EVERYBODY,
    "curriculum:done": EVERYBODY,
    "curriculum:lesson-file": EVERYBODY,
    "curriculum:level": EVERYBODY,
    "curriculum:icons": EVERYBODY,
    "curriculum:plan": TEACHERS,
    "support:incidents": ADMINISTRATORS,
    "support:new": ADMINISTRATORS,
    "support:incident": "innnnfnnf",  # there is no such incident
    "support:letter": "innnnfnnf",
    "support:notice": "innnnfnnf",  # it concerns none of them
    "agreements:current": EVERYBODY,
    "agreements:policy": EVERYBODY,
    "agreements:principles": EVERYBODY,
    "agreements:text": EVERYBODY,
    "agreements:version": EVERYBODY,
    "agreements:changed": SIGNED_IN,
    "home:for-children": EVERYBODY,
    "home:for-children-tool": EVERYBODY,
    "privacy:data": EVERYBODY,
    "privacy:retention": EVERYBODY,
    "privacy:receipt": EVERYBODY,
    "privacy:cookies": EVERYBODY,
    "privacy:promises": EVERYBODY,
    "privacy:providers": EVERYBODY,
    "/.well-known/privacy-inventory.json": EVERYBODY,
    "/.well-known/security.txt": "nnnnnnnnn",  # nobody is named
    "sign_in:class": EVERYBODY,
    "sign_in:who": EVERYBODY,
    "sign_in:own_login": EVERYBODY,
    "sign_in:teacher": EVERYBODY,
    "sign_in:sign_up": EVERYBODY,
    "sign_in:invited": EVERYBODY,
    "POST sign_in:invited": "nnnnnnnnn",  # without a key
    "POST sign_in:class": "nnnnnnnnn",  # without a code
    "sign_in:sign_out": EVERYBODY,
    "sign_in:age": SIGNED_IN,
    "sign_in:account": SIGNED_IN,
    "sign_in:own_password": "innoooooo",  # Ben and Cleo have none
    "sign_in:email": "innoofoof",
    "sign_in:second_factor": "innoooooo",
    "sign_in:prove": "innoooooo",
    "sign_in:approvals": ADMINISTRATORS,
    "rights:mine": EVERYBODY,
    "rights:seen": SIGNED_IN,
    "rights:close": SIGNED_IN,
    "rights:ending": TEACHERS,
    "POST rights:ending": "innnnfnnf",  # nobody is deleted
    "rights:erase_pupil": OWN_TEACHERS,
    "rights:correct": SIGNED_IN,
    "rights:take_along": SIGNED_IN,
    "rights:ask": SIGNED_IN,
    "rights:family": EVERYBODY,
    "rights:answer": EVERYBODY,
    "rights:queue": ADMINISTRATORS,
    "rights:request": "innnnfnnf",  # there is no such request
    "rights:record": OWN_TEACHERS,
    "rights:record_file": OWN_TEACHERS,
    "sections:all": TEACHERS,
    "sections:new": TEACHERS,
    "sections:restore": "innnnfnnf",  # the class is not deleted
    "sections:pupil_restore": "innnnfnnf",  # the pupil is not removed
    **{f"sections:{name}": OWN_TEACHERS for name in OF_ONE_CLASS},
}
#: What programs send where an empty object is no answer at all, so that the answer tells who may.
BODIES = {
    "hands-down": '{"person": null}',
    "attempts": '{"person": "x", "attempts": [{}]}',
    "beats": f'{{"beats": [{{"person": "x", "level": "{uuid.UUID(int=0)}", "active": 5, "working": true, "handUp": false}}]}}',
}


@dataclass(frozen=True)
class Address:
    """One address: how it is known, its route with holes, what it may be asked with."""

    name: str
    route: str
    methods: tuple[str, ...]
    guarded: bool

    def decided(self, method: str) -> str | None:
        """The nine letters, or None when nobody has decided."""
        return DECIDED.get(f"{method} {self.name}", DECIDED.get(self.name))


def addresses(found: Any = None, prefix: str = "", namespace: str = "") -> Iterator[Address]:
    """Every address that Django knows."""
    for pattern in (found or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, route, f"{pattern.namespace}:" if pattern.namespace else namespace)
        elif isinstance(pattern, URLPattern) and isinstance(pattern.pattern, RoutePattern):
            methods = getattr(pattern.callback, "methods", ())
            name = namespace + pattern.name if pattern.name else f"/{route}"
            yield Address(name, f"/{route}", methods, hasattr(pattern.callback, "audience"))


def browsers(cast: Cast, period_id: int) -> dict[str, Client]:
    """A browser of everybody, in the order of ROLES."""
    clients = (
        signed_in(None),
        signed_in(cast.ben, seat=cast.bens_seat, way="pictures", period_id=period_id),
        signed_in(cast.cleo, seat=cast.cleos_seat),
        signed_in(cast.ada),
        signed_in(cast.dan),
        signed_in(cast.grace),
        signed_in(cast.grace, second_factor=True),
        signed_in(cast.sam, second_factor=True),
        signed_in(cast.pat),
    )
    return dict(zip(ROLES, clients, strict=True))


def filled(route: str, cast: Cast) -> str:
    """The route with Ada's class, Ben and the first level in its holes."""
    return filled_with(route, section=cast.section.code, student=cast.ben.code)


def filled_with(route: str, *, section: str, student: str) -> str:
    """The route with a class and a pupil, by their public codes, and the first level in its holes."""
    lesson = next((lesson for course in courses() for lesson in course.lessons), None)
    level = lesson.levels[0].id if lesson else uuid.UUID(int=0)
    holes = {
        "<str:code>": section,
        "<str:student>": student,
        "<slug:slug>": lesson.slug if lesson else "none",
        "<int:number>": "1",
        "<slug:kind>": "terms",
        "<str:incident>": "incident0000",
        "<slug:tool>": "maze",
        "<uuid:level>": str(level),
    }
    for hole, value in holes.items():
        route = route.replace(hole, value)
    return route


def ask(client: Client, method: str, path: str) -> HttpResponse:
    """A page with an empty form, a program's address with an empty object."""
    program = not path.startswith("/en/")
    if method == "GET":
        return client.get(path, headers={"accept": "application/json"} if program else {})  # type: ignore[return-value]
    if program:
        return client.post(path, BODIES.get(path.rpartition("/")[2], "{}"), content_type="application/json")  # type: ignore[return-value]
    return client.post(path, {})  # type: ignore[return-value]


@contextmanager
def undone(client: Client) -> Iterator[None]:
    """Whatever is asked meanwhile is undone, in the database and in the browser (asked to sign out, it would be signed out from then on),
    so that the next question meets the same school. An answer that streams must be read before."""
    cookies = dict(client.cookies)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    client.cookies.clear()
    client.cookies.update(cookies)


def letter(answer: HttpResponse) -> str:
    """What happened; "!" for what must never happen."""
    to = answer.headers.get("Location", "")
    if answer.status_code == 302:
        if to.startswith(("/en/sign-in/?next=", "/en/class/?next=")):
            return "i"
        return "f" if to in {f"/en/{place}" for place in _places()} else "o"
    if answer.status_code in (401, 404):
        return "i" if answer.status_code == 401 else "n"
    if answer.status_code == 403 and b'"first-things"' in answer.content:
        return "f"
    said = b"" if answer.streaming else answer.content
    return "!" if answer.status_code in (405, 500) or b'"refused":"csrf"' in said else "o"


def _places() -> set[str]:
    return {address.route.removeprefix("/en/") for address in addresses() if address.name in ASKED_AT.values()}
