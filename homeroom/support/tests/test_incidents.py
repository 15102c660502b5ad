"""When something went wrong with data, everybody concerned is told what, when, which data and what to do (INC-01 to INC-04)."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse

from homeroom.audit.actions import note
from homeroom.kit.command import Stopped
from homeroom.kit.errors import Refused
from homeroom.progress.tests.pupil import level
from homeroom.support import actions, queries, reach
from homeroom.support.actions import Notice, SaysTooLittle, open_incident, tell
from homeroom.support.drill import drill
from homeroom.support.models import Affected, Incident
from homeroom.support.rules import DEADLINE, PARTS, missing_parts, time_left
from homeroom.testing.careless import answers, finds_nothing
from homeroom.testing.cast import NOW, Cast, a_person, signed_in, the_cast
from homeroom.testing.promises import promise
from homeroom.testing.sweep import rows

HOUR = datetime.timedelta(hours=1)
WORDS = Notice("A stick was lost.", "Throw old cards away.", "A stick with your name got lost.", "You get a new card.")


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """No process remembers that nobody has to be told."""
    queries.forget_quiet()
    yield
    queries.forget_quiet()


@pytest.fixture
def cast(db: None) -> Cast:
    return the_cast(now=NOW)


def lost(notice: Notice = WORDS, **more: Any) -> Incident:
    told: dict[str, Any] = {"tables": ["sections.Enrolment"], "known_at": NOW, "since": NOW, "until": NOW + HOUR} | more
    made: Incident = open_incident(notice=notice, by="grace", now=NOW, **told)
    return made


def concerned(incident: Incident) -> dict[int, set[str]]:
    return {row.person_id: set(row.kinds.split(",")) - {""} for row in Affected.objects.filter(incident=incident)}


@promise("INC-01", breaks="homeroom.support.reach.of_tables", careless=lambda real: lambda *args: {})
@promise("INC-01", breaks="homeroom.home.banners.notices_of", careless=finds_nothing)
def test_pupils_of_the_table_are_told_on_their_next_page_and_nobody_else(cast: Cast) -> None:
    incident = lost()
    assert {cast.ben.pk, cast.cleo.pk} <= set(concerned(incident))
    assert not {cast.dan.pk, cast.grace.pk, cast.sam.pk} & set(concerned(incident))
    ben, dan = signed_in(cast.ben, seat=cast.bens_seat, way="pictures"), signed_in(cast.dan)
    address = reverse("support:notice", args=[incident.code])
    assert address not in ben.get("/en/home/").content.decode()
    assert ben.get(address).status_code == 404

    tell(incident=incident, by="grace", now=NOW)
    queries.forget_quiet()

    page = ben.get("/en/home/").content.decode()
    assert address in page
    assert "It is not your fault" in page
    assert "A stick with your name got lost." in ben.get(address).content.decode()
    assert address not in dan.get("/en/home/").content.decode()
    assert dan.get(address).status_code == 404

    ben.post(address)
    assert address not in ben.get("/en/home/").content.decode()


@promise("INC-02", breaks="homeroom.support.reach.teachers_of", careless=answers(()))
def test_teachers_are_told_which_of_their_pupils_it_concerns(cast: Cast) -> None:
    incident = lost(only=[cast.ben.code])
    tell(incident=incident, by="grace", now=NOW)
    queries.forget_quiet()
    ada = signed_in(cast.ada)

    assert reverse("support:notice", args=[incident.code]) in ada.get("/en/home/").content.decode()
    page = ada.get(reverse("support:notice", args=[incident.code])).content.decode()

    assert "Your pupils whom it concerns" in page
    assert "Which data: class, ways to sign in" in page
    assert "Ben" in page
    assert "Cleo" not in page


@promise("INC-03", breaks="homeroom.support.queries.missing_parts", careless=finds_nothing)
@pytest.mark.parametrize("part", ["what", "to_do", "for_children", "to_do_for_children"])
def test_a_notice_without_a_mandatory_part_goes_to_nobody(cast: Cast, part: str) -> None:
    incident = lost(Notice(**{**vars(WORDS), part: "  "}))

    refused = False
    try:
        tell(incident=incident, by="grace", now=NOW)
    except SaysTooLittle as told:
        refused = told.fields == {"missing": [part]}
    assert refused
    queries.forget_quiet()
    assert queries.notices_of(cast.ben.pk) == []

    actions.change_words(incident=incident, notice=WORDS, by="grace", now=NOW)
    tell(incident=incident, by="grace", now=NOW)
    queries.forget_quiet()
    assert len(queries.notices_of(cast.ben.pk)) == 1
    with pytest.raises(Refused):
        actions.change_words(incident=incident, notice=Notice(), by="grace", now=NOW)


def test_a_notice_says_what_when_which_data_and_what_to_do(cast: Cast) -> None:
    incident = lost(tables=["accounts.Person"])
    tell(incident=incident, by="grace", now=NOW)

    page = signed_in(cast.dan).get(reverse("support:notice", args=[incident.code])).content.decode()

    for said in ("A stick was lost.", "Throw old cards away.", "2026", "names and account", "privacy@school.example"):
        assert said in page


def test_every_part_of_a_notice_is_mandatory() -> None:
    whole = dict.fromkeys(PARTS, "said")

    assert missing_parts(whole) == []
    for part in PARTS:
        assert missing_parts(whole | {part: ""}) == [part]
    assert missing_parts(whole | {"kinds": []}) == ["kinds"]


def test_who_came_after_it_is_not_told(cast: Cast) -> None:
    late = a_person("Late", age=10, now=NOW + 2 * HOUR)

    found = reach.of_tables(["accounts.Person"], NOW + HOUR)

    assert cast.ben.pk in found
    assert late.pk not in found


def test_a_whole_database_concerns_everybody_with_all_kinds(cast: Cast) -> None:
    found = reach.of_tables((), NOW + HOUR)

    assert {cast.ben.pk, cast.ada.pk, cast.dan.pk, cast.grace.pk} <= set(found)
    assert {"name", "school", "credential"} <= found[cast.ben.pk]


def test_a_misused_account_concerns_whom_it_could_see_and_what_it_did(cast: Cast) -> None:
    note("rename", by=cast.ada.code, about=cast.dan.code, now=NOW + HOUR / 2)
    note("rename", by=cast.ada.code, about=cast.sam.code, now=NOW + 2 * HOUR)

    found = concerned(lost(tables=[], actor=cast.ada.code))

    assert {"name", "learning", "work"} <= found[cast.ben.pk]
    assert "name" in found[cast.ada.pk]
    assert found[cast.dan.pk] == {"protocol"}
    assert cast.sam.pk not in found
    assert cast.grace.pk not in found


def test_the_clock_runs_for_seventy_two_hours(cast: Cast) -> None:
    assert DEADLINE == 72 * HOUR
    assert time_left(NOW, NOW + 73 * HOUR) == -HOUR

    incident = lost(known_at=datetime.datetime.now(datetime.UTC) - 10 * HOUR)
    grace = signed_in(cast.grace, second_factor=True)
    address = reverse("support:incident", args=[incident.code])
    assert "61 hours are left" in grace.get(address).content.decode()

    grace.post(address, {"do": "authority"})

    assert "hours are left" not in grace.get(address).content.decode()


def test_grace_notes_it_sees_whom_it_concerns_and_tells_them(cast: Cast) -> None:
    grace = signed_in(cast.grace, second_factor=True)
    times = {"known_at": "2026-11-24T10:00", "since": "2026-11-24T08:00", "until": "2026-11-24T10:00"}
    assert grace.post(reverse("support:new"), times | {"until": "2026-11-24T07:00"}).status_code == 400

    address = grace.post(reverse("support:new"), times | {"tables": ["sections.Enrolment"], **vars(WORDS), "what": ""})["Location"]
    page = grace.get(address).content.decode()
    assert "The notice does not say everything yet" in page
    grace.post(address, {"do": "tell"})
    assert Incident.objects.get().told_at is None

    grace.post(address, {"do": "words", **vars(WORDS)})
    grace.post(address, {"do": "tell"})

    assert Incident.objects.get().told_at is not None
    letter = grace.get(f"{address}letter/").content.decode()
    assert "ada@school.example" in letter
    assert "Throw old cards away." in letter
    assert "Ben" not in letter


def test_nothing_is_asked_again_while_nobody_has_to_be_told(cast: Cast, django_assert_num_queries: Any) -> None:
    assert queries.notices_of(cast.ben.pk) == []
    with django_assert_num_queries(0):
        assert queries.notices_of(cast.ben.pk) == []


@promise("INC-04", breaks="homeroom.support.actions.tell", careless=answers(0))
def test_a_drill_goes_well_and_leaves_nothing_behind(cast: Cast) -> None:
    level(1)
    before = rows()

    steps = drill(now=NOW)

    assert [step.what for step in steps if not step.well] == []
    assert len(steps) == 9
    assert rows() == before


@pytest.mark.django_db
def test_the_drill_of_the_terminal(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    level(1)
    call_command("incident", "drill")
    assert "The drill went well. Nothing of it is left." in capsys.readouterr().out


def test_an_incident_from_the_terminal(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("incident", "new", "--since", "2026-11-24T08:00", "--until", "2026-11-24T10:00", "--table", "sections.Enrolment")
    assert "2 pupils, 0 grown-ups, 1 teachers of pupils" in capsys.readouterr().out
    code = Incident.objects.get().code

    with pytest.raises(Stopped, match="does not say yet: what happened"):
        call_command("incident", "tell", code)
    with pytest.raises(Stopped, match="no such incident"):
        call_command("incident", "show", "nothinghere1")
