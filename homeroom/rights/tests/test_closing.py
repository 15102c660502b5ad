"""How accounts end: as the plan says, hidden for 28 days, back exactly, erased at the tick; and what nobody uses (DEL-05..08, RET-04)."""

import datetime
from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse

from homeroom.accounts import queries as people
from homeroom.accounts.models import Person, Session
from homeroom.audit.queries import entries_about
from homeroom.kit.errors import NotFound, Refused
from homeroom.privacy import retention
from homeroom.rights.closing import actions, rules
from homeroom.rights.closing.queries import leaving_plan, unused, unused_soon
from homeroom.sections import queries as classes
from homeroom.sections.actions import delete_section, hand_over, remove_student, restore_section, restore_student
from homeroom.sections.models import Enrolment, Section
from homeroom.testing.careless import answers
from homeroom.testing.cast import NOW, Cast, a_person, a_seat, a_section, signed_in, the_cast
from homeroom.testing.lives import a_grown_up, a_learner
from homeroom.testing.promises import promise

pytestmark = pytest.mark.django_db
DAY, TICK = datetime.timedelta(days=1), datetime.timedelta(microseconds=1)
EDGE = NOW + 28 * DAY


@pytest.fixture
def cast(db: None) -> Cast:
    cast = the_cast()
    for person, seat in ((cast.ben, cast.bens_seat), (cast.cleo, cast.cleos_seat)):
        a_learner(person, seat=seat)
    a_grown_up(cast.ada, section=cast.section)
    return cast


def everything() -> dict[str, list[Any]]:
    """Every row, but the audit and what signed somebody in."""
    left_out = ("audit.Entry", "accounts.Session", "privacy.Receipt", "privacy.Erased")
    return {
        model._meta.label: sorted(model._base_manager.values_list(*(field.attname for field in model._meta.concrete_fields)), key=repr)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label not in left_out
    }


def names(found: list[Person]) -> list[str]:
    return [person.name for person in found]


def state(person: Person) -> str:
    return Person.objects.get(pk=person.pk).state


@promise("DEL-08", breaks="homeroom.rights.closing.rules.section_goes", careless="says_no")
def test_adas_classes_go_with_her_and_the_pupils_whom_nothing_else_holds(cast: Cast) -> None:
    club = a_section(cast.ada, "Club")
    a_seat(club, cast.ben)
    zoe = a_person("Zoe", age=14, username="zoe12", password="her own password")
    a_seat(club, zoe)
    a_seat(cast.dans_section, cast.cleo)
    plan = leaving_plan(cast.ada)
    assert {one.section.name for one in plan.classes if one.goes} == {"5b", "Club"}
    assert (names(plan.gone), names(plan.staying)) == (["Ben"], ["Cleo", "Zoe"])

    actions.close_account(person=cast.ada, handed_over={}, because="own wish", by=cast.ada.code, now=NOW)

    closed = {person.name for person in Person.objects.filter(state="closed")}
    assert closed == {"Ada", *names(plan.gone)}
    assert {section.name for section in Section.objects.filter(hidden_at=NOW)} == {section.name for section in plan.hidden}
    assert state(cast.cleo) == state(zoe) == "active"


@pytest.mark.parametrize(
    ("co_teacher", "handed", "other_class", "own_login", "class_stays", "pupil_stays"),
    [
        (False, False, False, False, False, False),
        (False, False, True, False, False, True),
        (False, False, False, True, False, True),
        (False, False, True, True, False, True),
        (True, False, False, False, True, True),
        (False, True, False, False, True, True),
        (True, True, False, True, True, True),
        (True, False, True, False, True, True),
    ],
)
def test_the_table_of_a_teachers_deletion(
    cast: Cast, co_teacher: bool, handed: bool, other_class: bool, own_login: bool, class_stays: bool, pupil_stays: bool
) -> None:
    """What the plan says is what happens, in every case."""
    pupil = a_person("Finn", age=14, username="finn1", password="an own password") if own_login else a_person("Finn", age=14)
    a_seat(cast.section, pupil)
    if other_class:
        a_seat(cast.dans_section, pupil)
    if co_teacher:
        hand_over(section=cast.section, teacher_id=cast.dan.pk, by=cast.ada.code, now=NOW)
    given = {cast.section.pk: cast.dan.pk} if handed else {}
    plan = leaving_plan(cast.ada, given)
    assert ("Finn" in names(plan.gone)) is not pupil_stays
    assert bool(plan.hidden) is not class_stays

    actions.close_account(person=cast.ada, handed_over=given, because="own wish", by=cast.ada.code, now=NOW)

    assert state(pupil) == ("active" if pupil_stays else "closed")
    assert (classes.section_by_id(cast.section.pk) is not None) is class_stays
    if handed or co_teacher:
        assert cast.dan.pk in classes.teachers_of(cast.section.pk)


