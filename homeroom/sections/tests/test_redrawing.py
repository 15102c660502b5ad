"""A redrawn secret is dead at once, and so is what it opened; teachers who learn in a class are never touched (ACC-03..06)."""

import pytest

from homeroom.accounts.models import Person, Session
from homeroom.audit.models import Entry
from homeroom.kit.errors import Refused
from homeroom.limits import actions as limits
from homeroom.limits.rules import SEAT, SECTION
from homeroom.sections import actions, queries
from homeroom.sections.models import Enrolment
from homeroom.sections.rules.secrets import is_secret
from homeroom.testing.careless import answers
from homeroom.testing.cast import NOW, a_person, a_seat, a_section, signed_in, the_cast
from homeroom.testing.promises import promise

pytestmark = pytest.mark.django_db


@promise("ACC-06", breaks="homeroom.sections.actions.secrets._sign_out")
def test_the_old_pictures_open_nothing_and_ben_is_signed_out() -> None:
    cast = the_cast()
    signed_in(cast.ben, seat=cast.bens_seat, way="pictures")
    old = cast.bens_seat.secret or ""

    new = actions.redraw_secret(seat=queries.find_seat(cast.bens_seat.pk), language="en", by=cast.ada.code, now=NOW)  # type: ignore[arg-type]

    kept = Enrolment.objects.get(pk=cast.bens_seat.pk).secret
    assert is_secret(kept, new)
    assert not is_secret(kept, old)
    assert not Session.objects.filter(person=cast.ben).exists()
    entry = Entry.objects.get(what="redraw_secret")
    assert (entry.by, entry.about, entry.where) == (cast.ada.code, cast.ben.code, cast.section.code)


def test_nobody_elses_secret_or_sign_in_changes() -> None:
    cast = the_cast()
    signed_in(cast.cleo, seat=cast.cleos_seat, way="pictures")

    actions.redraw_secret(seat=cast.bens_seat, language="en", by=cast.ada.code, now=NOW)

    assert Enrolment.objects.get(pk=cast.cleos_seat.pk).secret == "dog moon boat"
    assert Session.objects.filter(person=cast.cleo).exists()


def test_a_class_changes_to_passwords_and_back() -> None:
    cast = the_cast()
    signed_in(cast.ben, seat=cast.bens_seat, way="pictures")

    actions.change_sign_in(section=cast.section, way="password", language="en", by=cast.ada.code, now=NOW)

    ben, seat = Person.objects.get(pk=cast.ben.pk), Enrolment.objects.get(pk=cast.bens_seat.pk)
    assert (cast.section.sign_in, seat.sign_in) == ("password", "password")
    assert ben.username is not None
    assert ben.username.startswith("ben")
    assert is_secret(seat.secret, (seat.secret or "").replace(" ", ""))
    assert ben.must_choose_password
    assert not Session.objects.exists()

    actions.change_sign_in(section=cast.section, way="words", language="en", by=cast.ada.code, now=NOW)
    seat.refresh_from_db()
    assert len((seat.secret or "").split()) == 2


def test_one_pupil_may_sign_in_otherwise_than_the_class() -> None:
    cast = the_cast()

    actions.change_sign_in(section=cast.section, way="words", language="en", by=cast.ada.code, now=NOW, seat=cast.bens_seat)

    assert cast.section.sign_in == "pictures"
    assert Enrolment.objects.get(pk=cast.bens_seat.pk).sign_in == "words"
    assert Enrolment.objects.get(pk=cast.cleos_seat.pk).secret == "dog moon boat"


@promise("ACC-03", "ACC-04", breaks="homeroom.accounts.actions.forget_password")
def test_a_one_time_password_ends_the_old_one_and_is_spent_once() -> None:
    ada = a_person("Ada", "teacher")
    section = a_section(ada, "9a", sign_in="password")
    cleo = a_person("Cleo", age=15, username="cleo42", password="her own password")
    cleo.email = cleo.email_index = None
    seat = a_seat(section, cleo, secret=None)
    signed_in(cleo)

    given = actions.give_one_time_password(seat=seat, by=ada.code, now=NOW)

    cleo.refresh_from_db()
    assert (cleo.password, cleo.must_choose_password) == ("", True)
    assert not Session.objects.filter(person=cleo).exists()
    assert is_secret(Enrolment.objects.get(pk=seat.pk).secret, given.replace(" ", ""))

    actions.spend_one_time_password(student_id=cleo.pk)
    assert Enrolment.objects.get(pk=seat.pk).secret is None


def test_a_pupil_without_a_password_gets_no_one_time_password() -> None:
    cast = the_cast()

    with pytest.raises(Refused, match="no-password"):
        actions.give_one_time_password(seat=cast.bens_seat, by=cast.ada.code, now=NOW)


@promise("ACC-06", breaks="homeroom.sections.actions.secrets.new_card_code", careless=answers("BCDFGH" * 5))
def test_a_new_card_opens_and_the_old_one_does_not() -> None:
    cast = the_cast()
    first = actions.replace_card(seat=cast.bens_seat, by=cast.ada.code, now=NOW)
    second = actions.replace_card(seat=cast.bens_seat, by=cast.ada.code, now=NOW)

    assert queries.seat_with_card(first, NOW.date()) is None
    assert queries.seat_with_card(second, NOW.date()) == cast.bens_seat


@promise("ACC-04", breaks="homeroom.sections.rules.leaving.may_change_account", careless="says_yes")
def test_dan_who_learns_in_adas_class_keeps_his_account_to_himself() -> None:
    cast = the_cast()
    seat = a_seat(cast.section, cast.dan, secret=None)
    signed_in(cast.dan)
    before = Person.objects.filter(pk=cast.dan.pk).values().get()

    for refused in (
        lambda: actions.redraw_secret(seat=seat, language="en", by=cast.ada.code, now=NOW),
        lambda: actions.give_one_time_password(seat=seat, by=cast.ada.code, now=NOW),
        lambda: actions.replace_card(seat=seat, by=cast.ada.code, now=NOW),
        lambda: actions.change_sign_in(section=cast.section, way="words", language="en", by=cast.ada.code, now=NOW, seat=seat),
        lambda: actions.rename_student(seat=seat, name="Danny", by=cast.ada.code, now=NOW),
        lambda: actions.change_age(seat=seat, age=40, by=cast.ada.code, now=NOW),
    ):
        with pytest.raises(Refused, match="a-teacher"):
            refused()
    actions.change_sign_in(section=cast.section, way="password", language="en", by=cast.ada.code, now=NOW)
    actions.remove_student(seat=seat, by=cast.ada.code, now=NOW)

    assert Person.objects.filter(pk=cast.dan.pk).values().get() == before
    assert Session.objects.filter(person=cast.dan).exists()
    assert Enrolment.objects.get(pk=seat.pk).secret is None


def test_one_click_opens_a_pupil_or_a_class_that_was_tried_too_often() -> None:
    cast = the_cast()
    for _ in range(70):
        limits.take(SEAT, str(cast.bens_seat.pk), now=NOW)
        limits.take(SECTION, str(cast.section.pk), now=NOW)

    actions.unlock_student(seat=cast.bens_seat, by=cast.ada.code, now=NOW)
    assert limits.must_wait(SEAT, str(cast.bens_seat.pk), now=NOW) == 0
    assert limits.must_wait(SECTION, str(cast.section.pk), now=NOW) > 0

    actions.unlock_section(section=cast.section, by=cast.ada.code, now=NOW)
    assert limits.must_wait(SECTION, str(cast.section.pk), now=NOW) == 0
