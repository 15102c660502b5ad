"""A teacher's pages of a class: from a new class to the cards, forms that work without a script, and 404 for everybody else's."""

import re
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from homeroom.accounts.models import Person
from homeroom.agreements.models import Acceptance
from homeroom.agreements.rules import current
from homeroom.audit.models import Entry
from homeroom.curriculum import queries as curriculum
from homeroom.sections import actions, queries
from homeroom.sections.actions import NewPupil
from homeroom.sections.models import Enrolment, Section
from homeroom.sections.tests.as_a_teacher import at, page
from homeroom.sections.urls import urlpatterns
from homeroom.testing.cast import NOW, Cast, a_person, a_section, signed_in, the_cast
from homeroom.testing.promises import promise

pytestmark = pytest.mark.django_db


def fill(section: Section, teacher: Person, count: int) -> None:
    actions.enrol_students(
        section=section,
        pupils=[NewPupil(f"Pupil{number} Stone", 14) for number in range(count)],
        declared="",
        teacher_id=teacher.pk,
        by=teacher.code,
        waiting=False,
        language="en",
        now=NOW,
    )


def review_of(html: str) -> dict[str, str]:
    """What the browser would send from the review."""
    found = dict(re.findall(r'name="((?:name|age)-\d+)" value="([^"]*)"', html))
    return found | {"rows": re.findall(r'name="rows" value="(\d+)"', html)[0]}


@promise(
    "ACC-14",
    "CLS-01",
    breaks="homeroom.accounts.actions.make_students",
    careless=lambda real: lambda **told: real(**{**told, "students": [replace(one, age=None) for one in told["students"]]}),
)
def test_from_a_new_class_to_the_cards_in_four_forms() -> None:
    ada = signed_in(a_person("Ada", "teacher"))
    course = str(curriculum.courses()[0].id)

    made = ada.post("/en/classes/new/", {"name": "5b", "grade": "5", "course": course, "sign_in": "pictures"})
    section = Section.objects.get()
    assert made["Location"] == at("add", section)
    assert 'value="10"' in page(ada, made["Location"])

    looked = ada.post(at("add", section), {"text": "Ben Stone\nCleo, 15\nBen Hill\n", "age": "11"})
    html = looked.content.decode()
    assert looked.status_code == 200
    assert "Add 3 pupils" in html
    assert "Ben S." in html
    saved = ada.post(at("add", section), review_of(html) | {"declared": current("authority", "en").digest})
    assert saved["Location"] == at("ready", section) + "?done=added"

    ready = page(ada, saved["Location"])
    assert at("cards", section) in ready
    assert at("letter", section) in ready
    assert "Start class" in ready
    assert sorted(seat.student.age_told or 0 for seat in queries.seats_in(section.pk)) == [11, 11, 15]
    assert Acceptance.objects.get().where == section.code


def test_what_was_pasted_is_asked_about_and_mended() -> None:
    cast = the_cast()
    ada = signed_in(cast.ada)

    html = ada.post(at("add", cast.section), {"text": "Ben\nZoe\nZoe\n🦊\nMila, 400"}).content.decode()
    assert html.count("<fieldset") >= 2
    assert "A pupil of this name is in the class already." in html
    assert "The same name stands in line 2." in html
    assert "A name has a letter in it." in html
    assert "An age is a number of years." in html
    assert "4 lines need a look" in html

    answers = review_of(html) | {"declared": current("authority", "en").digest}
    assert ada.post(at("add", cast.section), answers).status_code == 422
    assert Enrolment.objects.count() == 2

    answers |= {"same-0": "skip", "same-2": "twin", "name-3": "Fox", "age-4": "12"}
    assert ada.post(at("add", cast.section), answers).status_code == 302
    assert sorted(seat.student.name for seat in queries.seats_in(cast.section.pk)) == ["Ben", "Cleo", "Fox", "Mila", "Zoe", "Zoe"]
    twins = [seat for seat in queries.seats_in(cast.section.pk) if seat.student.name == "Zoe"]
    assert len({(seat.tile_animal, seat.tile_colour) for seat in twins}) == 2


