"""A pupil moves with all work, leaves at once, and can be taken back for 28 days exactly as before (CLS-04, DEL-05..07)."""

import datetime

import pytest

from homeroom.accounts.models import Person, Session
from homeroom.kit.errors import NotFound, Refused
from homeroom.sections import actions, queries
from homeroom.sections.models import Enrolment
from homeroom.sections.tests.test_classes import everything
from homeroom.testing.careless import answers
from homeroom.testing.cast import NOW, a_person, a_seat, a_section, signed_in, the_cast
from homeroom.testing.promises import promise

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@promise("CLS-04", "DEL-05", breaks="homeroom.accounts.actions.close_accounts")
def test_ben_is_gone_at_once_and_his_account_with_his_last_class() -> None:
    cast = the_cast()
    signed_in(cast.ben, seat=cast.bens_seat, way="pictures")
    assert queries.removal_plan(cast.bens_seat).becomes == "closed"

    actions.remove_student(seat=cast.bens_seat, by=cast.ada.code, now=NOW)

    assert cast.ben.pk not in list(queries.students_taught_by(cast.ada.pk))
    assert queries.find_seat(cast.bens_seat.pk) is None
    assert not Session.objects.filter(person=cast.ben).exists()
    assert Person.objects.get(pk=cast.ben.pk).state == "closed"
    assert [place.shown for place in queries.places_in(cast.section.pk)] == ["Cleo"]


@promise("DEL-06", breaks="homeroom.sections.actions.returning.bring_back")
def test_taking_him_back_is_the_exact_inverse() -> None:
    cast = the_cast()
    before = everything()
    actions.remove_student(seat=cast.bens_seat, by=cast.ada.code, now=NOW)
    (left,) = queries.left_seats(cast.section.pk, NOW + 27 * DAY)

    actions.restore_student(seat=left, by=cast.ada.code, now=NOW + 27 * DAY)

    assert everything() == before


def test_after_twenty_eight_days_he_stays_away() -> None:
    cast = the_cast()
    actions.remove_student(seat=cast.bens_seat, by=cast.ada.code, now=NOW)
    left = Enrolment.objects.select_related("student", "section").get(pk=cast.bens_seat.pk)

    assert not queries.left_seats(cast.section.pk, NOW + 28 * DAY)
    with pytest.raises(NotFound):
        actions.restore_student(seat=left, by=cast.ada.code, now=NOW + 28 * DAY)


@promise("DEL-07", breaks="homeroom.sections.rules.leaving.becomes_of", careless=answers("closed"))
def test_with_another_class_or_a_password_of_their_own_the_account_stays() -> None:
    cast = the_cast()
    a_seat(a_section(cast.dan, "Club"), cast.ben)
    zoe = a_person("Zoe", age=14, username="zoe12", password="her own password")
    zoes_seat = a_seat(cast.section, zoe)

    actions.remove_student(seat=cast.bens_seat, by=cast.ada.code, now=NOW)
    actions.remove_student(seat=zoes_seat, by=cast.ada.code, now=NOW)

    assert [Person.objects.get(pk=person.pk).state for person in (cast.ben, zoe)] == ["active", "active"]


def test_a_password_for_one_time_is_no_login_of_their_own() -> None:
    cast = the_cast()
    zoe = a_person("Zoe", age=14, username="zoe12", password="given", must_choose_password=True)

    assert queries.removal_plan(a_seat(cast.section, zoe)).becomes == "closed"


def test_ben_moves_with_his_account_and_gets_a_tile_nobody_has_there() -> None:
    cast = the_cast()
    club = a_section(cast.ada, "Club", sign_in="words")
    zoe = a_seat(club, a_person("Zoe", age=11))
    Enrolment.objects.filter(pk=zoe.pk).update(tile_animal=cast.bens_seat.tile_animal, tile_colour=cast.bens_seat.tile_colour)
    signed_in(cast.ben, seat=cast.bens_seat, way="pictures")

    actions.move_student(seat=cast.bens_seat, to=club, language="en", by=cast.ada.code, now=NOW)

    seat = queries.find_seat(cast.bens_seat.pk)
    assert seat is not None
    assert (seat.section, seat.student, seat.sign_in) == (club, cast.ben, "words")
    assert len((seat.secret or "").split()) == 2
    assert (seat.tile_animal, seat.tile_colour) != (zoe.tile_animal, zoe.tile_colour) or zoe.tile_colour != seat.tile_colour
    assert not Session.objects.filter(person=cast.ben).exists()
    assert Person.objects.get(pk=cast.ben.pk).state == "active"
    assert {place.shown for place in queries.places_in(club.pk)} == {"Ben", "Zoe"}


def test_nobody_sits_in_one_class_twice() -> None:
    cast = the_cast()
    club = a_section(cast.ada, "Club")
    a_seat(club, cast.ben)

    with pytest.raises(Refused, match="there-already"):
        actions.move_student(seat=cast.bens_seat, to=club, language="en", by=cast.ada.code, now=NOW)

    actions.remove_student(seat=cast.bens_seat, by=cast.ada.code, now=NOW)
    a_seat(cast.section, cast.ben)
    (left,) = queries.left_seats(cast.section.pk, NOW)
    with pytest.raises(Refused, match="there-already"):
        actions.restore_student(seat=left, by=cast.ada.code, now=NOW)
