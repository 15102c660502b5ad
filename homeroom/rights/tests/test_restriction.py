"""Restriction: what is kept of somebody stays, and no list, grid or sum uses it (RIGHTS-05)."""

import datetime

import pytest

from homeroom.accounts import actions as accounts
from homeroom.accounts.models import Person
from homeroom.audit.models import Entry
from homeroom.curriculum.catalogue import Lesson
from homeroom.curriculum.queries import courses
from homeroom.progress import pages
from homeroom.progress import queries as progress
from homeroom.progress.models import LessonStates, LevelProgress
from homeroom.rights import actions
from homeroom.rights.models import Request
from homeroom.sections.queries import seats_in
from homeroom.testing.cast import Cast, signed_in, the_cast
from homeroom.testing.promises import promise

NOW = datetime.datetime.now(datetime.UTC)


@pytest.fixture
def lesson() -> Lesson:
    return courses()[0].lessons[0]


@pytest.fixture
def cast(db: None, lesson: Lesson) -> Cast:
    cast = the_cast()
    for pupil in (cast.ben, cast.cleo):
        LessonStates.objects.create(student=pupil, lesson=lesson.id, states=b"\x02" * lesson.slots)
        LevelProgress.objects.create(
            student=pupil, level=lesson.levels[0].id, lesson=lesson.id, state=1, tries=6, failed=6, seconds=900, first_at=NOW, last_at=NOW
        )
    return cast


def restricted(cast: Cast) -> Request:
    request = actions.ask(person=cast.ben, kind="restriction", words="The age is wrong.", field="", weak=False, by=cast.ben.code, now=NOW)
    actions.decide(request_id=request.pk, to="done", answer="It is not used until it is right.", by=cast.grace.code, now=NOW)
    return request


def used(cast: Cast, lesson: Lesson) -> dict[str, object]:
    """What a class adds up to, as its teacher is told."""
    ada = signed_in(cast.ada)
    level = lesson.levels[0].id
    return {
        "grid": sorted(progress.grid_of(cast.section.pk, lesson).codes),
        "roster of the grid": sorted(pupil.code for pupil in pages.roster_of(cast.section).pupils),
        "stuck": sorted(one.pupil.code for one in progress.stuck_in(cast.section.pk, lesson, NOW)),
        "topics": {topic.of for topic in progress.topics_in(cast.section.pk, [lesson])},
        "sums": set(progress.grid_of(cast.section.pk, lesson).can_use().values()),
        "cell": ada.get(f"/classes/{cast.section.code}/cells/{cast.ben.code}/{level}", headers={"accept": "application/json"}).status_code,
    }


@promise("RIGHTS-05", breaks="homeroom.accounts.actions.freeze")
@promise("RIGHTS-05", breaks="homeroom.sections.queries.seats_used_in", careless=lambda real: seats_in)
@pytest.mark.django_db
def test_a_restricted_pupil_is_in_no_list_grid_or_sum_and_nothing_is_lost(cast: Cast, lesson: Lesson) -> None:
    both, ben, cleo = sorted([cast.ben.code, cast.cleo.code]), cast.ben, cast.cleo
    before = used(cast, lesson)
    assert before == {"grid": both, "roster of the grid": both, "stuck": both, "topics": {2}, "sums": {2}, "cell": 200}

    request = restricted(cast)

    assert used(cast, lesson) == {
        "grid": [cleo.code],
        "roster of the grid": [cleo.code],
        "stuck": [cleo.code],
        "topics": {1},
        "sums": {1},
        "cell": 404,
    }
    assert LevelProgress.objects.filter(student=ben).count() == LessonStates.objects.filter(student=ben).count() == 1
    actions.lift_restriction(request_id=request.pk, by=cast.grace.code, now=NOW)
    assert used(cast, lesson) == before
    assert list(Entry.objects.filter(about=ben.code, what__contains="freeze").order_by("id").values_list("what", "by")) == [
        ("freeze_account", cast.grace.code),
        ("unfreeze_account", cast.grace.code),
    ]


@pytest.mark.django_db
def test_ben_still_sees_all_of_it_and_ada_is_told(cast: Cast) -> None:
    restricted(cast)

    mine = signed_in(cast.ben, seat=cast.bens_seat, way="pictures").get("/en/about-me/").content.decode()
    pupil = signed_in(cast.ada).get(f"/en/classes/{cast.section.code}/pupils/{cast.ben.code}/").content.decode()

    assert "is not used at present" in mine
    assert "<bdi>Ben</bdi>" in mine
    assert "is not used, because somebody asked for it" in pupil


@pytest.mark.django_db
def test_an_administrator_lifts_it_and_nothing_else(cast: Cast) -> None:
    request = restricted(cast)
    other = actions.ask(person=cast.cleo, kind="change", words="Name.", field="", weak=False, by=cast.cleo.code, now=NOW)
    grace = signed_in(cast.grace, second_factor=True)

    assert grace.post(f"/en/requests/{other.code}/", {"step": "lift"}).status_code == 409
    assert signed_in(cast.ada).post(f"/en/requests/{request.code}/", {"step": "lift"}).status_code == 404
    assert Person.objects.get(pk=cast.ben.pk).frozen_at is not None
    grace.post(f"/en/requests/{request.code}/", {"step": "lift"})
    assert Person.objects.get(pk=cast.ben.pk).frozen_at is None


@pytest.mark.django_db
def test_freezing_twice_is_noted_once(cast: Cast) -> None:
    for _time in range(2):
        accounts.freeze(person=cast.ben, by=cast.grace.code, now=NOW)

    assert Entry.objects.filter(what="freeze_account").count() == 1