def test_without_the_tick_nobody_is_added_and_the_list_is_kept() -> None:
    cast = the_cast()
    ada = signed_in(cast.ada)
    html = ada.post(at("add", cast.section), {"text": "Zoe", "age": "11"}).content.decode()

    answer = ada.post(at("add", cast.section), review_of(html))

    assert answer.status_code == 422
    assert 'value="Zoe"' in answer.content.decode()
    assert "checked" not in re.findall(r"<input[^>]*declared[^>]*>", answer.content.decode())[0]
    assert Enrolment.objects.count() == 2


@pytest.mark.parametrize("text", ["", " \n ", "\n".join(f"P{number}" for number in range(601))])
def test_an_empty_paste_and_one_of_601_lines_say_what_to_do(text: str) -> None:
    cast = the_cast()

    answer = signed_in(cast.ada).post(at("add", cast.section), {"text": text})

    assert answer.status_code == 422
    assert "errorlist" in answer.content.decode()


@pytest.mark.parametrize(
    "posted", [{"rows": "abc"}, {"rows": "-1"}, {"rows": "99999999999"}, {"rows": "2"}, {"rows": "1", "name-0": "\x00", "age-0": "²"}]
)
def test_forged_reviews_add_nobody(posted: dict[str, str]) -> None:
    cast = the_cast()

    assert signed_in(cast.ada).post(at("add", cast.section), posted).status_code == 422
    assert Enrolment.objects.count() == 2


def test_six_hundred_names_are_reviewed_and_saved_in_little_time() -> None:
    cast = the_cast()
    ada = signed_in(cast.ada)
    begun = time.process_time()

    html = ada.post(at("add", cast.dans_section), {"text": "x"}).content.decode()
    assert "Nothing here" in html
    looked = ada.post(at("add", cast.section), {"text": "\n".join(f"Pupil{number} Stone" for number in range(598)), "age": "14"})
    saved = ada.post(at("add", cast.section), review_of(looked.content.decode()))

    assert saved.status_code == 302
    assert time.process_time() - begun < 5
    assert queries.seats_in(cast.section.pk).count() == 600


def test_who_waits_for_approval_sees_why_and_adds_nobody() -> None:
    ada = a_person("Ada", "teacher", state="waiting")
    section = a_section(ada, "5b")

    assert "as soon as an administrator has approved you" in page(signed_in(ada), at("add", section))
    answer = signed_in(ada).post(at("add", section), {"rows": "1", "name-0": "Ben", "age-0": "14"})
    assert answer.status_code == 403
    assert not Enrolment.objects.exists()


@pytest.mark.parametrize("name", ["roster", "now", "projector", "arrived", "ready", "settings", "delete"])
def test_a_page_asks_as_often_for_a_hundred_pupils_as_for_two(name: str) -> None:
    cast = the_cast()
    ada = signed_in(cast.ada)
    page(ada, at(name, cast.section))
    with CaptureQueriesContext(connection) as few:
        page(ada, at(name, cast.section))
    fill(cast.section, cast.ada, 100)

    with CaptureQueriesContext(connection) as many:
        page(ada, at(name, cast.section))

    assert len(many) == len(few)
    assert len(many) <= 9


@pytest.mark.parametrize(
    ("name", "tab", "how"),
    [
        ("now", "now", "page"), ("roster", "roster", "page"), ("settings", "settings", "page"),
        ("add", "roster", "true"), ("ready", "roster", "true"), ("pupil", "roster", "true"), ("secret", "roster", "true"),
        ("remove", "roster", "true"), ("delete", "settings", "true"),
    ],
)  # fmt: skip
def test_every_page_of_a_class_marks_the_tab_it_lies_under(name: str, tab: str, how: str) -> None:
    cast = the_cast()
    more = {"student": cast.ben.code} if name in ("pupil", "secret", "remove") else {}

    html = page(signed_in(cast.ada), at(name, cast.section, **more))

    tabs = re.findall(r'<ul class="tabs">.*?</ul>', html)[0]
    assert re.findall(r'href="([^"]+)" aria-current="(\w+)"', tabs) == [(at(tab, cast.section), how)]


def test_the_list_that_is_looked_over_lies_under_pupils() -> None:
    cast = the_cast()

    html = signed_in(cast.ada).post(at("add", cast.section), {"text": "Zoe", "age": "11"}).content.decode()

    assert f'href="{at("roster", cast.section)}" aria-current="true"' in html


