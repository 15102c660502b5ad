"""Adults come in: address and password, six digits, a new account, one-time links, approval."""

import datetime
import re
from typing import Any

import pyotp
import pytest
from django.db import connection
from django.test import Client

from homeroom.accounts import hashing
from homeroom.accounts.models import Person, Session
from homeroom.accounts.queries import csrf_of, find_by_email, token_hash
from homeroom.agreements.queries import accepted
from homeroom.audit.models import Entry
from homeroom.sign_in.actions import links, second_factor
from homeroom.sign_in.models import OneTimeLink, RecoveryCode, SecondFactor
from homeroom.sign_in.rules import step_at
from homeroom.sign_in.tests.at_the_door import is_in
from homeroom.testing.cast import NOW, PASSWORD, a_person, signed_in, the_cast

pytestmark = pytest.mark.django_db
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


def sign_up(client: Client, email: str = "zoe@school.example", path: str = "/en/sign-up/", **more: str) -> Any:
    return client.post(path, {"name": "Zoe", "email": email, "password": STRONG, "accepts": "on", **more})


def test_a_teacher_signs_up_then_signs_in_and_waits(settings: Any) -> None:
    settings.TEACHER_SIGNUP = "approve"
    client = Client()

    page = client.get("/en/sign-up/").content.decode()
    answer = sign_up(client)

    assert 'name="accepts" required id="id_accepts"' in page
    assert "checked" not in page
    assert not is_in(answer)
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


def test_an_address_of_somebody_else_cannot_be_taken() -> None:
    cast = the_cast()

    answer = post(signed_in(cast.ada), "/en/account/email/", email="dan@school.example")

    assert answer.status_code == 400
    assert Person.objects.get(pk=cast.ada.pk).email == "ada@school.example"


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


def test_a_teacher_may_do_without_the_app_and_an_administrator_may_not() -> None:
    cast = the_cast()
    for person in (cast.ada, cast.grace):
        a_second_factor(person)

    post(signed_in(cast.ada, second_factor=True), "/en/account/second-factor/", do="remove")
    post(signed_in(cast.grace, second_factor=True), "/en/account/second-factor/", do="remove")

    assert list(SecondFactor.objects.values_list("person", flat=True)) == [cast.grace.pk]


def test_children_with_pictures_have_no_password_and_no_address_to_change() -> None:
    cast = the_cast()
    ben = signed_in(cast.ben, seat=cast.bens_seat, way="pictures")

    assert [ben.get(f"/en/account/{page}/").status_code for page in ("password", "email", "second-factor", "prove")] == [404] * 4
    assert "Where you are signed in" in ben.get("/en/account/").content.decode()


def test_secrets_and_recovery_codes_are_not_readable_in_the_database() -> None:
    ada = a_person("Ada", "teacher")
    secret = a_second_factor(ada)
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM sign_in_secondfactor")
        raw = bytes(cursor.fetchone()[0])

    assert secret.encode() not in raw
