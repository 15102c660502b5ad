"""A pretend class: real rows and real runs of invented pupils, in no list, and gone without a trace."""

import datetime
import json
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from homeroom.accounts.models import Person
from homeroom.progress import presence
from homeroom.progress.invented import PUPILS
from homeroom.progress.models import Attempt
from homeroom.progress.tests.pupil import a_run, get, level, post, said
from homeroom.sections import actions as sections_actions
from homeroom.sections import queries as sections
from homeroom.sections.models import Period, Section
from homeroom.testing.cast import Cast, signed_in

pytestmark = pytest.mark.django_db


def begun(ada: Client) -> str:
    """The code of a fresh pretend class."""
    answer = ada.post("/en/pretend/")
    assert answer.status_code == 302
    code: str = Section.objects.get(pretend=True).code
    assert answer["Location"] == f"/en/classes/{code}/progress/"
    return code


def rows() -> dict[str, int]:
    """How many rows every table holds, the audit's left out: it says that a class was tried."""
    return {model._meta.label: model._default_manager.count() for model in apps.get_models() if model._meta.app_label != "audit"}


def test_ada_sees_a_class_that_works_in_the_real_grid(cast: Cast) -> None:
    ada = signed_in(cast.ada)
    code = begun(ada)

    page = ada.get(f"/en/classes/{code}/progress/").content.decode()
    play = said(get(ada, f"/classes/{code}/pretend"))

    assert "This is only pretend." in page
    assert len(play["pupils"]) == PUPILS == 28
    first = play["levels"][str(level(1).id)]
    assert [one["mistake"] for one in first].count(None) >= 1
    assert any(one["mistake"] for one in first)
    assert all("blocks" in json.loads(one["program"]) for one in first)


def test_invented_runs_and_beats_go_the_way_of_all_others(cast: Cast) -> None:
    ada = signed_in(cast.ada)
    code = begun(ada)
    pupil = said(get(ada, f"/classes/{code}/pretend"))["pupils"][0]

    three = [a_run(level(1), mistake="extra_move", made_at=_now_ms()) for _ in range(3)]
    kept = said(post(ada, f"/classes/{code}/pretend/attempts", {"person": pupil, "attempts": three}))
    beat = {"person": pupil, "level": str(level(1).id), "active": 5, "working": True, "handUp": True}
    beats = post(ada, f"/classes/{code}/pretend/beats", {"beats": [beat]})

    assert kept["kept"] == [one["id"] for one in three]
    assert beats.status_code == 200
    states = said(get(ada, f"/classes/{code}/states?lesson=maze"))
    assert states["states"][pupil] == "1".ljust(20, "0")
    assert states["presence"] == {pupil: "working"}
    assert states["hands"] == [pupil]
    assert [one["person"] for one in said(get(ada, f"/classes/{code}/stuck?lesson=maze"))["stuck"]] == [pupil]


def test_a_hand_that_was_put_down_stays_down_until_it_is_raised_again(cast: Cast) -> None:
    ada = signed_in(cast.ada)
    code = begun(ada)
    pupil = said(get(ada, f"/classes/{code}/pretend"))["pupils"][0]
    beat = {"person": pupil, "level": str(level(1).id), "active": 5, "working": True}
    post(ada, f"/classes/{code}/pretend/beats", {"beats": [beat | {"handUp": True}]})
    post(ada, f"/classes/{code}/hands-down", {"person": pupil})

    post(ada, f"/classes/{code}/pretend/beats", {"beats": [beat | {"handUp": None}]})

    assert said(get(ada, f"/classes/{code}/states?lesson=maze"))["hands"] == []


def test_who_waits_for_approval_may_try_it_too(cast: Cast) -> None:
    Person.objects.filter(pk=cast.dan.pk).update(state="waiting")

    assert begun(signed_in(cast.dan))


