"""MATRIX: every address and method x twelve relations x own, related, foreign, closed, deleted and erased things (CLS-04, SEC-04)."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from homeroom.accounts.models import Session
from homeroom.accounts.queries import viewer_from
from homeroom.curriculum.queries import find_level
from homeroom.sections.models import Enrolment, Section
from homeroom.testing.cast import signed_in, the_cast
from homeroom.testing.matrix import OBJECTS, RELATIONS, a_world, cases, planted, unplanted, wrong_in
from homeroom.testing.promises import promise
from homeroom.testing.urls_matrix import DECIDED, addresses, filled

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def everything_wrong(relation: str, *kinds: str) -> list[str]:
    """Asks everything; who may see something of a person must have seen some of it, or the eyes were shut."""
    now = datetime.datetime.now(datetime.UTC)
    world = a_world(now)
    canaries = planted(world, now)
    wrong: list[str] = []
    seen = set()
    for case in cases(world, relation, kinds):
        problems, rightly = wrong_in(world, canaries, relation, case)
        wrong += problems
        seen |= {canaries[text].column for text in rightly}
    if relation in ("own teacher", "co-teacher", "self"):
        wrong += [f"{relation}: never saw {column}" for column in ("accounts.Person.name", "programs.Program.source") if column not in seen]
    return wrong


def test_every_text_about_people_can_hold_a_canary() -> None:
    assert unplanted() == [], "say in homeroom/testing/matrix/planting.py what can stand there"


@pytest.mark.sqlite
@pytest.mark.django_db
@pytest.mark.parametrize("relation", RELATIONS)
def test_everybody_meets_what_was_decided_whatever_it_is_about(relation: str) -> None:
    wrong = everything_wrong(relation, *OBJECTS)

    assert not wrong, "\n".join(wrong)


@pytest.mark.django_db
@pytest.mark.parametrize("relation", ["own teacher", "other teacher", "self"])
def test_everybody_meets_what_was_decided_on_any_database(relation: str) -> None:
    wrong = everything_wrong(relation, "related")

    assert not wrong, "\n".join(wrong)


def every_class(real: Callable[..., Any]) -> Callable[..., Any]:
    """As if a class were everybody's who teaches."""
    return lambda teacher_id: Section.objects.filter(hidden_at__isnull=True)


def every_cell(real: Callable[..., Any]) -> Callable[..., Any]:
    """As if a pupil's work were everybody's who teaches."""
    return lambda viewer, section, student, level: (
        Enrolment.objects.get(section__code=section, student__code=student),
        find_level(level),
    )


@promise("DAT-01", "CLS-04", breaks="homeroom.sections.queries.sections_of", careless=every_class)
@promise("DAT-13", "DAT-14", "DAT-15", "DAT-16", "CLS-04", breaks="homeroom.progress.access.cell_for", careless=every_cell)
@pytest.mark.django_db
def test_pupils_and_their_work_are_for_the_teachers_of_their_class() -> None:
    wrong = everything_wrong("other teacher", "related")

    assert not wrong, "\n".join(wrong)


@promise("GEN-09", breaks="homeroom.kit.http.guards.Viewer.teaches", careless=lambda real: property(lambda self: True))
@pytest.mark.django_db
def test_a_pupil_without_a_class_is_a_pupil() -> None:
    wrong = everything_wrong("pupil without a class", "own", "related")

    assert not wrong, "\n".join(wrong)


def somebody(real: Callable[..., Any]) -> Callable[..., Any]:
    """As if whoever comes were the teacher who came first."""
    return lambda request: real(request) or viewer_from(Session.objects.select_related("person").filter(person__role="teacher")[0])


@promise("GEN-12", breaks="homeroom.kit.http.guards.viewer_of", careless=somebody)
@pytest.mark.django_db
def test_no_page_about_a_person_opens_to_a_visitor() -> None:
    of_people = {name: letters for name, letters in DECIDED.items() if "<str:student>" in route_of(name) and letters[0] == "o"}
    wrong = everything_wrong("signed out", *OBJECTS)

    assert of_people == {}
    assert not wrong, "\n".join(wrong)


def route_of(name: str) -> str:
    """The route of an address in the table."""
    return next((address.route for address in addresses() if address.name == name.rpartition(" ")[2]), "")


@pytest.mark.django_db
def test_a_method_that_an_address_does_not_take_is_refused_with_those_it_takes() -> None:
    cast = the_cast()
    client = signed_in(cast.ada)
    wrong = []

    for address in addresses():
        for method in set(METHODS) - set(address.methods):
            answer = client.generic(method, filled(address.route, cast))
            allowed = set(filter(None, answer.headers.get("Allow", "").split(", ")))
            if answer.status_code != 405 or allowed != set(address.methods):
                wrong.append(f"{method} {address.name}: {answer.status_code}, Allow: {', '.join(sorted(allowed))}")

    assert not wrong, "\n".join(sorted(wrong))
