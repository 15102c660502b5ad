"""The example school is made by real actions, once, and never among real accounts (issue 2.1)."""

import datetime
from pathlib import Path
from typing import Any

import pytest

from homeroom.accounts import actions as accounts
from homeroom.accounts.models import Person
from homeroom.curriculum import actions as curriculum
from homeroom.progress.models import Attempt, LessonStates, LevelProgress
from homeroom.sections.models import Enrolment, Section
from homeroom.testing.cast import NOW, a_person
from homeroom.testing.example import ADDRESS, PUPILS, STUCK, NotAnExample, draw_password, open_example_school

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.HOMEROOM_DATA = tmp_path / "data"
    curriculum.load_levels(now=NOW)


def test_ada_teaches_twelve_who_have_come_some_way() -> None:
    told = open_example_school(now=NOW)

    section = Section.objects.get()
    names = {seat.student.name for seat in Enrolment.objects.select_related("student").filter(section=section)}
    assert names == {name for name, _age, _solved in PUPILS}
    assert 8 <= len(names) <= 12
    assert told.teacher == ADDRESS
    for name, _age, solved in PUPILS:
        student = next(one for one in Person.objects.filter(role="student") if one.name == name)
        assert LevelProgress.objects.filter(student=student, solved_at__isnull=False).count() == solved, name
        assert sum(state > 1 for state in bytes(LessonStates.objects.get(student=student).states)) == solved


def test_every_run_is_one_that_the_server_keeps() -> None:
    open_example_school(now=NOW)

    runs = Attempt.objects.count()
    assert runs > sum(solved for _name, _age, solved in PUPILS)
    assert Attempt.objects.exclude(mistake=None).exists()
    assert not Attempt.objects.filter(made_at__gt=NOW).exists()


def test_two_are_stuck_on_one_mistake_since_some_minutes() -> None:
    open_example_school(now=NOW)

    recent = Attempt.objects.filter(made_at__gt=NOW - datetime.timedelta(minutes=10)).select_related("student")
    by_name: dict[str, set[tuple[object, object]]] = {}
    for run in recent:
        by_name.setdefault(run.student.name, set()).add((run.level, run.mistake))
    assert set(by_name) == set(STUCK)
    assert all(len(met) == 1 for met in by_name.values())


def test_a_second_start_makes_nothing_but_draws_new_passwords() -> None:
    first = open_example_school(now=NOW)
    before = (Person.objects.count(), Attempt.objects.count(), Section.objects.count())

    second = open_example_school(now=NOW + datetime.timedelta(hours=1))

    assert (Person.objects.count(), Attempt.objects.count(), Section.objects.count()) == before
    ada = Person.objects.get(role="teacher")
    assert accounts.is_password(ada, second.teacher_password)
    assert not accounts.is_password(ada, first.teacher_password)
    assert second.pupil == first.pupil
    assert second.pupil_password != first.pupil_password


def test_it_is_refused_where_others_have_accounts() -> None:
    a_person("Dan", "teacher")

    with pytest.raises(NotAnExample, match="never mixed"):
        open_example_school(now=NOW)
    assert Person.objects.count() == 1


def test_somebody_who_joins_the_example_does_not_close_it() -> None:
    open_example_school(now=NOW)
    a_person("Dan", "teacher")

    assert open_example_school(now=NOW).teacher == ADDRESS


def test_passwords_differ_and_can_be_typed() -> None:
    drawn = {draw_password() for _ in range(200)}

    assert len(drawn) == 200
    assert all(not set(one) & set("l01oIO") for one in drawn)
