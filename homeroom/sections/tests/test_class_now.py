"""A class that is on: start to end, the wall, who has arrived."""

import pytest

from homeroom.accounts import actions as accounts
from homeroom.curriculum import queries as curriculum
from homeroom.sections import actions
from homeroom.sections.models import Enrolment, Period
from homeroom.sections.tests.as_a_teacher import at, page
from homeroom.testing.cast import NOW, signed_in, the_cast

pytestmark = pytest.mark.django_db


def test_the_class_now_from_start_to_end() -> None:
    cast = the_cast()
    ada = signed_in(cast.ada)
    lesson = curriculum.courses()[0].lessons[0]
    assert "No class is on." in page(ada, at("now", cast.section))

    ada.post(at("start", cast.section), {"lesson": str(lesson.id)})
    period = Period.objects.get()
    accounts.begin_session(
        person=cast.ben,
        way="pictures",
        now=period.opened_at,
        section_id=cast.section.pk,
        enrolment_id=cast.bens_seat.pk,
        period_id=period.pk,
    )
    html = page(ada, at("now", cast.section))
    assert f"{(period.code or '')[:3]} {(period.code or '')[3:]}" in html
    assert "data-arrived-count>1 of 2<" in html
    assert f'id="class-now" data-section="{cast.section.code}"' in html
    assert html.count("has arrived") == 1

    wall = page(ada, at("projector", cast.section))
    assert "1 of 2 has arrived" in wall
    assert (period.code or "")[:3] in wall
    assert "<svg" in wall

    ada.post(at("end", cast.section))
    assert "five minutes to save" in page(ada, at("now", cast.section))
    assert "No class is on." in page(ada, at("projector", cast.section))


def test_each_tile_tells_its_animal_in_words_where_no_words_stand_beside_it() -> None:
    """WCAG 1.1.1 and 1.4.1: Ben hears which Ben he reads of, and the wall shows it."""
    cast = the_cast()
    ada = signed_in(cast.ada)
    actions.start_period(
        section=cast.section, lesson=curriculum.courses()[0].lessons[0].id, teacher_id=cast.ada.pk, by=cast.ada.code, now=NOW
    )
    Enrolment.objects.filter(pk=cast.bens_seat.pk).update(tile_animal="whale", tile_colour=2)

    for name in ("now", "roster", "projector"):
        html = page(ada, at(name, cast.section))
        assert html.count('#whale"/></svg><span class="unseen">whale </span>') == 1, name
        assert "tile-colour-2" in html
    assert ada.get(at("arrived", cast.section)).json()["pupils"][0]["told"] == "whale"


def test_an_unknown_lesson_starts_nothing() -> None:
    cast = the_cast()

    for lesson in ("", "x", "5f0c3b1e-2d5a-4a51-9d0f-6f3e0b7c1aff"):
        assert signed_in(cast.ada).post(at("start", cast.section), {"lesson": lesson}).status_code == 422
    assert not Period.objects.exists()


def test_who_has_arrived_is_sent_once_and_then_only_when_it_changes() -> None:
    cast = the_cast()
    ada = signed_in(cast.ada)
    period = actions.start_period(
        section=cast.section, lesson=curriculum.courses()[0].lessons[0].id, teacher_id=cast.ada.pk, by=cast.ada.code, now=NOW
    )
    first = ada.get(at("arrived", cast.section))
    same = ada.get(at("arrived", cast.section), headers={"If-None-Match": first["ETag"]})
    accounts.begin_session(
        person=cast.ben, way="pictures", now=NOW, section_id=cast.section.pk, enrolment_id=cast.bens_seat.pk, period_id=period.pk
    )
    changed = ada.get(at("arrived", cast.section), headers={"If-None-Match": first["ETag"]})

    assert (same.status_code, same.content) == (304, b"")
    assert changed.status_code == 200
    assert [pupil["here"] for pupil in changed.json()["pupils"]] == [True, False]
    assert changed["Cache-Control"] == "no-store"