def test_settings_are_folded_and_what_was_just_done_or_is_wrong_stands_open() -> None:
    cast = the_cast()
    ada = signed_in(cast.ada)

    assert "<details" in page(ada, at("settings", cast.section))
    assert re.findall(r"<details[^>]* open>", page(ada, at("settings", cast.section))) == []
    new_link = ada.post(at("link", cast.section), follow=True).content.decode()
    wrong = ada.post(at("settings", cast.section), {"name": "", "grade": "5", "course": "x"}).content.decode()
    too_late = ada.post(at("year", cast.section), {"day": "1999-01-01"}).content.decode()

    assert re.findall(r"<details[^>]* open><summary><h2>([^<]*)", new_link) == ["Class link and join code"]
    assert re.findall(r"<details[^>]* open><summary><h2>([^<]*)", wrong) == ["The class"]
    assert re.findall(r"<details[^>]* open><summary><h2>([^<]*)", too_late) == ["School year"]


def _pages_of(cast: Cast) -> list[tuple[str, tuple[str, ...]]]:
    more = {"code": cast.section.code, "student": cast.ben.code}
    found = []
    for pattern in urlpatterns:
        names = re.findall(r"<str:(\w+)>", str(pattern.pattern))
        if "code" in names:
            found.append((reverse(f"sections:{pattern.name}", kwargs={name: more[name] for name in names}), pattern.callback.methods))  # type: ignore[attr-defined]
    return found


@promise("ACC-03", "CLS-04", breaks="homeroom.sections.queries.sections_of", careless=lambda real: lambda teacher_id: Section.objects.all())
def test_dan_gets_404_for_every_page_of_adas_class_and_nothing_changes() -> None:
    cast = the_cast()
    dan, before = signed_in(cast.dan), list(Enrolment.objects.values()) + list(Section.objects.values())

    for address, methods in _pages_of(cast):
        for method in methods:
            asked: Callable[..., object] = dan.get if method == "GET" else dan.post
            assert asked(address).status_code == 404, address  # type: ignore[attr-defined]

    assert list(Enrolment.objects.values()) + list(Section.objects.values()) == before
    assert not Entry.objects.exclude(what="").filter(by=cast.dan.code).exists()


def test_pupils_get_404_and_eve_is_asked_to_sign_in() -> None:
    cast = the_cast()
    ben, eve = signed_in(cast.ben, seat=cast.bens_seat, way="pictures"), Client()

    for address, methods in _pages_of(cast):
        if "GET" in methods:
            assert ben.get(address).status_code == 404, address
            assert eve.get(address).status_code in (302, 401), address
        else:
            assert ben.post(address).status_code == 404, address
            assert eve.post(address).status_code == 401, address


@promise(
    "CLS-07",
    "DAT-04",
    breaks="homeroom.sections.rules.twins.shown_names",
    careless=lambda real: lambda names: ["zebra trombone" for _name in names],
)
def test_no_page_of_the_class_shows_a_secret_but_those_that_are_made_for_it() -> None:
    cast = the_cast()
    ada = signed_in(cast.ada)
    Enrolment.objects.filter(pk=cast.bens_seat.pk).update(secret="zebra trombone")

    for name in ("now", "roster", "projector", "arrived", "ready", "settings"):
        assert "trombone" not in page(ada, at(name, cast.section)), name
    assert "trombone" not in page(ada, at("pupil", cast.section, student=cast.ben.code))


@promise("CLS-05", breaks="homeroom.kit.http.guards.insist_on_proof")
def test_a_shown_secret_is_noted_and_asks_for_proof_after_ten_minutes() -> None:
    cast = the_cast()
    ada = signed_in(cast.ada)
    address = at("secret", cast.section, student=cast.ben.code)

    html = page(ada, address)
    assert [html.count(f"#{name}") for name in ("sun", "cat", "tree")] == [1, 1, 1]
    entry = Entry.objects.get(what="show_secret")
    assert (entry.by, entry.about, entry.where) == (cast.ada.code, cast.ben.code, cast.section.code)

    from homeroom.accounts.models import Session

    Session.objects.update(proved_at=NOW)
    assert ada.get(address).status_code == 302
    assert Entry.objects.filter(what="show_secret").count() == 1