@promise("DEL-06", "DEL-08", breaks="homeroom.sections.queries.hidden_with", careless="finds_nothing")
def test_bringing_ada_back_brings_the_same_back_and_nothing_more(cast: Cast) -> None:
    remove_student(seat=cast.cleos_seat, by=cast.ada.code, now=NOW - DAY)
    old = a_section(cast.ada, "Old")
    delete_section(section=old, by=cast.ada.code, now=NOW - DAY)
    before = everything()
    actions.close_account(person=cast.ada, handed_over={}, because="own wish", by=cast.ada.code, now=NOW)
    assert everything() != before

    assert actions.bring_back(person_id=cast.ada.pk, closed_at=NOW, by=cast.grace.code, now=EDGE - TICK) == 2

    assert everything() == before


@pytest.mark.parametrize("how", ["the class is deleted", "the place is taken away"])
def test_a_pupil_who_ended_with_a_class_or_a_place_comes_back_with_it_and_not_alone(cast: Cast, how: str) -> None:
    before = everything()
    if how == "the class is deleted":
        delete_section(section=cast.section, by=cast.ada.code, now=NOW)
    else:
        remove_student(seat=cast.bens_seat, by=cast.ada.code, now=NOW)
    assert state(cast.ben) == "closed"

    with pytest.raises(Refused, match="with-class"):
        actions.bring_back(person_id=cast.ben.pk, closed_at=NOW, by=cast.grace.code, now=NOW + DAY)

    assert state(cast.ben) == "closed"
    if how == "the class is deleted":
        restore_section(section=Section.objects.get(pk=cast.section.pk), by=cast.ada.code, now=NOW + DAY)
    else:
        restore_student(seat=Enrolment.objects.get(pk=cast.bens_seat.pk), by=cast.ada.code, now=NOW + DAY)
    assert everything() == before


def test_whom_nobody_approved_still_waits_when_brought_back(cast: Cast) -> None:
    mia = a_person("Mia", "teacher", state="waiting")
    before = everything()
    actions.close_account(person=mia, handed_over={}, because="own wish", by=mia.code, now=NOW)
    assert state(mia) == "closed"

    actions.bring_back(person_id=mia.pk, closed_at=NOW, by=cast.grace.code, now=NOW + DAY)

    assert state(mia) == "waiting"
    assert everything() == before


@promise("DEL-05", breaks="homeroom.rights.closing.actions.erase_what_is_over", careless=answers(0))
def test_at_the_last_tick_it_can_come_back_and_at_the_next_it_is_erased(cast: Cast) -> None:
    actions.close_account(person=cast.ada, handed_over={}, because="own wish", by=cast.ada.code, now=NOW)

    assert actions.erase_what_is_over(now=EDGE - TICK) == 0
    assert Person.objects.filter(pk=cast.ben.pk).exists()
    assert people.find_person(cast.ben.code) is None  # nobody sees him meanwhile

    actions.erase_what_is_over(now=EDGE)
    with pytest.raises(NotFound):
        actions.bring_back(person_id=cast.ada.pk, closed_at=NOW, by=cast.grace.code, now=EDGE)
    assert {person.name for person in Person.objects.all()} == {"Dan", "Grace", "Pat", "Sam"}
    assert list(Section.objects.values_list("pk", flat=True)) == [cast.dans_section.pk]
    assert actions.erase_what_is_over(now=EDGE) == 0


