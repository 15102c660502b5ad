"""What Ada's pages of her class answer: the grid, its states, who is stuck, one cell; and what nobody else gets (CLS-04, CLS-05)."""

import datetime
import json
import uuid
from typing import Any

import msgspec
import pytest
from django.test import Client

from homeroom.accounts import actions as accounts
from homeroom.curriculum import queries as curriculum
from homeroom.progress import presence
from homeroom.progress.actions import record_attempts
from homeroom.progress.tests.counting import statements
from homeroom.progress.tests.pupil import a_run, get, level, post, program, said
from homeroom.sections.models import Enrolment, Period, Section
from homeroom.testing.cast import Cast, signed_in
from homeroom.testing.promises import promise

pytestmark = pytest.mark.django_db
#: Design section 9: whatever the size of the class.
MOST_STATEMENTS = 8
POLLED = ("roster", "states?lesson=maze", "stuck?lesson=maze")


def runs(student_id: int, *made: dict[str, Any], now: datetime.datetime | None = None) -> None:
    """Keeps runs as if the pupil's page had sent them."""
    at = now or datetime.datetime.now(datetime.UTC)
    record_attempts(student_id=student_id, attempts=[msgspec.Raw(json.dumps(one).encode()) for one in made], now=at)


def just_now(seconds: int = 0) -> int:
    return int((datetime.datetime.now(datetime.UTC).timestamp() - seconds) * 1000)


def an_open_period(cast: Cast) -> Period:
    now = datetime.datetime.now(datetime.UTC)
    return Period.objects.create(section=cast.section, lesson=level(1).lesson, opened_by=cast.ada, opened_at=now, sign_in_until=now)


def fill(section: Section, pupils: int) -> None:
    """So many pupils, each with a cell that is solved."""
    now = datetime.datetime.now(datetime.UTC)
    for number in range(pupils):
        pupil = accounts.make_person(role="student", name=f"Pupil {number}", language="en", age=11, now=now)
        Enrolment.objects.create(section=section, student=pupil, sign_in="pictures", tile_animal="owl", tile_colour=1, joined_at=now)
        runs(pupil.pk, a_run(level(1), "passed", made_at=just_now(60)), a_run(level(2), made_at=just_now(30)))


def at(cast: Cast, path: str) -> str:
    return f"/classes/{cast.section.code}/{path}"


def test_the_grid_page_shows_pupils_and_levels_without_a_script(cast: Cast) -> None:
    runs(cast.ben.pk, a_run(level(2), "perfect"))
    lesson = curriculum.lesson_with_slug("maze")
    assert lesson is not None

    page = signed_in(cast.ada).get(f"/en/classes/{cast.section.code}/progress/?lesson=maze").content.decode()

    assert "Ben" in page
    assert "Cleo" in page
    cells, legend = page.split('<ul class="legend">')
    assert cells.count('class="bubble" data-state="3"') == 1
    assert f"Level 2, {level(2).title('en')}: solved perfectly</span>" in cells
    assert cells.count(": not started</span>") == 2 * len(lesson.levels) - 1
    assert "solved perfectly" in legend
    assert "JavaScript is switched off here" in page
    assert page.count("<th") > 20
    assert 'id="class-data"' in page


def test_the_plain_table_comes_in_pages_of_fifty(cast: Cast) -> None:
    fill(cast.section, 60)
    ada = signed_in(cast.ada)

    first = ada.get(f"/en/classes/{cast.section.code}/progress/?lesson=maze").content.decode()
    second = ada.get(f"/en/classes/{cast.section.code}/progress/?lesson=maze&page=2").content.decode()

    assert first.count('<th scope="row">') == 50
    assert second.count('<th scope="row">') == 12
    assert "Page 2 of 2" in second


def test_no_solution_lies_in_the_grid_page(cast: Cast) -> None:
    known: Any = curriculum.solutions_of(level(2).id)

    page = signed_in(cast.ada).get(f"/en/classes/{cast.section.code}/progress/?lesson=maze").content.decode()

    assert known["solutions"][0]["javascript"] not in page
    assert '"maze_move"' not in page


def test_states_are_a_digit_a_level_in_the_order_of_the_lesson(cast: Cast) -> None:
    runs(cast.ben.pk, a_run(level(1), "perfect"), a_run(level(3)), a_run(level(2), "passed"))

    states = said(get(signed_in(cast.ada), at(cast, "states?lesson=maze")))

    assert states["states"] == {cast.ben.code: "321".ljust(20, "0"), cast.cleo.code: ""}
    assert states["period"] is None
    assert states["presence"] == {}
    assert {"concept": "sequence", "n": 1} in states["topics"]
    assert {"concept": "repeat", "n": 0} in states["topics"]


