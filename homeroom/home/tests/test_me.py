"""GET /me: who is here, by one small answer (PROTOCOL.md)."""

import json
from typing import Any

import pytest
from django.test import Client

from homeroom.accounts import queries as people
from homeroom.accounts.models import Session
from homeroom.curriculum import queries as curriculum
from homeroom.testing.cast import Cast, a_person, signed_in, the_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return the_cast()


def me(client: Client, query: str = "") -> Any:
    answer = client.get(f"/me{query}")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    return json.loads(answer.content)


def test_eve_is_nobody_and_gets_no_cookie(cast: Cast) -> None:
    eve = signed_in(None)

    answer = me(eve)

    assert answer | {"now": 0} == {
        "person": None, "period": None, "csrf": "", "now": 0, "states": {}, "work": None, "sealing": None, "ticket": None,
    }  # fmt: skip
    assert dict(eve.cookies) == {}


def test_ben_is_here_with_his_class_and_his_tile(cast: Cast) -> None:
    answer = me(signed_in(cast.ben, seat=cast.bens_seat, way="pictures"))

    assert answer["person"] == {
        "code": cast.ben.code, "name": "Ben", "tile": f"owl-{cast.bens_seat.tile_colour}", "role": "pupil", "weak": True, "ageKnown": True,
        "section": {"code": cast.section.code, "name": "5b"},
    }  # fmt: skip
    assert answer["csrf"]
    assert len(answer["ticket"]) <= 600
    assert answer["sealing"]["id"]


def test_a_password_is_not_weak_and_shows_the_class_too(cast: Cast) -> None:
    answer = me(signed_in(cast.ben))

    assert (answer["person"]["weak"], answer["person"]["section"]["name"]) == (False, "5b")


def test_adults_have_no_class_here(cast: Cast) -> None:
    roles = {person.name: me(signed_in(person))["person"] for person in (cast.ada, cast.grace, cast.sam)}

    assert {name: one["role"] for name, one in roles.items()} == {"Ada": "teacher", "Grace": "administrator", "Sam": "staff"}
    assert {one["section"] for one in roles.values()} == {None}


def test_an_unknown_age_is_told(cast: Cast) -> None:
    assert me(signed_in(a_person("Finn")))["person"]["ageKnown"] is False


def test_an_ended_session_loses_both_cookies(cast: Cast) -> None:
    ben = signed_in(cast.ben)
    Session.objects.all().delete()

    assert me(ben)["person"] is None
    assert {name: (ben.cookies[name].value, ben.cookies[name]["max-age"]) for name in (people.COOKIE, people.HERE)} == {
        people.COOKIE: ("", 0),
        people.HERE: ("", 0),
    }


def test_who_signed_out_without_network_is_signed_out(cast: Cast) -> None:
    ben = signed_in(cast.ben)
    del ben.cookies[people.HERE]

    assert ben.get("/en/home/").status_code == 302
    assert me(ben)["person"] is None
    assert ben.cookies[people.COOKIE].value == ""
    assert not Session.objects.exists()


def test_states_and_work_of_this_lesson_and_level_come_along(cast: Cast) -> None:
    lesson = curriculum.lesson_with_slug("maze")
    assert lesson is not None
    first, second = lesson.levels[:2]
    ben = signed_in(cast.ben)
    run = {
        "id": "01890000-0000-7000-8000-000000000001", "lesson": str(lesson.id), "level": str(first.id),
        "program": '{"blocks":{"blocks":[{"type":"start"}]}}',
        "outcome": "passed", "mistake": None, "said": {"key": "k"}, "blocks": 1, "hints": 0, "seconds": 1, "madeAt": 1_795_500_000_000,
        "fromBrowser": False,
    }  # fmt: skip
    ben.post("/attempts", json.dumps({"person": cast.ben.code, "attempts": [run]}), content_type="application/json")

    here = me(ben, f"?lesson={lesson.id}&level={first.id}")

    assert here["states"] == {str(first.id): 2}
    assert here["work"] == {"program": '{"blocks":{"blocks":[{"type":"start"}]}}', "madeAt": 1_795_500_000_000}
    assert me(ben, f"?lesson={lesson.id}&level={second.id}")["work"] is None
    assert me(ben, "?lesson=nothing&level=%00")["states"] == {}
    assert me(signed_in(cast.cleo), f"?lesson={lesson.id}&level={first.id}")["states"] == {}


def test_only_reading_is_open(cast: Cast) -> None:
    assert signed_in(cast.ben).post("/me").status_code == 405