def test_nobody_who_is_closed_can_open_a_page(cast: Cast) -> None:
    clients = {"Ada": signed_in(cast.ada), "Ben": signed_in(cast.ben, seat=cast.bens_seat, way="pictures")}
    actions.close_account(person=cast.ada, handed_over={}, because="own wish", by=cast.ada.code, now=NOW)

    for client in clients.values():
        assert "/en/class/?next=" in client.get(reverse("home:home")).headers["Location"]
    assert signed_in(cast.dan).get(f"/en/classes/{cast.section.code}/roster/").status_code == 404


@promise("DEL-02", breaks="homeroom.sections.actions.leaving.remove_student")
def test_a_removed_pupils_sign_in_opens_nothing_at_once_and_is_deleted_with_the_place(cast: Cast) -> None:
    a_seat(cast.dans_section, cast.ben)
    signed_in(cast.ben, seat=cast.bens_seat, way="pictures")

    remove_student(seat=cast.bens_seat, by=cast.ada.code, now=NOW)

    assert classes.find_seat(cast.bens_seat.pk) is None
    assert not Session.objects.filter(enrolment=cast.bens_seat.pk).exists()
    assert "remove_student" in {entry.what for entry in entries_about(cast.ben.code)}
    retention.run(now=EDGE - TICK)
    assert Enrolment.objects.get(pk=cast.bens_seat.pk).secret is not None
    retention.run(now=EDGE)
    assert not Enrolment.objects.filter(pk=cast.bens_seat.pk).exists()
    assert state(cast.ben) == "active"


@promise("DEL-03", breaks="homeroom.rights.closing.actions.erase_pupil")
def test_a_pupil_is_erased_at_once_for_a_reason(cast: Cast) -> None:
    actions.erase_pupil(seat=cast.bens_seat, why="His family asked in writing.", by=cast.ada.code, now=NOW)

    assert not Person.objects.filter(pk=cast.ben.pk).exists()
    assert Person.objects.filter(pk=cast.cleo.pk).exists()


def test_a_teacher_erases_nobody_whom_another_class_holds(cast: Cast) -> None:
    a_seat(cast.dans_section, cast.ben)
    with pytest.raises(Refused):
        actions.erase_pupil(seat=cast.bens_seat, why="x", by=cast.ada.code, now=NOW)
    assert state(cast.ben) == "active"


def test_an_account_goes_at_once_with_its_classes_when_that_is_asked_for(cast: Cast) -> None:
    receipt = actions.erase_account(person=cast.ada, handed_over={}, why="I want it.", by=cast.ada.code, now=NOW)

    assert receipt.ended_at == NOW
    assert {person.name for person in Person.objects.all()} == {"Dan", "Grace", "Pat", "Sam"}
    assert not Section.objects.filter(pk=cast.section.pk).exists()


def test_the_last_administrator_stays(cast: Cast) -> None:
    with pytest.raises(Refused):
        actions.close_account(person=cast.grace, handed_over={}, because="own wish", by=cast.grace.code, now=NOW)
    assert state(cast.grace) == "active"


# Inactivity.


@promise("RET-04", breaks="homeroom.rights.closing.rules.newest_month_that_goes", careless=answers(None))
def test_who_did_not_come_for_two_years_after_the_school_year_is_told_closed_and_erased(cast: Cast) -> None:
    """Ben came last in November 2026; that school year ends on 31 July 2027, and two years later his account goes."""
    last = datetime.datetime(2029, 7, 31, 9, tzinfo=datetime.UTC)
    signed_in_at = Person.objects.get(pk=cast.ben.pk).active_in
    assert signed_in_at == datetime.datetime.now(datetime.UTC).date().replace(day=1)
    Person.objects.update(active_in=datetime.date(2026, 11, 1))
    Person.objects.filter(pk=cast.cleo.pk).update(active_in=datetime.date(2027, 8, 1))
    assert rules.goes_on(datetime.date(2026, 11, 1), 24) == last.date()
    assert names(unused_soon("student", today=last.date() - rules.NOTICE - DAY)) == []
    assert names(unused_soon("student", today=last.date() - rules.NOTICE)) == ["Ben"]

    assert actions.close_what_nobody_uses(now=last - DAY) == 0
    assert actions.close_what_nobody_uses(now=last) == 1
    assert (state(cast.ben), state(cast.cleo), state(cast.ada)) == ("closed", "active", "active")
    actions.erase_what_is_over(now=last + 28 * DAY)

    assert not Person.objects.filter(pk=cast.ben.pk).exists()