@promise("CLS-05", breaks="homeroom.accounts.actions.rename")
def test_each_form_of_a_pupil_does_what_it_says() -> None:
    cast = the_cast()
    ada, ben = signed_in(cast.ada), {"student": cast.ben.code}

    assert ada.post(at("rename", cast.section, **ben), {"name": " Benno "}).status_code == 302
    assert ada.post(at("rename", cast.section, **ben), {"name": " \x07"}).status_code == 422
    assert ada.post(at("age", cast.section, **ben), {"age": "12"}).status_code == 302
    assert ada.post(at("age", cast.section, **ben), {"age": "2014-05-01"}).status_code == 422
    redrawn = ada.post(at("redraw", cast.section, **ben))
    assert redrawn.status_code == 200
    assert ada.post(at("card", cast.section, **ben)).status_code == 302
    assert ada.post(at("pupil_unlock", cast.section, **ben)).status_code == 302

    student, seat = Person.objects.get(pk=cast.ben.pk), Enrolment.objects.get(pk=cast.bens_seat.pk)
    assert (student.name, student.age_told) == ("Benno", 12)
    assert seat.secret != "sun cat tree"
    assert all(f"#{name}" in redrawn.content.decode() for name in (seat.secret or "").split())
    assert seat.card is not None


def test_ben_is_moved_removed_and_taken_back_by_forms() -> None:
    cast = the_cast()
    club = a_section(cast.ada, "Club")
    ada, ben = signed_in(cast.ada), {"student": cast.ben.code}

    assert ada.post(at("move", cast.section, **ben), {"to": cast.dans_section.code}).status_code == 404
    assert ada.post(at("move", cast.section, **ben), {"to": cast.section.code}).status_code == 422
    assert ada.post(at("move", cast.section, **ben), {"to": club.code})["Location"] == at("roster", club) + "?done=received"
    assert "the account and all work are hidden with it" in page(ada, at("remove", club, **ben))
    ada.post(at("remove", club, **ben))
    assert "Take back" in page(ada, at("roster", club))
    ada.post(at("pupil_restore", club, **ben))

    assert [place.shown for place in queries.places_in(club.pk)] == ["Ben"]
    assert Person.objects.get(pk=cast.ben.pk).state == "active"


def test_a_class_is_changed_put_away_deleted_and_brought_back_by_forms() -> None:
    cast = the_cast()
    ada = signed_in(cast.ada)
    course = str(curriculum.courses()[0].id)

    assert ada.post(at("settings", cast.section), {"name": "5c", "grade": "6", "course": course}).status_code == 302
    assert ada.post(at("settings", cast.section), {"name": "", "grade": "99", "course": "x"}).status_code == 422
    assert ada.post(at("year", cast.section), {"day": "2020-01-01"}).status_code == 422
    assert ada.post(at("sign_in", cast.section), {"sign_in": "words"}).status_code == 302
    for name in ("link", "join_code", "unlock"):
        assert ada.post(at(name, cast.section)).status_code == 302
    assert "This class is put away" in ada.post(at("archive", cast.section), follow=True).content.decode()
    assert "This class is put away" not in ada.post(at("unarchive", cast.section), follow=True).content.decode()
    assert "2 pupils are hidden with it" in page(ada, at("delete", cast.section))
    gone = ada.post(at("delete", cast.section), follow=True).content.decode()
    assert "Bring it back" in gone
    assert ada.get(at("now", cast.section)).status_code == 404
    assert ada.post(at("restore", cast.section), follow=True).status_code == 200

    section = Section.objects.get(pk=cast.section.pk)
    assert (section.name, section.grade, section.sign_in) == ("5c", "6", "words")
    assert queries.seats_in(section.pk).count() == 2


def test_my_classes_show_how_many_and_which_is_on() -> None:
    cast = the_cast()
    a_section(cast.ada, "Empty")
    actions.start_period(
        section=cast.section, lesson=curriculum.courses()[0].lessons[0].id, teacher_id=cast.ada.pk, by=cast.ada.code, now=NOW
    )

    html = page(signed_in(cast.ada), "/en/classes/")

    assert "2 pupils" in html
    assert "on now" in html
    assert cast.dans_section.code not in html


def test_every_address_has_a_guard() -> None:
    assert get_resolver() is not None
    for pattern in urlpatterns:
        if not hasattr(pattern.callback, "audience"):
            raise ImproperlyConfigured(str(pattern))
        assert pattern.callback.audience.name in ("TEACHERS", "OWN_TEACHERS")
