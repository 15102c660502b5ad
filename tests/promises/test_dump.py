"""Who gets hold of the database alone reads no name, no address, no secret and no program (DAT-01, 03, 04, 16, 23; SEC-02)."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from homeroom.accounts.models import Person
from homeroom.curriculum.queries import courses
from homeroom.progress.tests.pupil import a_run, level
from homeroom.sections import actions
from homeroom.sections.actions import NewPupil
from homeroom.sections.models import Enrolment, Period, Section
from homeroom.sign_in.tests.grown_ups import STRONG, sign_up
from homeroom.testing.cast import NOW, a_section, signed_in, the_cast
from homeroom.testing.promises import promise
from homeroom.testing.sweep import tables, traces

pytestmark = pytest.mark.django_db


@promise("DAT-01", "DAT-02", "DAT-04", "DAT-16", "SEC-02", breaks="homeroom.kit.crypto.sealing.keys", careless="in_the_clear")
def test_a_class_at_work_is_not_to_be_read_in_the_database() -> None:
    cast = the_cast()
    section = a_section(cast.ada, "Quillfeather club", sign_in="password")
    pupils = [NewPupil("Wendeline Stone", 14), NewPupil("Thaddeus", 15)]
    told = {"declared": "", "teacher_id": cast.ada.pk, "by": cast.ada.code, "waiting": False, "language": "en", "now": NOW}
    actions.enrol_students(section=section, pupils=pupils, **told)  # type: ignore[arg-type]
    actions.rotate_join_code(section=section, by=cast.ada.code, now=NOW)
    lesson = courses()[0].lessons[0].id
    actions.start_period(section=section, lesson=lesson, teacher_id=cast.ada.pk, by=cast.ada.code, now=NOW)
    wendeline = Enrolment.objects.get(section=section, student__in=[one.pk for one in Person.objects.all() if "Wendeline" in one.name])
    run = a_run(level(1), program=json.dumps({"blocks": {"blocks": [{"type": "quillfeather"}]}}))
    sent = json.dumps({"person": wendeline.student.code, "attempts": [run]})
    assert signed_in(wendeline.student, way="words").post("/attempts", sent, content_type="application/json").status_code == 200

    section, period, student = Section.objects.get(pk=section.pk), Period.objects.get(), wendeline.student
    secrets = [wendeline.secret, wendeline.card, section.link, section.join_code, student.username, period.code]
    assert all(secrets)
    assert traces("Wendeline", "Thaddeus", "quillfeather", *[secret for secret in secrets if secret]) == []


@promise("DAT-04", breaks="homeroom.kit.crypto.sealing.keys", careless="in_the_clear")
@pytest.mark.parametrize("way", ["picture", "pictures", "words"])
def test_no_picture_and_no_word_of_a_list_lies_in_the_column_of_secrets(way: str) -> None:
    cast = the_cast()
    actions.change_sign_in(section=cast.section, way=way, language="en", by=cast.ada.code, now=NOW)  # type: ignore[arg-type]
    secrets = [seat.secret or "" for seat in Enrolment.objects.all()]

    dump = tables()["table sections_enrolment"]

    assert all(secrets)
    assert [secret for secret in secrets if secret.encode() in dump] == []


@promise("DAT-01", "DAT-23", "SEC-02", breaks="homeroom.kit.crypto.sealing.keys", careless="in_the_clear")
def test_a_teachers_name_and_address_are_not_to_be_read_in_the_database() -> None:
    sign_up(Client(), "quillfeather@school.example", name="Quilla Feather")
    ada = Person.objects.get()

    assert (ada.name, ada.email) == ("Quilla Feather", "quillfeather@school.example")
    assert traces("Quilla Feather", "quillfeather@school.example") == []


@promise("DAT-03", breaks="homeroom.accounts.actions.make_password", careless="hands_back")
def test_a_password_is_kept_as_a_slow_hash_only() -> None:
    sign_up(Client(), "quillfeather@school.example")

    kept = Person.objects.get().password

    assert traces(STRONG) == []
    assert "argon2id" in kept