def test_in_an_open_period_the_page_learns_who_is_here_and_whose_hand_is_up(cast: Cast) -> None:
    period, now = an_open_period(cast), datetime.datetime.now(datetime.UTC)
    presence.beat(period_id=period.pk, person_id=cast.ben.pk, level=level(1).id, active=5, working=True, uncover=False, now=now)
    presence.raise_hand(period_id=period.pk, person_id=cast.ben.pk, up=True, now=now)
    ada = signed_in(cast.ada)

    states = said(get(ada, at(cast, "states?lesson=maze")))
    assert states["presence"] == {cast.ben.code: "working"}
    assert states["hands"] == [cast.ben.code]
    assert states["period"]["lesson"] == "maze"

    assert said(post(ada, at(cast, "hands-down"), {"person": cast.ben.code})) == {"hands": []}
    assert said(get(ada, at(cast, "states?lesson=maze")))["hands"] == []


def test_all_hands_go_down_at_once_and_outside_of_class_there_are_none(cast: Cast) -> None:
    ada = signed_in(cast.ada)
    assert said(post(ada, at(cast, "hands-down"), {"person": None})) == {"hands": []}
    period, now = an_open_period(cast), datetime.datetime.now(datetime.UTC)
    for pupil in (cast.ben, cast.cleo):
        presence.raise_hand(period_id=period.pk, person_id=pupil.pk, up=True, now=now)

    assert said(post(ada, at(cast, "hands-down"), {"person": None})) == {"hands": []}
    assert presence.hands(period.pk) == {}


def test_who_is_stuck_comes_with_the_sentence_and_a_question_to_ask(cast: Cast) -> None:
    mistake = "wrong_turn"
    three = [a_run(level(2), mistake=mistake, made_at=just_now(60 - 10 * n), program=program(str(n)), seconds=70) for n in range(3)]
    runs(cast.ben.pk, *three)

    found = said(get(signed_in(cast.ada), at(cast, "stuck?lesson=maze")))["stuck"]

    assert [one["person"] for one in found] == [cast.ben.code]
    assert found[0]["level"] == str(level(2).id)
    assert found[0]["minutes"] == 3
    assert found[0]["mistake"] == mistake
    assert found[0]["said"] == {"key": "maze.wall", "values": {"block": 4}}
    assert found[0]["question"] == curriculum.question_for("maze", mistake, None)
    assert found[0]["question"] != ""


def test_past_the_sixth_only_who_where_and_how_long_is_told(cast: Cast) -> None:
    fill(cast.section, 8)
    for seat in Enrolment.objects.filter(section=cast.section).exclude(student__in=[cast.ben, cast.cleo]):
        runs(seat.student_id, *[a_run(level(3), mistake="wrong_turn", made_at=just_now(9 - n), seconds=30) for n in range(3)])

    found = said(get(signed_in(cast.ada), at(cast, "stuck?lesson=maze")))["stuck"]

    assert [one["question"] != "" for one in found] == [True] * 6 + [False] * 2
    assert [one["said"] is not None for one in found] == [True] * 6 + [False] * 2


def test_solving_the_level_takes_somebody_off_the_list_at_once(cast: Cast) -> None:
    ada = signed_in(cast.ada)
    runs(cast.ben.pk, *[a_run(level(2), mistake="wrong_turn", made_at=just_now(9 - n)) for n in range(3)])
    assert len(said(get(ada, at(cast, "stuck?lesson=maze")))["stuck"]) == 1

    runs(cast.ben.pk, a_run(level(2), "passed", made_at=just_now()))

    assert said(get(ada, at(cast, "stuck?lesson=maze")))["stuck"] == []


@promise(
    "LRN-01",
    "LRN-05",
    breaks="homeroom.progress.actions.record_attempts",
    careless=lambda real: lambda **told: real(**{**told, "attempts": told["attempts"][:1]}),
)
def test_a_cell_says_what_was_tried_with_every_program(cast: Cast) -> None:
    runs(
        cast.ben.pk,
        a_run(level(2), program=program("first"), made_at=just_now(60), hints=1, mistake="missing_turn"),
        a_run(level(2), "passed", program=program("second"), made_at=just_now(30), blocks=9),
    )

    cell = said(get(signed_in(cast.ada), at(cast, f"cells/{cast.ben.code}/{level(2).id}")))

    assert (cell["state"], cell["tries"], cell["failed"], cell["hints"], cell["seconds"]) == (2, 2, 1, 1, 82)
    assert (cell["blocks"], cell["enough"]) == (9, level(2).optimal)
    assert [one["outcome"] for one in cell["attempts"]] == ["passed", "tried"]
    assert [cell["programs"][one["program"]] for one in cell["attempts"]] == [program("second"), program("first")]
    assert cell["program"] == program("second")
    assert cell["draft"] is False


