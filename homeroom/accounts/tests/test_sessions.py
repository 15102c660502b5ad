"""Who holds a cookie: found by one hand-written statement, the same on both databases, and never when it should not be."""

import datetime
from dataclasses import replace

import pytest

from homeroom.accounts import actions, queries
from homeroom.accounts.models import Session
from homeroom.testing.cast import NOW, a_person

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)


def test_a_viewer_is_told_as_the_tables_tell_it() -> None:
    for way, person in (
        ("pictures", a_person("Ben", age=11)),
        ("password", a_person("Ada", "teacher", state="waiting")),
        ("words", a_person("عمر")),
    ):
        begun = actions.begin_session(person=person, way=way, now=NOW, section_id=3, enrolment_id=4, second_factor=way == "password")

        found = queries.find_session(begun.token, NOW + MINUTE)

        assert found is not None
        told, kept = found[0], queries.viewer_from(Session.objects.select_related("person").get(pk=begun.session.pk))
        assert told.name == kept.name == person.name
        # Sealing draws chance, so the same name is never sealed to the same bytes.
        assert replace(told, sealed_name=b"") == replace(kept, sealed_name=b"")
        assert found[1] == NOW
        assert found[0].csrf == queries.csrf_of(begun.session)


def test_a_one_time_password_must_be_changed_where_it_was_used() -> None:
    ben = a_person("Ben", age=11, must_choose_password=True)
    found = [queries.find_session(actions.begin_session(person=ben, way=way, now=NOW).token, NOW) for way in ("password", "words")]

    assert [one and one[0].must_choose_password for one in found] == [True, False]


def test_a_session_that_is_over_idle_or_of_a_closed_account_finds_nobody() -> None:
    ben = a_person("Ben", age=11)
    token = actions.begin_session(person=ben, way="pictures", now=NOW).token

    assert queries.find_session(token, NOW + 10 * MINUTE) is not None
    assert queries.find_session(token, NOW + 10 * MINUTE + datetime.timedelta(microseconds=1)) is None
    Session.objects.update(idle_minutes=600)
    assert queries.find_session(token, NOW + 239 * MINUTE) is not None
    assert queries.find_session(token, NOW + 240 * MINUTE) is None
    actions.close_accounts(people=[ben], because="test", by="x", now=NOW)
    assert queries.find_session(token, NOW) is None


@pytest.mark.parametrize("token", ["", "x", "é", "\x00", "a" * 5_000, "' OR 1=1 --"])
def test_a_token_that_is_none_finds_nobody(token: str) -> None:
    actions.begin_session(person=a_person("Ben", age=11), way="pictures", now=NOW)

    assert queries.find_session(token, NOW) is None
