"""The first page of whoever is signed in."""

import datetime
import json

import msgspec
import pytest

from homeroom.accounts.actions import freeze
from homeroom.accounts.models import Person
from homeroom.curriculum import queries as curriculum
from homeroom.progress import presence
from homeroom.progress.actions import record_attempts
from homeroom.progress.tests.counting import statements
from homeroom.progress.tests.pupil import a_run, level
from homeroom.sections.models import Period, Section
from homeroom.testing.cast import Cast, a_section, signed_in, the_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody, with the curriculum read and nobody at work."""
    level(1)
    presence.forget_all()
    return the_cast()


def class_is_on(section: Section) -> Period:
    now = datetime.datetime.now(datetime.UTC)
    return Period.objects.create(section=section, lesson=level(1).lesson, opened_at=now, sign_in_until=now)


def solved(person: Person, *numbers: int) -> None:
    runs = [msgspec.Raw(json.dumps(a_run(level(number), "passed")).encode()) for number in numbers]
    record_attempts(student_id=person.pk, attempts=runs, now=datetime.datetime.now(datetime.UTC))


def test_ada_sees_her_classes_and_a_class_to_try(cast: Cast) -> None:
    page = signed_in(cast.ada).get("/en/home/").content.decode()

    assert ">5b</a>" in page
    assert ">6a</a>" not in page
    assert "/en/pretend/" in page
    assert "class is on" not in page


def test_ada_sees_what_goes_on_in_a_class_that_is_on(cast: Cast) -> None:
    period, now = class_is_on(cast.section), datetime.datetime.now(datetime.UTC)
    presence.beat(period_id=period.pk, person_id=cast.ben.pk, level=level(1).id, active=5, working=True, uncover=False, now=now)
    presence.raise_hand(period_id=period.pk, person_id=cast.ben.pk, up=True, now=now)

    page = signed_in(cast.ada).get("/en/home/").content.decode()

    assert "class is on" in page
    assert "1 of 2" in page
    assert "1 hand is up" in page


def test_whose_data_is_not_used_is_counted_as_little_as_in_the_class_itself(cast: Cast) -> None:
    period, now = class_is_on(cast.section), datetime.datetime.now(datetime.UTC)
    presence.beat(period_id=period.pk, person_id=cast.ben.pk, level=level(1).id, active=5, working=True, uncover=False, now=now)
    presence.raise_hand(period_id=period.pk, person_id=cast.ben.pk, up=True, now=now)
    freeze(person=cast.ben, by=cast.grace.code, now=now)

    page = signed_in(cast.ada).get("/en/home/").content.decode()

    assert "0 of 1" in page
    assert "hand is up" not in page


def test_a_page_that_has_not_answered_for_a_minute_is_not_counted_as_open(cast: Cast) -> None:
    period, now = class_is_on(cast.section), datetime.datetime.now(datetime.UTC)
    ago = now - datetime.timedelta(minutes=1)
    presence.beat(period_id=period.pk, person_id=cast.ben.pk, level=level(1).id, active=5, working=True, uncover=False, now=ago)

    assert "0 of 2" in signed_in(cast.ada).get("/en/home/").content.decode()


def test_a_class_that_is_on_stands_there_once(cast: Cast) -> None:
    a_section(cast.ada, "7c")
    class_is_on(cast.section)

    page = signed_in(cast.ada).get("/en/home/").content.decode()

    assert page.count(">5b</a>") == 1
    assert page.count(">7c</a>") == 1
    assert f"/en/classes/{cast.section.code}/projector/" in page


def test_more_classes_ask_no_more_of_the_database_while_none_is_on(cast: Cast) -> None:
    ada = signed_in(cast.ada)
    with statements() as one:
        ada.get("/en/home/")
    for number in range(12):
        a_section(cast.ada, f"7{number}")
    with statements() as many:
        ada.get("/en/home/")

    assert len(many) == len(one) <= 6


def test_who_waits_for_approval_is_told_what_may_be_done_meanwhile(cast: Cast) -> None:
    Person.objects.filter(pk=cast.dan.pk).update(state="waiting")

    assert "waits for an administrator" in signed_in(cast.dan).get("/en/home/").content.decode()


def test_grace_learns_at_home_that_a_teacher_waits_and_ada_does_not(cast: Cast) -> None:
    grace = signed_in(cast.grace, second_factor=True)
    with statements() as asked:
        assert "for you</a>" not in grace.get("/en/home/").content.decode()
    Person.objects.filter(pk=cast.dan.pk).update(state="waiting")
    with statements() as asked_again:
        one = grace.get("/en/home/").content.decode()
    Person.objects.filter(pk=cast.cleo.pk).update(state="waiting")

    assert '<a href="/en/approvals/">1 teacher waits for you</a>' in one
    assert "2 teachers wait for you" in grace.get("/en/home/").content.decode()
    assert len(asked) == len(asked_again)
    with statements() as by_ada:
        assert "for you</a>" not in signed_in(cast.ada).get("/en/home/").content.decode()
    assert not any("COUNT" in one and "'waiting'" in one for one in by_ada)


def test_grace_has_the_page_of_a_teacher(cast: Cast) -> None:
    assert "Try a pretend class" in signed_in(cast.grace, second_factor=True).get("/en/home/").content.decode()


def test_ben_begins_with_the_first_lesson_of_his_class(cast: Cast) -> None:
    page = signed_in(cast.ben, seat=cast.bens_seat, way="pictures").get("/en/home/").content.decode()
    first = curriculum.courses()[0].lessons[0]

    assert "Hello, Ben!" in page
    assert "You are in 5b." in page
    assert f"/en/learn/{first.slug}/1/" in page


def test_the_page_of_ben_has_the_question_whose_work_this_browser_holds(cast: Cast) -> None:
    page = signed_in(cast.ben, seat=cast.bens_seat, way="pictures").get("/es/home/").content.decode()
    data = json.loads(page.partition('<script id="page-data" type="application/json">')[2].partition("</script>")[0])

    assert '<div id="offer"></div>' in page
    assert data["words"]["page.offer.yes"] == "S\u00ed, es m\u00edo"
    assert data["signIn"] == "/es/class/"
    assert 'id="offer"' not in signed_in(cast.ada).get("/en/home/").content.decode()


def test_ben_goes_on_where_he_stopped(cast: Cast) -> None:
    solved(cast.ben, 1, 2)

    page = signed_in(cast.ben, seat=cast.bens_seat, way="pictures").get("/en/home/").content.decode()

    assert "/en/learn/maze/3/" in page
    assert "2 of 12 solved" in page
    assert "doing this now" not in page


def test_the_lesson_of_a_class_that_is_on_comes_first(cast: Cast) -> None:
    class_is_on(cast.section)

    page = signed_in(cast.ben, seat=cast.bens_seat, way="pictures").get("/en/home/").content.decode()

    assert "Your class is doing this now" in page


def test_when_all_of_the_core_is_solved_there_are_challenges(cast: Cast) -> None:
    lesson = curriculum.lesson_with_slug("maze")
    assert lesson is not None
    solved(cast.ben, *[one.number for one in lesson.levels if one.core])

    page = signed_in(cast.ben, seat=cast.bens_seat, way="pictures").get("/en/home/").content.decode()

    assert "You have solved all of it" in page


def test_sam_is_sent_to_the_catalogue_and_eve_to_sign_in(cast: Cast) -> None:
    assert signed_in(cast.sam, second_factor=True).get("/en/home/")["Location"] == "/en/learn/"
    assert signed_in(None).get("/en/home/").status_code == 302
