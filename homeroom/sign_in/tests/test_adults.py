"""Adults come in: address and password, a new account, one's own account (ACC-18)."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client

from homeroom.accounts import hashing
from homeroom.accounts.models import Person, Session
from homeroom.agreements.queries import accepted
from homeroom.sign_in.tests.at_the_door import is_in
from homeroom.sign_in.tests.grown_ups import STRONG, now, post, sign_in, sign_up
from homeroom.testing.cast import PASSWORD, signed_in, the_cast
from homeroom.testing.promises import promise

pytestmark = pytest.mark.django_db


def test_ada_signs_in_and_goes_where_she_wanted() -> None:
    the_cast()

    answer = sign_in(Client(), email=" ADA@school.example ", next="/en/learn/?all=1")

    assert is_in(answer)
    assert answer["Location"] == "/en/learn/?all=1"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "\\\\evil", "/x\ny", ""]
)
def test_next_leads_to_pages_of_ours_only(elsewhere: str) -> None:
    the_cast()

    assert "evil" not in sign_in(Client(), next=elsewhere)["Location"]
    assert not sign_in(Client(), next=elsewhere)["Location"].startswith(("//", "javascript", "/x"))


def test_wrong_unknown_closed_and_pupils_answer_alike() -> None:
    cast = the_cast()
    Person.objects.filter(pk=cast.dan.pk).update(state="closed")
    Person.objects.filter(pk=cast.ben.pk).update(password=Person.objects.get(pk=cast.ada.pk).password)

    answers = [
        sign_in(Client(), "ada@school.example", "wrong"),
        sign_in(Client(), "nobody@school.example", PASSWORD),
        sign_in(Client(), "dan@school.example", PASSWORD),
    ]

    pages = {re.sub(r'value="[a-z]+@school.example"', "", answer.content.decode()) for answer in answers}
    assert [answer.status_code for answer in answers] == [403] * 3
    assert len(pages) == 1
    assert not Session.objects.exists()


@promise("ACC-18", breaks="homeroom.accounts.actions.burn", careless="says_no")
def test_every_wrong_answer_costs_one_slow_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted, not timed: whether there is an account or not, exactly one hash is made."""
    the_cast()
    made: list[str] = []
    real = hashing.Argon2._peppered

    def counted(self: Any, password: str) -> str:
        made.append("hash")
        return real(self, password)

    monkeypatch.setattr(hashing.Argon2, "_peppered", counted)
    counts = []
    for email in ("ada@school.example", "nobody@school.example"):
        made.clear()
        sign_in(Client(), email, "wrong")
        counts.append(len(made))

    assert counts == [1, 1]


def test_a_teacher_signs_up_then_signs_in_and_waits(settings: Any) -> None:
    settings.TEACHER_SIGNUP = "approve"
    client = Client()

    page = client.get("/en/sign-up/").content.decode()
    answer = sign_up(client)

    assert 'name="accepts" required id="id_accepts"' in page
    assert "checked" not in page
    assert not is_in(answer)
    assert 'action="/en/sign-in/"' in answer.content.decode()
    zoe = Person.objects.get()
    assert (zoe.role, zoe.state, zoe.name) == ("teacher", "waiting", "Zoe")
    told = accepted(zoe.pk, "terms")
    assert told is not None and told[0] == 1
    assert is_in(sign_in(client, "zoe@school.example", STRONG))
    assert "waits for an administrator" in client.get("/en/account/").content.decode()


@pytest.mark.parametrize(("signup", "state"), [("open", "active"), ("approve", "waiting")])
def test_how_one_may_become_a_teacher_is_a_setting(settings: Any, signup: str, state: str) -> None:
    settings.TEACHER_SIGNUP = signup

    sign_up(Client())

    assert Person.objects.get().state == state


def test_by_invitation_only(settings: Any) -> None:
    settings.TEACHER_SIGNUP = "invite"

    answer = sign_up(Client())

    assert "by invitation" in answer.content.decode()
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("signup", "told", "untold"), [("open", "/en/sign-up/", "by invitation"), ("invite", "by invitation", "/en/sign-up/")]
)
def test_who_is_new_is_told_at_the_sign_in_what_there_is_and_how_to_begin(settings: Any, signup: str, told: str, untold: str) -> None:
    settings.TEACHER_SIGNUP = signup

    page = Client().get("/en/sign-in/").content.decode()

    assert "New here?" in page
    assert ("try a pretend class" in page) == (signup == "open")
    assert told in page
    assert untold not in page


