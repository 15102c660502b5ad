"""What takes effect with the very next request: leaving, a redrawn secret, the question for the age (ACC-06, ACC-07, CLS-02..04)."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from homeroom.accounts.models import Person
from homeroom.progress.tests.pupil import a_run, level, post
from homeroom.sections.models import Enrolment
from homeroom.sign_in.tests.at_the_door import an_open_class, door_of, is_in, try_pictures, type_code
from homeroom.sign_in.tests.grown_ups import sign_up
from homeroom.testing.cast import a_person, a_seat, signed_in, the_cast
from homeroom.testing.promises import promise
from homeroom.testing.urls_matrix import addresses, ask, filled

pytestmark = pytest.mark.django_db
#: Where first things are settled, or where one leaves: open before a child's age is known.
BEFORE_THE_AGE = {"sign_in:age", "sign_in:own_password", "sign_in:second_factor", "sign_in:prove", "/sign-out", "sign_in:sign_out"}


@promise("ACC-07", breaks="homeroom.accounts.rules.first_thing")
def test_a_pupil_whom_the_teacher_added_without_an_age_is_asked_for_it_wherever_they_go() -> None:
    cast = the_cast()
    finn = a_person("Finn", age=None)
    browser = signed_in(finn, seat=a_seat(cast.section, finn), way="pictures")
    behind = [(one, method) for one in addresses() for method in one.methods if (one.decided(method) or "")[0] == "i"]
    behind = [(one, method) for one, method in behind if one.name not in BEFORE_THE_AGE]

    answers = {f"{method} {one.name}": ask(browser, method, filled(one.route, cast)) for one, method in behind}

    assert len(answers) > 40
    assert {name: answer.status_code for name, answer in answers.items() if not asks_for_the_age(answer)} == {}

    browser.post("/en/age/", {"age": "9"})
    assert browser.get("/en/home/").status_code == 200
    assert Person.objects.get(pk=finn.pk).age_told == 9


def asks_for_the_age(answer: Any) -> bool:
    """A page leads there, a program waits."""
    return answer.headers.get("Location", "") == "/en/age/" or (answer.status_code == 403 and b'"first-things"' in answer.content)


@promise("ACC-06", breaks="homeroom.sections.rules.secrets.is_secret", careless="says_yes")
@promise("ACC-06", breaks="homeroom.sections.actions.secrets._sign_out")
def test_redrawn_pictures_end_the_old_ones_and_whoever_came_in_with_them() -> None:
    here = an_open_class()
    ben, eve = Client(), Client()
    first = try_pictures(ben, door_of(type_code(ben)), here.cast.ben, "sun", "cat", "tree")
    assert is_in(first) and ben.get("/en/home/").status_code == 200

    signed_in(here.cast.ada).post(reverse("sections:redraw", args=[here.section.code, here.cast.ben.code]))

    assert ben.get("/en/home/").status_code == 302
    assert not is_in(try_pictures(eve, door_of(type_code(eve)), here.cast.ben, "sun", "cat", "tree"))


@promise(
    "CLS-04",
    breaks="homeroom.sections.queries.seats_in",
    careless=lambda real: lambda section_id: Enrolment.objects.filter(section=section_id).select_related("student"),
)
def test_who_leaves_the_class_is_gone_from_every_page_of_its_teacher_with_the_next_request() -> None:
    cast = the_cast()
    ben, ada, code = signed_in(cast.ben, seat=cast.bens_seat, way="pictures"), signed_in(cast.ada), cast.section.code
    post(ben, "/attempts", {"person": cast.ben.code, "attempts": [a_run(level(1), "passed")]})
    about_ben = [f"/classes/{code}/cells/{cast.ben.code}/{level(1).id}"]
    about_ben += [reverse(f"sections:{name}", args=[code, cast.ben.code]) for name in ("pupil", "secret", "remove")]
    of_the_class = [f"/classes/{code}/roster", f"/classes/{code}/states?lesson=maze", f"/en/classes/{code}/progress/?lesson=maze"]
    of_the_class += [reverse(f"sections:{name}", args=[code]) for name in ("now", "ready")]
    before = {address: ada.get(address) for address in about_ben + of_the_class}
    assert {answer.status_code for answer in before.values()} == {200}
    assert "Ben" in before[of_the_class[0]].content.decode()

    ada.post(reverse("sections:remove", args=[code, cast.ben.code]))

    assert [ada.get(address).status_code for address in about_ben] == [404] * len(about_ben)
    for address in of_the_class:
        # As a browser asks that has kept the answer of before.
        again = ada.get(address, headers={"If-None-Match": before[address].get("ETag", "")})
        assert cast.ben.code not in again.content.decode(), address
        assert again.status_code == 200, address
    assert ben.get("/en/home/").status_code == 302


@promise("CLS-02", breaks="homeroom.sections.queries.seats_in", careless=lambda real: lambda section_id: everybody())
def test_a_teacher_sees_a_pupil_of_another_class_only_once_they_sit_in_the_own() -> None:
    cast = the_cast()
    zoe = a_person("Zoe", age=11)
    a_seat(cast.dans_section, zoe)
    post(signed_in(zoe), "/attempts", {"person": zoe.code, "attempts": [a_run(level(1), "passed")]})
    ada, code = signed_in(cast.ada), cast.section.code
    about_zoe = [f"/classes/{code}/cells/{zoe.code}/{level(1).id}", reverse("sections:pupil", args=[code, zoe.code])]
    before = [ada.get(address).status_code for address in about_zoe], zoe.code in ada.get(f"/classes/{code}/roster").content.decode()

    a_seat(cast.section, zoe)

    after = [ada.get(address).status_code for address in about_zoe], zoe.code in ada.get(f"/classes/{code}/roster").content.decode()
    assert (before, after) == (([404, 404], False), ([200, 200], True))


def everybody() -> QuerySet[Enrolment]:
    """The careless opposite: seats are found without asking whose class it is."""
    return Enrolment.objects.select_related("student")


@promise("CLS-03", breaks="homeroom.kit.http.guards._may", careless="says_yes")
def test_pupils_read_no_address_of_a_teacher_anywhere() -> None:
    cast = the_cast()
    sign_up(Client())
    adults = ["ada@school.example", "dan@school.example", "grace@school.example", "zoe@school.example"]

    for pupil in (signed_in(cast.ben, seat=cast.bens_seat, way="pictures"), signed_in(cast.cleo)):
        pages = {one.name: ask(pupil, "GET", filled(one.route, cast)).content.decode() for one in addresses() if "GET" in one.methods}
        assert len(pages) > 40
        assert [name for name, page in pages.items() if any(adult in page for adult in adults)] == []
        assert "Ben" in pages["home:home"] + pages["progress:mine"] + pages["/me"] or "Cleo" in pages["/me"]
