"""Pupils are added with accounts, tiles and secrets of the system's making, never without the declaration (ACC-01..08, 13)."""

import random
import time
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from homeroom.accounts.actions import NewStudent
from homeroom.accounts.models import Person
from homeroom.agreements.models import Acceptance
from homeroom.agreements.rules import current
from homeroom.kit.errors import Refused
from homeroom.sections import actions, queries
from homeroom.sections.actions import NewPupil
from homeroom.sections.models import Enrolment, Section
from homeroom.sections.rules.secrets import YOUNG_PICTURES
from homeroom.testing.careless import answers
from homeroom.testing.cast import NOW, a_person, a_section
from homeroom.testing.promises import promise

pytestmark = pytest.mark.django_db


def enrol(
    section: Section, teacher: Person, *pupils: NewPupil, declared: bool = True, waiting: bool = False, language: str = "en"
) -> list[Enrolment]:
    return actions.enrol_students(
        section=section,
        pupils=list(pupils),
        declared=current("authority", language).digest if declared else "",
        teacher_id=teacher.pk,
        by=teacher.code,
        waiting=waiting,
        language=language,
        now=NOW,
    )


def with_user_names(real: Any) -> Any:
    """The careless opposite: pupils need more than their pictures. (An address the database itself refuses.)"""

    def made(*, students: list[NewStudent], **told: Any) -> Any:
        return real(students=[replace(one, username=f"pupil{number}") for number, one in enumerate(students)], **told)

    return made


@promise("ACC-08", breaks="homeroom.accounts.actions.make_students", careless=with_user_names)
@promise("ACC-05", breaks="homeroom.sections.rules.secrets.draw_secret", careless=answers("sun"))
def test_a_pasted_class_sits_there_with_tiles_secrets_and_cards() -> None:
    ada = a_person("Ada", "teacher")
    section = a_section(ada, "5b")

    enrol(section, ada, NewPupil("Ben Stone", 11), NewPupil("Ben Hill", 11), NewPupil("Cleo", None))

    places = queries.places_in(section.pk)
    assert [place.shown for place in places] == ["Ben H.", "Ben S.", "Cleo"]
    assert len({(place.seat.tile_animal, place.seat.tile_colour) for place in places}) == 3
    assert [place.seat.student.age_told for place in places] == [11, 11, None]
    for place in places:
        student = place.seat.student
        assert (student.role, student.language, student.username, student.email, student.password) == ("student", "en", None, None, "")
        assert place.seat.secret is not None
        assert len(place.seat.secret.split()) == 3
        assert queries.seat_with_card(place.seat.card or "", NOW.date()) == place.seat


@promise("ACC-13", breaks="homeroom.agreements.actions.accept", careless=lambda real: lambda **told: real(**{**told, "where": ""}))
def test_the_declaration_is_kept_with_its_wording_its_class_and_its_time() -> None:
    ada = a_person("Ada", "teacher")
    section = a_section(ada, "5b")

    enrol(section, ada, NewPupil("Ben", 11), language="es")

    row = Acceptance.objects.select_related("version").get()
    assert (row.person_id, row.where, row.at) == (ada.pk, section.code, NOW)
    assert (row.version.kind, row.version.language, row.version.digest) == ("authority", "es", current("authority", "es").digest)


@pytest.mark.parametrize("age", [11, 12, None])
@promise("ACC-13", "AGE-02", "AGE-04", breaks="homeroom.accounts.rules.age_band", careless=answers("adult"))
def test_without_it_nobody_under_thirteen_or_of_unknown_age_is_added(age: int | None) -> None:
    ada = a_person("Ada", "teacher")
    section = a_section(ada, "5b")

    with pytest.raises(Refused) as refused:
        enrol(section, ada, NewPupil("Cleo", 15), NewPupil("Ben", age), declared=False)

    assert refused.value.code == "not-declared"
    assert not Enrolment.objects.exists()
    assert not Person.objects.filter(role="student").exists()


def test_older_pupils_need_none() -> None:
    ada = a_person("Ada", "teacher")

    assert len(enrol(a_section(ada, "9a"), ada, NewPupil("Cleo", 13), declared=False)) == 1


def test_another_wording_than_the_one_in_force_adds_nobody() -> None:
    ada = a_person("Ada", "teacher")
    section = a_section(ada, "5b")

    with pytest.raises(Refused) as refused:
        actions.enrol_students(
            section=section,
            pupils=[NewPupil("Ben", 11)],
            declared="0" * 64,
            teacher_id=ada.pk,
            by=ada.code,
            waiting=False,
            language="en",
            now=NOW,
        )

    assert refused.value.code == "changed-text"
    assert not Enrolment.objects.exists()


def test_who_waits_for_approval_is_told_kindly() -> None:
    ada = a_person("Ada", "teacher", state="waiting")

    with pytest.raises(Refused, match="waiting") as refused:
        enrol(a_section(ada, "5b"), ada, NewPupil("Ben", 11), waiting=True)

    assert "as soon as an administrator has approved you" in refused.value.sentence
    assert not Enrolment.objects.exists()


@pytest.mark.parametrize(("way", "parts"), [("picture", 1), ("pictures", 3), ("words", 2), ("password", 2)])
def test_each_way_has_its_secret_and_only_passwords_have_user_names(way: str, parts: int) -> None:
    ada = a_person("Ada", "teacher")
    (seat,) = enrol(a_section(ada, "5b", sign_in=way), ada, NewPupil("Ben", 11))

    student = Person.objects.get(pk=seat.student_id)
    assert seat.secret is not None
    assert len(seat.secret.split()) == parts
    assert (student.username is not None, student.must_choose_password) == (way == "password", way == "password")
    assert way != "picture" or seat.secret in YOUNG_PICTURES
    assert seat.secret.replace(" ", "").isdigit() == (way == "password")


def test_words_are_in_the_teachers_language() -> None:
    ada = a_person("Ada", "teacher")
    (seat,) = enrol(a_section(ada, "5b", sign_in="words"), ada, NewPupil("Ben", 11), language="ar")

    assert seat.secret is not None
    assert len(seat.secret.split()) == 3
    assert all("\u0621" <= sign <= "\u064a" or sign == " " for sign in seat.secret)


def test_the_six_hundred_and_first_pupil_is_refused() -> None:
    ada = a_person("Ada", "teacher")
    section = a_section(ada, "All")
    enrol(section, ada, *(NewPupil(f"P{number}", 14) for number in range(600)))

    with pytest.raises(Refused, match="too-many"):
        enrol(section, ada, NewPupil("Ben", 14))


@pytest.mark.parametrize("way", ["pictures", "password"])
def test_six_hundred_are_saved_in_few_statements_and_little_time(way: str) -> None:
    ada = a_person("Ada", "teacher")
    section = a_section(ada, "All", sign_in=way)
    draw = random.Random(1)
    pupils = [NewPupil(f"{draw.choice(['Ben', 'محمد', 'Ana'])} {number}", 11) for number in range(600)]

    begun = time.process_time()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        enrol(section, ada, *pupils)

    assert time.process_time() - begun < 3
    assert len(asked) < 60
    assert Enrolment.objects.filter(section=section).count() == 600