def test_a_pretend_class_is_in_no_list_and_opens_to_nobody(cast: Cast) -> None:
    ada = signed_in(cast.ada)
    code = begun(ada)

    assert code not in ada.get("/en/home/").content.decode()
    assert code not in ada.get("/en/classes/").content.decode()
    for page in ("", "roster/", "settings/", "cards/", "letter/", "add/", "projector/"):
        assert ada.get(f"/en/classes/{code}/{page}").status_code == 404
    period = Period.objects.get(section__code=code)
    assert (period.code, period.sign_in_until) == (None, period.opened_at)
    assert all(seat.secret is None and seat.card is None for seat in sections.seats_in(period.section_id))


def test_nobody_real_is_written_for(cast: Cast) -> None:
    ada = signed_in(cast.ada)
    code = begun(ada)

    refused = post(ada, f"/classes/{code}/pretend/attempts", {"person": cast.ben.code, "attempts": [a_run(level(1))]})
    own = post(ada, f"/classes/{cast.section.code}/pretend/attempts", {"person": cast.ben.code, "attempts": [a_run(level(1))]})
    beat = {"person": cast.ben.code, "level": str(level(1).id), "active": 5, "working": True, "handUp": True}
    post(ada, f"/classes/{code}/pretend/beats", {"beats": [beat]})

    assert (refused.status_code, own.status_code) == (404, 404)
    assert not Attempt.objects.filter(student=cast.ben).exists()
    assert presence.here(Period.objects.get(section__code=code).pk) == {}


def test_others_neither_see_it_nor_play_in_it_nor_leave_it(cast: Cast) -> None:
    code = begun(signed_in(cast.ada))

    for person in (cast.dan, cast.ben):
        client = signed_in(person)
        assert client.get(f"/en/classes/{code}/progress/").status_code == 404
        assert client.get(f"/classes/{code}/pretend", headers={"Accept": "application/json"}).status_code == 404
        assert post(client, f"/classes/{code}/pretend/beats", {"beats": [_beat("x")]}).status_code == 404
        assert client.post(f"/en/classes/{code}/leave/").status_code == 404
    assert signed_in(cast.ben).post("/en/pretend/").status_code == 404
    assert Section.objects.filter(pretend=True).count() == 1


def test_leaving_erases_everything_and_nothing_else(cast: Cast) -> None:
    ada = signed_in(cast.ada)
    before = rows()
    code = begun(ada)
    pupil = said(get(ada, f"/classes/{code}/pretend"))["pupils"][0]
    post(ada, f"/classes/{code}/pretend/attempts", {"person": pupil, "attempts": [a_run(level(1), "passed", made_at=_now_ms())]})
    assert rows() != before

    assert ada.post(f"/en/classes/{code}/leave/").status_code == 302

    assert rows() == before
    assert ada.get(f"/classes/{code}/states", headers={"Accept": "application/json"}).status_code == 404


def test_beginning_again_erases_the_one_before(cast: Cast) -> None:
    ada = signed_in(cast.ada)
    first = begun(ada)

    second = begun(ada)

    assert first != second
    assert Person.objects.filter(role="student").count() == 2 + PUPILS


def test_a_pretend_class_that_is_a_day_old_goes_by_itself(cast: Cast) -> None:
    begun(signed_in(cast.ada))
    now = datetime.datetime.now(datetime.UTC)

    early = sections_actions.erase_old_pretend_classes(now=now + datetime.timedelta(hours=23))
    late = sections_actions.erase_old_pretend_classes(now=now + datetime.timedelta(hours=25))

    assert (early, late) == (0, 1)
    assert sorted(str(person.name) for person in Person.objects.filter(role="student")) == ["Ben", "Cleo"]


def _beat(person: str) -> dict[str, Any]:
    return {"person": person, "level": str(level(1).id), "active": 5, "working": True, "handUp": None}


def _now_ms() -> int:
    return int(datetime.datetime.now(datetime.UTC).timestamp() * 1000)