def test_a_cell_that_was_never_touched_is_empty(cast: Cast) -> None:
    cell = said(get(signed_in(cast.ada), at(cast, f"cells/{cast.cleo.code}/{level(7).id}")))

    assert (cell["state"], cell["program"], cell["attempts"]) == (0, None, [])


@pytest.mark.parametrize("path", [*POLLED, "page", "cells/{ben}/{level}"])
@promise(
    "CLS-04",
    "DAT-13",
    "DAT-14",
    "DAT-15",
    "DAT-16",
    "LRN-01",
    breaks="homeroom.sections.queries.sections_of",
    careless=lambda real: lambda teacher_id: Section.objects.all(),
)
def test_dan_pupils_and_visitors_see_nothing(cast: Cast, path: str) -> None:
    address = at(cast, path.format(ben=cast.ben.code, level=level(1).id))

    assert signed_in(cast.ada).get(address).status_code == 200
    for person in (cast.dan, cast.ben, cast.grace, cast.pat, cast.sam):
        assert signed_in(person, second_factor=True).get(address, headers={"Accept": "application/json"}).status_code == 404
    assert signed_in(None).get(address, headers={"Accept": "application/json"}).status_code == 401


def test_dan_and_ben_do_not_see_the_grid_page_and_eve_is_asked_to_sign_in(cast: Cast) -> None:
    address = f"/en/classes/{cast.section.code}/progress/"

    assert [signed_in(person).get(address).status_code for person in (cast.ada, cast.dan, cast.ben)] == [200, 404, 404]
    assert signed_in(None).get(address).status_code == 302


def test_dan_puts_no_hand_down_in_adas_class(cast: Cast) -> None:
    period, now = an_open_period(cast), datetime.datetime.now(datetime.UTC)
    presence.raise_hand(period_id=period.pk, person_id=cast.ben.pk, up=True, now=now)

    assert post(signed_in(cast.dan), at(cast, "hands-down"), {"person": None}).status_code == 404
    assert list(presence.hands(period.pk)) == [cast.ben.pk]


def test_a_pupil_of_another_class_has_no_cell_in_this_one(cast: Cast) -> None:
    dan = signed_in(cast.dan)

    assert dan.get(f"/classes/{cast.dans_section.code}/cells/{cast.ben.code}/{level(1).id}").status_code == 404
    assert signed_in(cast.ada).get(at(cast, f"cells/{cast.ben.code}/{uuid.uuid4()}")).status_code == 404


def test_an_unknown_lesson_is_not_there(cast: Cast) -> None:
    assert signed_in(cast.ada).get(at(cast, "states?lesson=nowhere")).status_code == 404


@pytest.mark.parametrize("path", POLLED)
def test_what_has_not_changed_is_not_sent_again(cast: Cast, path: str) -> None:
    ada = signed_in(cast.ada)
    first = ada.get(at(cast, path))

    again = ada.get(at(cast, path), headers={"If-None-Match": first["ETag"]})
    runs(cast.ben.pk, *[a_run(level(1), mistake="wrong_turn", made_at=just_now(9 - n)) for n in range(3)])
    later = ada.get(at(cast, path), headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert again.content == b""
    assert first["Cache-Control"] == "private, no-cache"
    # Names do not change with a run; everything else does.
    assert later.status_code == (304 if path == "roster" else 200)


def how_many(client: Client, address: str) -> int:
    with statements() as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_a_class_of_six_hundred_asks_no_more_than_one_of_thirty(cast: Cast) -> None:
    an_open_period(cast)
    ada = signed_in(cast.ada)
    addresses = {name: at(cast, name) for name in (*POLLED, "page")} | {"grid": f"/en/classes/{cast.section.code}/progress/?lesson=maze"}
    fill(cast.section, 28)
    small = {name: how_many(ada, address) for name, address in addresses.items()}
    fill(cast.section, 570)
    large = {name: how_many(ada, address) for name, address in addresses.items()}
    states = ada.get(addresses["states?lesson=maze"]).content

    assert large == small
    assert max(large.values()) <= MOST_STATEMENTS
    assert len(json.loads(states)["states"]) == 600
    assert len(states) <= 100_000


def test_names_and_grid_come_in_the_language_of_the_page(cast: Cast) -> None:
    page = json.loads(signed_in(cast.ada).get(at(cast, "page"), headers={"Accept-Language": "ar"}).content)["page"]

    assert (page["language"], page["direction"]) == ("ar", "rtl")
    assert page["lesson"]["plan"].startswith("/ar/")
    assert all(text for text in page["words"].values())
