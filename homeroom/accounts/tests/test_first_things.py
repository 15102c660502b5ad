"""Sessions begin afresh, end everywhere, and what must be settled first is asked first (ACC-06, ACC-07, SEC-04)."""

import datetime

import pytest

from homeroom.accounts import actions, queries
from homeroom.accounts.models import Person, Session
from homeroom.accounts.rules import FirstThing, first_thing
from homeroom.testing.careless import answers
from homeroom.testing.cast import NOW, PASSWORD, a_person, signed_in, the_cast
from homeroom.testing.promises import promise


@pytest.mark.parametrize(
    ("role", "age_known", "one_time", "second_factor", "first"),
    [
        ("student", False, False, False, "age"),
        ("student", True, False, False, None),
        ("student", False, True, False, "password"),
        ("teacher", False, False, False, None),
        ("administrator", False, False, False, "second factor"),
        ("administrator", False, False, True, None),
        ("staff", False, False, False, "second factor"),
        ("administrator", False, True, False, "password"),
    ],
)
def test_first_things_first(role: str, age_known: bool, one_time: bool, second_factor: bool, first: FirstThing | None) -> None:
    assert first_thing(role, age_known=age_known, must_choose_password=one_time, second_factor=second_factor) == first


@pytest.mark.django_db
def test_only_the_hash_of_a_token_is_kept() -> None:
    begun = actions.begin_session(person=a_person("Ada", "teacher"), way="password", now=NOW)

    assert begun.token.encode() not in bytes(begun.session.token_hash)
    assert queries.find_session(begun.token, NOW) is not None
    assert queries.find_session(begun.here, NOW) is None


@pytest.mark.django_db
@pytest.mark.parametrize(("way", "idle", "ends"), [("pictures", 10, 240), ("words", 20, 720), ("card", 60, 720)])
def test_a_session_ends_when_idle_and_in_any_case(way: str, idle: int, ends: int) -> None:
    begun = actions.begin_session(person=a_person("Ben", age=11), way=way, now=NOW)

    def is_there(minutes: float) -> bool:
        return queries.find_session(begun.token, NOW + datetime.timedelta(minutes=minutes)) is not None

    assert is_there(idle)
    assert not is_there(idle + 1)
    Session.objects.update(seen_at=NOW + datetime.timedelta(minutes=ends - 1))
    assert is_there(ends - 0.5)
    assert not is_there(ends)


@pytest.mark.django_db
def test_in_an_open_period_nobody_is_signed_out_for_idling_but_every_school_day_ends() -> None:
    begun = actions.begin_session(person=a_person("Cleo", age=15), way="password", now=NOW, period_id=1)

    assert queries.find_session(begun.token, NOW + datetime.timedelta(hours=11, minutes=59)) is not None
    assert queries.find_session(begun.token, NOW + datetime.timedelta(hours=12)) is None


@pytest.mark.django_db
def test_a_closed_account_is_out_at_once() -> None:
    cast = the_cast()
    ben = signed_in(cast.ben)
    assert ben.get("/en/account/").status_code == 200

    Person.objects.filter(pk=cast.ben.pk).update(state="closed")

    assert ben.get("/en/account/").status_code == 302


@pytest.mark.django_db
@promise("ACC-03", breaks="homeroom.accounts.actions.make_password", careless=answers("!"))
def test_a_new_password_ends_all_other_sessions() -> None:
    ada = a_person("Ada", "teacher")
    here = actions.begin_session(person=ada, way="password", now=NOW)
    actions.begin_session(person=ada, way="password", now=NOW)

    actions.set_password(person=ada, password="lantern over quiet gravel", by=ada.code, now=NOW, keep_session=here.session.pk)

    assert list(Session.objects.values_list("pk", flat=True)) == [here.session.pk]
    ada.refresh_from_db()
    assert actions.is_password(ada, "lantern over quiet gravel")
    assert not actions.is_password(ada, PASSWORD)


@pytest.mark.django_db
@pytest.mark.parametrize("forged", ["same-site", "cross-site"])
def test_a_write_from_elsewhere_is_refused(forged: str) -> None:
    cast = the_cast()

    answer = signed_in(cast.ada).post("/en/account/", {"do": "end-others"}, headers={"sec-fetch-site": forged})

    assert answer.status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize(("origin", "status"), [("http://testserver", 200), ("http://evil.example", 403), ("null", 403)])
def test_browsers_that_say_only_the_origin_are_judged_by_it(origin: str, status: int) -> None:
    cast = the_cast()

    assert signed_in(cast.ada).post("/en/account/", {"do": "end-others"}, headers={"origin": origin}).status_code == status