def test_a_taken_address_answers_like_a_free_one_and_changes_nothing() -> None:
    cast = the_cast()
    before = Person.objects.get(pk=cast.ada.pk).password

    free, taken = sign_up(Client()), sign_up(Client(), "ada@school.example")

    assert free.status_code == taken.status_code == 200
    assert free.content.decode().replace("zoe@", "ada@") == taken.content.decode()
    assert Person.objects.get(pk=cast.ada.pk).password == before
    assert [person.name for person in Person.objects.all()].count("Zoe") == 1
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "\u200b"),
        ("email", "zoe"),
        ("email", "z" * 300 + "@school.example"),
        ("password", "short"),
        ("password", "password1234"),
        ("password", "zoe@school.example"),
        ("accepts", ""),
    ],
)
def test_what_cannot_be_taken_is_said_beside_its_field(field: str, value: str) -> None:
    answer = sign_up(Client(), **{field: value}) if field != "email" else sign_up(Client(), value)

    assert answer.status_code == 400
    assert 'class="errorlist"' in answer.content.decode()
    assert not Person.objects.exists()


def test_what_matters_asks_once_more_who_one_is() -> None:
    cast = the_cast()
    client = signed_in(cast.ada)
    Session.objects.update(proved_at=now() - datetime.timedelta(minutes=11))

    asked = client.get("/en/account/email/")
    wrong = post(client, "/en/account/prove/", password="wrong", next="/en/account/email/")
    right = post(client, "/en/account/prove/", password=PASSWORD, next="/en/account/email/")
    changed = post(client, "/en/account/email/", email="ada.l@school.example")

    assert asked["Location"] == "/en/account/prove/?next=%2Fen%2Faccount%2Femail%2F"
    assert wrong.status_code == 403
    assert right["Location"] == "/en/account/email/"
    assert changed.status_code == 302
    assert is_in(sign_in(Client(), "ada.l@school.example"))
    assert not is_in(sign_in(Client(), "ada@school.example"))


@pytest.mark.parametrize(
    ("wanted", "lands"),
    [
        ("http://testserver/en/account/email/", "/en/account/email/"),  # as a browser calls the page with the form
        ("http://elsewhere.example/en/account/email/", "/en/home/"),
        ("http://testserver//elsewhere.example/", "/en/home/"),
        ("http://testserver.elsewhere.example/", "/en/home/"),
    ],
)
def test_who_has_said_once_more_who_they_are_goes_on_at_ours_and_nowhere_else(wanted: str, lands: str) -> None:
    assert post(signed_in(the_cast().ada), "/en/account/prove/", password=PASSWORD, next=wanted)["Location"] == lands


def test_an_address_of_somebody_else_cannot_be_taken() -> None:
    cast = the_cast()

    answer = post(signed_in(cast.ada), "/en/account/email/", email="dan@school.example")

    assert answer.status_code == 400
    assert Person.objects.get(pk=cast.ada.pk).email == "ada@school.example"


def test_ada_changes_name_language_and_password_and_sees_where_she_is_signed_in() -> None:
    cast = the_cast()
    client, other = signed_in(cast.ada), signed_in(cast.ada)

    post(client, "/en/account/", do="save", name=" Ada  L. ", language="es")
    listed = client.get("/en/account/").content.decode()
    weak = post(client, "/en/account/password/", password="ada@school.example")
    post(client, "/en/account/password/", password=STRONG)

    ada = Person.objects.get(pk=cast.ada.pk)
    assert (ada.name, ada.language) == ("Ada L.", "es")
    assert listed.count("<li>Since") == 2
    assert listed.count("this browser") == 1
    assert weak.status_code == 400
    assert other.get("/en/account/").status_code == 302
    assert client.get("/en/account/").status_code == 200
    assert is_in(sign_in(Client(), password=STRONG))


def test_ending_the_other_browsers_leaves_this_one_and_other_people() -> None:
    cast = the_cast()
    client, other, dan = signed_in(cast.ada), signed_in(cast.ada), signed_in(cast.dan)

    post(client, "/en/account/", do="end-others")

    assert [browser.get("/en/account/").status_code for browser in (client, other, dan)] == [200, 302, 200]


def test_children_with_pictures_have_no_password_and_no_address_to_change() -> None:
    cast = the_cast()
    ben = signed_in(cast.ben, seat=cast.bens_seat, way="pictures")

    assert [ben.get(f"/en/account/{page}/").status_code for page in ("password", "email", "second-factor", "prove")] == [404] * 4
    assert "Where you are signed in" in ben.get("/en/account/").content.decode()