def test_a_teacher_goes_after_three_years_unless_the_pupils_work(cast: Cast) -> None:
    Person.objects.update(active_in=datetime.date(2026, 11, 1))
    three_years = datetime.datetime(2030, 7, 31, 9, tzinfo=datetime.UTC)
    Person.objects.filter(pk=cast.ben.pk).update(active_in=datetime.date(2030, 5, 1))
    assert names(unused("teacher", on=three_years.date(), most=9)) == ["Dan"]
    assert names(unused("teacher", on=three_years.date(), most=1)) == ["Dan"], "Ada, who comes first, does not take Dan's place"
    assert unused("teacher", on=three_years.date() - DAY, most=9) == []

    Person.objects.filter(pk=cast.ben.pk).update(active_in=None)
    assert names(unused("teacher", on=three_years.date(), most=9)) == ["Ada", "Dan"]


def test_an_operator_may_say_fewer_months_and_never_more(settings: Any) -> None:
    from homeroom.rights.closing.queries import months_of

    settings.KEEP_PUPILS_MONTHS = 6
    assert months_of("student") == 6
    settings.KEEP_PUPILS_MONTHS = 60
    assert months_of("student") == 24


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ((2027, 7, 31), 24, (2029, 7, 31)),
        ((2027, 7, 31), 7, (2028, 2, 29)),
        ((2027, 12, 31), 2, (2028, 2, 29)),
        ((2027, 7, 31), 1, (2027, 8, 31)),
    ],
)
def test_months_later(day: tuple[int, int, int], months: int, expected: tuple[int, int, int]) -> None:
    assert rules.months_later(datetime.date(*day), months) == datetime.date(*expected)


@pytest.mark.parametrize("active", [datetime.date(2026, month, 1) for month in range(1, 13)])
@pytest.mark.parametrize("months", [1, 12, 24])
def test_the_query_and_the_rule_agree_on_the_day(active: datetime.date, months: int) -> None:
    day = rules.goes_on(active, months)

    def goes(on: datetime.date) -> bool:
        month = rules.newest_month_that_goes(on, months)
        return month is not None and active < month

    assert goes(day)
    assert not goes(day - DAY)


# Rules that wait for people not yet here.


@promise("DEL-09", breaks="homeroom.rights.closing.rules.must_deactivate", careless="says_yes")
@pytest.mark.parametrize("band", ["child", "younger teen", "older teen", "adult"])
@pytest.mark.parametrize("asked_by", ["parent", "school", "child"])
@pytest.mark.parametrize("checked", [True, False])
def test_whose_request_ends_a_childs_account(band: Any, asked_by: Any, checked: bool) -> None:
    expected = (band, checked) == ("child", True) and asked_by in ("parent", "school")
    assert rules.must_deactivate(band=band, asked_by=asked_by, identity_checked=checked) is expected


@pytest.mark.parametrize(
    ("role", "weak", "has_password", "way"),
    [
        ("student", True, False, "ask"),
        ("student", True, True, "ask"),
        ("student", False, False, "ask"),
        ("student", False, True, "self"),
        ("teacher", False, True, "self"),
    ],
)
def test_who_ends_the_own_account(role: str, weak: bool, has_password: bool, way: str) -> None:
    assert rules.way_to_close(role=role, weak=weak, has_password=has_password) == way
