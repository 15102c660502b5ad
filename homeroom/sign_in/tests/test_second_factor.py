"""Six digits and recovery codes: required of administrators, asked of whoever has them, never taken twice (SEC-04)."""

import datetime
import re

import pyotp
import pytest
from django.db import connection
from django.test import Client

from homeroom.accounts.models import Person, Session
from homeroom.sign_in.actions import second_factor
from homeroom.sign_in.models import RecoveryCode, SecondFactor
from homeroom.sign_in.rules import step_at
from homeroom.sign_in.tests.at_the_door import is_in
from homeroom.sign_in.tests.grown_ups import a_second_factor, digits, hidden, now, post, sign_in
from homeroom.testing.careless import answers
from homeroom.testing.cast import PASSWORD, a_person, signed_in, the_cast
from homeroom.testing.promises import promise

pytestmark = pytest.mark.django_db


@promise("SEC-04", breaks="homeroom.accounts.rules.first_thing", careless=answers("age"))
def test_an_administrator_sets_up_the_second_factor_before_anything_else() -> None:
    the_cast()
    client = Client()

    answer = sign_in(client, "grace@school.example")
    elsewhere = [client.get(path)["Location"] for path in ("/en/account/", "/en/approvals/")]
    page = client.get("/en/account/second-factor/")
    sealed = hidden(page, "sealed")
    secret = "".join(re.findall(r'card-code" dir="ltr">([^<]+)<', page.content.decode())[0].split())
    wrong = post(client, "/en/account/second-factor/", sealed=sealed, digits="000000")
    right = post(client, "/en/account/second-factor/", sealed=sealed, digits=digits(secret))

    assert answer["Location"] == "/en/account/second-factor/"
    assert set(elsewhere) == {"/en/account/second-factor/"}
    assert wrong.status_code == 403
    assert secret not in sealed
    assert right.content.decode().count("<code>") == 10
    assert client.get("/en/approvals/").status_code == 200
    assert RecoveryCode.objects.count() == 10
    assert "<svg" in page.content.decode()
    assert "style=" not in page.content.decode()


def grace_with_digits() -> tuple[Person, str]:
    cast = the_cast()
    return cast.grace, a_second_factor(cast.grace)


def test_six_digits_are_asked_at_every_sign_in_and_never_taken_twice() -> None:
    _grace, secret = grace_with_digits()
    client = Client()

    halfway = sign_in(client, "grace@school.example")
    used = digits(secret)
    inside = client.post("/en/sign-in/", {"halfway": hidden(halfway, "halfway"), "digits": used[:3] + " " + used[3:]})
    other = Client()
    second = other.post("/en/sign-in/", {"halfway": hidden(sign_in(other, "grace@school.example"), "halfway"), "digits": used})

    assert not is_in(halfway)
    assert is_in(inside)
    assert Session.objects.get().second_factor
    assert second.status_code == 403


@pytest.mark.parametrize(("steps", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_digits_of_the_neighbouring_half_minutes_are_taken(steps: int, taken: bool) -> None:
    grace, secret = grace_with_digits()

    at = now().replace(second=15)
    try:
        second_factor.check(person=grace, typed=pyotp.HOTP(secret).at(step_at(at) + steps), now=at)
        found = True
    except second_factor.WrongDigits:
        found = False

    assert found is taken


def test_a_recovery_code_works_once() -> None:
    grace, secret = grace_with_digits()
    client = signed_in(grace, second_factor=True)
    page = client.get("/en/account/second-factor/")
    fresh = "".join(re.findall(r'card-code" dir="ltr">([^<]+)<', page.content.decode())[0].split())
    codes = re.findall(
        r"<code>([^<]+)</code>",
        post(client, "/en/account/second-factor/", sealed=hidden(page, "sealed"), digits=digits(fresh)).content.decode(),
    )

    def come_in(code: str) -> bool:
        other = Client()
        return is_in(other.post("/en/sign-in/", {"halfway": hidden(sign_in(other, "grace@school.example"), "halfway"), "digits": code}))

    assert come_in(codes[0].upper().replace(" ", "-"))
    assert not come_in(codes[0])
    assert not come_in(digits(secret)), "the old app counts no longer"
    assert come_in(codes[9])


def test_six_digits_are_not_tried_out() -> None:
    grace, secret = grace_with_digits()
    client = Client()
    halfway = hidden(sign_in(client, "grace@school.example"), "halfway")
    tried = [client.post("/en/sign-in/", {"halfway": halfway, "digits": f"{number:06}"}).status_code for number in range(7)]

    right = client.post("/en/sign-in/", {"halfway": halfway, "digits": digits(secret)})

    assert tried[:5] == [403] * 5
    assert tried[5:] == [429] * 2
    assert right.status_code == 429
    assert grace.pk


def test_halfway_is_no_way_in_by_itself() -> None:
    cast = the_cast()
    secret = a_second_factor(cast.grace)
    client = Client()
    halfway = hidden(sign_in(client, "grace@school.example"), "halfway")

    changed = client.post("/en/sign-in/", {"halfway": halfway[:-1] + ("0" if halfway[-1] != "0" else "1"), "digits": digits(secret)})
    Person.objects.filter(pk=cast.grace.pk).update(password=Person.objects.get(pk=cast.ada.pk).password)
    after_a_new_password = client.post("/en/sign-in/", {"halfway": halfway, "digits": digits(secret)})

    assert [changed.status_code, after_a_new_password.status_code] == [410, 410]


def test_proving_with_digits_where_they_are_set_up() -> None:
    cast = the_cast()
    secret = a_second_factor(cast.ada)
    client = signed_in(cast.ada, second_factor=True)
    Session.objects.update(proved_at=now() - datetime.timedelta(minutes=11))

    without = post(client, "/en/account/prove/", password=PASSWORD)
    wrong = post(client, "/en/account/prove/", password=PASSWORD, digits="000000")
    right = post(client, "/en/account/prove/", password=PASSWORD, digits=digits(secret))

    assert "errorlist" in without.content.decode()
    assert (wrong.status_code, right.status_code) == (403, 302)


def test_a_teacher_may_do_without_the_app_and_an_administrator_may_not() -> None:
    cast = the_cast()
    for person in (cast.ada, cast.grace):
        a_second_factor(person)

    post(signed_in(cast.ada, second_factor=True), "/en/account/second-factor/", do="remove")
    post(signed_in(cast.grace, second_factor=True), "/en/account/second-factor/", do="remove")

    assert list(SecondFactor.objects.values_list("person", flat=True)) == [cast.grace.pk]


def test_secrets_and_recovery_codes_are_not_readable_in_the_database() -> None:
    ada = a_person("Ada", "teacher")
    secret = a_second_factor(ada)
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM sign_in_secondfactor")
        raw = bytes(cursor.fetchone()[0])

    assert secret.encode() not in raw
