"""The way out: this browser's session is over, its two cookies are gone, and nothing else in the browser is touched."""

import datetime
import json
from typing import Any

import pytest
from django.test import Client

from homeroom.accounts.models import Session
from homeroom.sections.models import Period
from homeroom.sign_in.tests.at_the_door import an_open_class
from homeroom.testing.cast import signed_in, the_cast

pytestmark = pytest.mark.django_db


def leave(client: Client, person: str) -> Any:
    return client.post("/sign-out", json.dumps({"person": person}), content_type="application/json")


def test_a_page_signs_its_own_person_out() -> None:
    cast = the_cast()
    client, other = signed_in(cast.ben), signed_in(cast.ben)

    answer = leave(client, cast.ben.code)

    assert answer.status_code == 200
    assert set(answer.json()) == {"now"}
    assert [answer.cookies[name]["max-age"] for name in ("homeroom", "here")] == [0, 0]
    assert "Clear-Site-Data" not in answer
    assert Session.objects.count() == 1, "the other browser stays"
    assert other.get("/en/account/").status_code == 200


def test_who_is_out_already_is_answered_well() -> None:
    cast = the_cast()
    client = signed_in(cast.ben)
    Session.objects.all().delete()

    assert leave(client, cast.ben.code).status_code == 200
    assert leave(Client(), cast.ben.code).status_code == 200


def test_a_page_of_the_child_before_does_not_sign_the_next_one_out() -> None:
    cast = the_cast()

    answer = leave(signed_in(cast.cleo), cast.ben.code)

    assert answer.status_code == 409
    assert answer.json()["refused"] == "another-person"
    assert Session.objects.count() == 1


def test_signing_out_needs_the_token_of_the_session() -> None:
    cast = the_cast()
    client = signed_in(cast.ben)
    client.defaults.pop("HTTP_X_CSRFTOKEN", None)
    forged = Client()
    forged.cookies = client.cookies

    answer = leave(forged, cast.ben.code)

    assert answer.status_code == 403
    assert Session.objects.count() == 1


@pytest.mark.parametrize("body", ["{}", "[]", '{"person": 7}', '{"person": "x", "more": 1}', "x" * 5000])
def test_what_is_no_sign_out_is_refused(body: str) -> None:
    answer = Client().post("/sign-out", body, content_type="application/json")

    assert answer.status_code in (400, 413)
    assert answer.json()["sentence"]


def test_a_form_signs_a_pupil_out_to_the_class_code_and_a_teacher_to_the_first_page() -> None:
    cast = the_cast()

    ben = signed_in(cast.ben, seat=cast.bens_seat, way="pictures").post("/en/sign-out/")
    ada = signed_in(cast.ada).post("/ar/sign-out/")

    assert (ben["Location"], ada["Location"]) == ("/en/class/", "/ar/")
    assert not Session.objects.exists()


def test_not_me_shows_the_names_of_the_same_class_while_its_code_opens_it() -> None:
    here = an_open_class()
    ben = signed_in(here.cast.ben, seat=here.cast.bens_seat, way="pictures", period_id=here.period.pk)

    answer = ben.post("/en/sign-out/", {"again": "1"})

    assert "Who are you?" in answer.content.decode()
    assert "Cleo" in answer.content.decode()
    assert "Sign out Ben" not in answer.content.decode()
    assert not Session.objects.exists()


def test_not_me_after_the_code_is_over_asks_for_it_again() -> None:
    here = an_open_class()
    ben = signed_in(here.cast.ben, seat=here.cast.bens_seat, way="pictures", period_id=here.period.pk)
    Period.objects.update(sign_in_until=datetime.datetime.now(datetime.UTC))

    answer = ben.post("/en/sign-out/", {"again": "1"})

    assert answer["Location"] == "/en/class/"
    assert not Session.objects.exists()
