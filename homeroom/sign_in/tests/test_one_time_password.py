"""A password that a teacher gave opens until the pupil has chosen one of their own (ACC-04)."""

import pytest

from homeroom.accounts.models import Person
from homeroom.sections import actions as classes
from homeroom.sections import queries
from homeroom.sections.models import Enrolment
from homeroom.sign_in.actions import adults, pupils
from homeroom.sign_in.actions.passwords import WrongPassword
from homeroom.testing.cast import NOW, the_cast

pytestmark = pytest.mark.django_db
OWN = "seven green lanterns"


def test_it_opens_until_a_password_is_chosen_and_is_forgotten_then() -> None:
    cast = the_cast()
    classes.change_sign_in(section=cast.section, way="password", language="en", by=cast.ada.code, now=NOW)
    given = Enrolment.objects.get(pk=cast.bens_seat.pk).secret or ""
    ben = Person.objects.get(pk=cast.ben.pk)

    def come_in(password: str) -> int:
        begun = pupils.sign_in_with_name(username=ben.username or "", password=password, network="school", now=NOW, instead_of=None)
        return begun.session.pk

    session = come_in(given.replace(" ", ""))
    adults.choose_own_password(person=ben, password=OWN, session_id=session, now=NOW)

    assert Enrolment.objects.get(pk=cast.bens_seat.pk).secret is None
    with pytest.raises(WrongPassword):
        come_in(given)
    assert come_in(OWN) != session


def test_a_new_one_ends_the_password_that_was_chosen() -> None:
    cast = the_cast()
    classes.change_sign_in(section=cast.section, way="password", language="en", by=cast.ada.code, now=NOW)
    ben = Person.objects.get(pk=cast.ben.pk)
    adults.choose_own_password(person=ben, password=OWN, session_id=0, now=NOW)

    seat = queries.find_seat(cast.bens_seat.pk)
    assert seat is not None
    given = classes.give_one_time_password(seat=seat, by=cast.ada.code, now=NOW)

    with pytest.raises(WrongPassword):
        pupils.sign_in_with_name(username=ben.username or "", password=OWN, network="school", now=NOW, instead_of=None)
    assert pupils.sign_in_with_name(username=ben.username or "", password=given, network="school", now=NOW, instead_of=None).session.pk
