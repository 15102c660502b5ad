"""Children come in: with the class code, their name and their secret; with a card; with a class link; with words at home."""

import datetime
import re
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from homeroom.accounts.models import Person, Session
from homeroom.accounts.queries import csrf_of, token_hash
from homeroom.curriculum.queries import courses
from homeroom.kit.crypto import keyed_index
from homeroom.kit.ids import new_card_code
from homeroom.sections.models import Enrolment, Period, Section
from homeroom.sections.rules.codes import draw_join_code
from homeroom.sections.rules.words import LISTS
from homeroom.sign_in.tests.at_the_door import CODE, Answer, a_pupil, an_open_class, door_of, is_in, try_pictures, type_code
from homeroom.testing.cast import a_person, a_seat, signed_in, the_cast
from homeroom.testing.promises import promise

pytestmark = pytest.mark.django_db
BIRTHDAY = datetime.date(2015, 3, 17)
TODAY = datetime.date.today()  # noqa: DTZ011


@promise("ACC-08", breaks="homeroom.sign_in.rules.may_try", careless="says_no")
def test_ben_comes_in_with_code_name_and_three_pictures_and_lands_in_his_period() -> None:
    here = an_open_class()
    eve = Client()

    roster = type_code(eve)
    door = door_of(roster)
    pictures = eve.post("/en/class/who/", {"door": door, "who": here.cast.ben.code})
    answer = try_pictures(eve, door_of(pictures), here.cast.ben, "sun", "cat", "tree")

    assert "Ben" in roster.content.decode()
    assert "Hello Ben" in pictures.content.decode()
    assert is_in(answer)
    assert answer["Location"] == f"/en/learn/{courses()[0].lessons[0].slug}/"
    session = Session.objects.get()
    assert (session.person, session.section, session.enrolment, session.period, session.way) == (
        here.cast.ben,
        here.section.pk,
        here.cast.bens_seat.pk,
        here.period.pk,
        "pictures",
    )


def hidden_next(page: Answer) -> str:
    """The page that a form carries along."""
    found = re.search(r'name="next" value="([^"]+)"', page.content.decode())
    assert found
    return found[1]


@pytest.mark.parametrize("asked", ["/en/home/", "/en/mine/"])
def test_a_child_who_opens_a_bookmark_signed_out_finds_the_door_with_both_ways_and_lands_there(asked: str) -> None:
    here = an_open_class()
    Period.objects.filter(pk=here.period.pk).update(ended_at=here.period.opened_at)
    dana = a_pupil(here.section, "Dana", sign_in="words", secret=" ".join(LISTS["en"][0][:2]))
    code = with_join_code(here.section)
    eve = Client()

    sent = eve.get(asked)
    page = eve.get(sent["Location"])
    roster = eve.post("/en/class/", {"code": code, "next": hidden_next(page)})
    secret = eve.post("/en/class/who/", {"door": door_of(roster), "who": dana.student.code, "next": hidden_next(roster)})
    form = {"door": door_of(secret), "who": dana.student.code, "word": list(LISTS["en"][0][:2]), "next": hidden_next(secret)}
    answer = eve.post("/en/class/who/", form)

    assert sent["Location"] == f"/en/class/?next={quote(asked, safe='')}"
    assert f'href="/en/sign-in/?next={asked}"' in page.content.decode()
    assert f'href="/en/class/password/?next={asked}"' in page.content.decode()
    assert is_in(answer)
    assert answer["Location"] == asked


def test_the_door_sends_nobody_to_another_host() -> None:
    page = Client().get("/en/class/?next=//elsewhere.example/").content.decode()

    assert "elsewhere.example" not in page.partition("<main")[2].partition("</main>")[0]


def test_a_page_of_teachers_still_asks_for_a_teacher() -> None:
    assert Client().get("/en/classes/new/")["Location"].startswith("/en/sign-in/?next=")


def test_each_tap_can_go_to_the_server_where_no_script_runs() -> None:
    here = an_open_class()
    eve = Client()
    door = door_of(type_code(eve))

    after_one = try_pictures(eve, door, here.cast.ben, "sun")
    after_two = try_pictures(eve, door, here.cast.ben, "sun", "moon")
    one_back = eve.post("/en/class/who/", {"door": door, "who": here.cast.ben.code, "picture": ["sun", "moon"], "back": "1"})

    assert after_one.content.decode().count('type="hidden" name="picture"') == 1
    assert after_two.content.decode().count('type="hidden" name="picture"') == 2
    assert one_back.content.decode().count('type="hidden" name="picture"') == 1
    assert not Session.objects.exists()


def test_a_visitor_gets_no_cookie_before_being_signed_in() -> None:
    here = an_open_class()
    eve = Client()

    pages = [eve.get("/en/class/"), type_code(eve), try_pictures(eve, door_of(type_code(eve)), here.cast.ben, "sun", "sun", "sun")]

    assert [dict(page.cookies) for page in pages] == [{}, {}, {}]


def test_the_order_of_pictures_counts_and_a_wrong_try_is_answered_kindly() -> None:
    here = an_open_class()
    eve = Client()

    wrong = try_pictures(eve, door_of(type_code(eve)), here.cast.ben, "cat", "sun", "tree")

    assert wrong.status_code == 403
    assert "Those are not your pictures" in wrong.content.decode()
    assert 'type="hidden" name="picture"' not in wrong.content.decode()


def test_one_picture_of_sixteen_is_one_tap() -> None:
    here = an_open_class()
    seat = a_pupil(here.section, "Zoe", sign_in="picture", secret="boat")
    eve = Client()
    door = door_of(type_code(eve))

    page = eve.post("/en/class/who/", {"door": door, "who": seat.student.code})

    assert page.content.decode().count('name="picture" value=') == 16
    assert not is_in(try_pictures(eve, door, seat.student, "car"))
    assert is_in(try_pictures(eve, door, seat.student, "boat"))


def test_words_are_told_in_any_case_and_suggested_from_their_own_language() -> None:
    here = an_open_class()
    words = LISTS["es"][0][:3]
    seat = a_pupil(here.section, "Zoe", sign_in="words", secret=" ".join(words))
    eve = Client()
    door = door_of(type_code(eve))

    page = eve.post("/en/class/who/", {"door": door, "who": seat.student.code}).content.decode()
    wrong = eve.post("/en/class/who/", {"door": door, "who": seat.student.code, "word": list(reversed(words))})
    right = eve.post("/en/class/who/", {"door": door, "who": seat.student.code, "word": [word.upper() + " " for word in words]})

    assert page.count('name="word"') == 3
    assert f'"{words[0]}"' in page
    assert wrong.status_code == 403
    assert is_in(right)


@pytest.mark.parametrize("typed", ["482915", "482 915", "482-915", "٤٨٢٩١٥", "۴۸۲۹۱۵", "४८२९१५", "４８２９１５", "\u200f٤٨٢ ٩١٥"])
def test_digits_of_any_script_are_a_class_code(typed: str) -> None:
    an_open_class()

    assert "Who are you?" in type_code(Client(), typed).content.decode()


@promise(
    "CLS-07",
    breaks="homeroom.sections.queries.period_with_code",
    careless=lambda real: lambda code, now: Period.objects.select_related("section").first(),
)
def test_names_are_behind_the_code_only() -> None:
    an_open_class()
    eve = Client()

    assert "Ben" not in eve.get("/en/class/").content.decode()
    assert "Ben" not in type_code(eve, "000000").content.decode()
    assert "Ben" not in eve.post("/en/class/", {"door": "made.up"}).content.decode()


@pytest.mark.parametrize("typed", ["000000", "hello", "", "x" * 100_000, "\x00", "1" * 5000, "🐙🐙🐙", "BCDFGH" * 5])
def test_wrong_over_and_closed_answer_alike(typed: str) -> None:
    here = an_open_class()
    wrong = type_code(Client(), typed)
    Period.objects.filter(pk=here.period.pk).update(sign_in_until=here.period.opened_at)
    over = type_code(Client())
    Period.objects.filter(pk=here.period.pk).update(
        sign_in_until=here.period.opened_at + datetime.timedelta(hours=1), ended_at=here.period.opened_at
    )
    closed = type_code(Client())

    assert wrong.status_code == over.status_code == closed.status_code == 404
    assert wrong.content == over.content == closed.content


def test_wrong_and_over_cost_the_same_look_ups() -> None:
    here = an_open_class()
    Period.objects.filter(pk=here.period.pk).update(sign_in_until=here.period.opened_at)
    type_code(Client(), "999999")
    counts = []
    for typed in ("000000", CODE, "bcdfghjkm", new_card_code()):
        with CaptureQueriesContext(connection) as seen:
            type_code(Client(), typed)
        counts.append(len(seen))

    assert len(set(counts)) == 1, counts


@promise("CLS-07", breaks="homeroom.sign_in.access._same", careless="says_yes")
def test_a_door_closes_with_its_code() -> None:
    here = an_open_class()
    eve = Client()
    door = door_of(type_code(eve))
    Period.objects.filter(pk=here.period.pk).update(code="111111", code_index=keyed_index("111111", "sections.Period.code"))

    answer = try_pictures(eve, door, here.cast.ben, "sun", "cat", "tree")

    assert answer.status_code == 410
    assert not Session.objects.exists()


def test_a_door_opens_its_own_class_only() -> None:
    here = an_open_class()
    elsewhere = a_seat(here.cast.dans_section, a_person("Zoe", age=11))
    eve = Client()

    answer = try_pictures(eve, door_of(type_code(eve)), elsewhere.student, "sun", "cat", "tree")

    assert answer.status_code == 404
    assert not Session.objects.exists()


@pytest.mark.parametrize("change", ["x", "", ".", "AAAA"])
def test_a_door_that_was_changed_is_no_door(change: str) -> None:
    an_open_class()
    eve = Client()
    text, _dot, mark = door_of(type_code(eve)).rpartition(".")

    assert eve.post("/en/class/", {"door": f"{text}{change or 'x'}.{mark}"}).status_code == 410


def test_a_class_link_opens_the_names_without_a_period() -> None:
    cast = the_cast()
    eve = Client()

    roster = eve.post("/en/class/", {"key": cast.section.link})
    answer = try_pictures(eve, door_of(roster), cast.ben, "sun", "cat", "tree")

    assert is_in(answer)
    assert Session.objects.get().period is None


def test_a_new_class_link_shuts_the_doors_of_the_old_one() -> None:
    cast = the_cast()
    eve = Client()
    door = door_of(eve.post("/en/class/", {"key": cast.section.link}))
    Section.objects.filter(pk=cast.section.pk).update(link="other", link_index=keyed_index("other", "sections.Section.link"))

    assert try_pictures(eve, door, cast.ben, "sun", "cat", "tree").status_code == 410


def with_card(seat: Enrolment, *, ends: datetime.date | None = None) -> str:
    code = new_card_code()
    Enrolment.objects.filter(pk=seat.pk).update(card=code, card_index=keyed_index(code, "sections.Enrolment.card"), card_ends_on=ends)
    return code


@pytest.mark.parametrize("how", ["typed", "spaced", "scanned"])
def test_a_card_opens_its_pupil_and_nobody_else(how: str) -> None:
    cast = the_cast()
    card = with_card(cast.bens_seat)
    typed = {
        "typed": {"code": card},
        "spaced": {"code": " ".join(card[at : at + 6].lower() for at in range(0, 30, 6))},
        "scanned": {"key": card},
    }

    answer = Client().post("/en/class/", typed[how])

    assert is_in(answer)
    assert Session.objects.get().person == cast.ben


def test_a_card_ends_with_the_school_year_and_when_its_pupil_leaves() -> None:
    cast = the_cast()
    over = with_card(cast.bens_seat, ends=TODAY - datetime.timedelta(days=2))
    left = with_card(cast.cleos_seat)
    Enrolment.objects.filter(pk=cast.cleos_seat.pk).update(left_at=cast.cleos_seat.joined_at)

    assert [Client().post("/en/class/", {"code": card}).status_code for card in (over, left)] == [404, 404]


def with_join_code(section: Section, *, ends: datetime.date | None = None) -> str:
    code = draw_join_code()
    Section.objects.filter(pk=section.pk).update(
        join_code=code, join_index=keyed_index(code, "sections.Section.join_code"), join_ends_on=ends
    )
    return code


def test_words_work_at_home_with_the_join_code_and_pictures_do_not() -> None:
    cast = the_cast()
    zoe = a_pupil(cast.section, "Zoe", sign_in="words", secret="acorn velvet")
    code = with_join_code(cast.section)
    eve = Client()

    roster = type_code(eve, code.upper())
    door = door_of(roster)
    by_pictures = try_pictures(eve, door, cast.ben, "sun", "cat", "tree")
    by_words = eve.post("/en/class/who/", {"door": door, "who": zoe.student.code, "word": ["acorn", "velvet"]})

    assert "Zoe" in roster.content.decode()
    assert "Ben" not in roster.content.decode()
    assert by_pictures.status_code == 404
    assert is_in(by_words)


def test_a_join_code_ends_with_the_school_year() -> None:
    cast = the_cast()

    assert type_code(Client(), with_join_code(cast.section, ends=TODAY - datetime.timedelta(days=2))).status_code == 404


def test_cleo_signs_in_with_her_own_name_at_any_hour() -> None:
    cast = the_cast()
    zoe = a_person("Zoe", age=12, username="zoe42", password="purple bicycle")
    a_seat(cast.section, zoe)
    client = Client()

    wrong = client.post("/en/class/password/", {"username": "zoe42", "password": "purple bicycles"})
    right = client.post("/en/class/password/", {"username": " Zoe42 ", "password": "purple bicycle", "next": "/en/learn/"})

    assert wrong.status_code == 403
    assert is_in(right)
    assert right["Location"] == "/en/learn/"
    assert Session.objects.get().section == cast.section.pk


def test_a_pupil_with_a_password_taps_the_name_and_types_it() -> None:
    here = an_open_class()
    zoe = a_pupil(here.section, "Zoe", sign_in="password", password="purple bicycle")
    client = Client()
    door = door_of(type_code(client))

    wrong = client.post("/en/class/who/", {"door": door, "who": zoe.student.code, "password": "purple"})
    right = client.post("/en/class/who/", {"door": door, "who": zoe.student.code, "password": "purple bicycle"})

    assert wrong.status_code == 403
    assert "That is not your password" in wrong.content.decode()
    assert is_in(right)


@pytest.mark.parametrize("door", ["by name", "in class"])
def test_a_one_time_password_leads_to_one_of_ones_own(door: str) -> None:
    here = an_open_class()
    zoe = a_pupil(here.section, "Zoe", sign_in="password", secret="4729 1836", username="zoe42", must_choose_password=True)
    client = Client()

    def try_it(browser: Client, password: str) -> Answer:
        if door == "by name":
            return browser.post("/en/class/password/", {"username": "zoe42", "password": password})
        told = {"door": door_of(type_code(browser)), "who": zoe.student.code, "password": password}
        return browser.post("/en/class/who/", told)

    wrong = try_it(client, "4729 1837")
    answer = try_it(client, "٤٧٢٩١٨٣٦")
    elsewhere = client.get("/en/account/")
    common = client.post("/en/account/password/", {"password": "12345678", "csrfmiddlewaretoken": csrf(client)})
    own = client.post("/en/account/password/", {"password": "purple bicycle", "csrfmiddlewaretoken": csrf(client)})

    assert wrong.status_code == 403
    assert answer["Location"] == elsewhere["Location"] == "/en/account/password/"
    assert common.status_code == 400
    assert "Many people use this password" in common.content.decode()
    assert own.status_code == 302
    assert is_in(try_it(Client(), "purple bicycle"))
    assert not is_in(try_it(Client(), "4729 1836"))


def csrf(client: Client) -> str:
    return csrf_of(Session.objects.get(token_hash=token_hash(client.cookies["homeroom"].value)))


def test_a_second_child_on_the_device_gets_a_new_session_and_the_old_cookie_is_dead() -> None:
    here = an_open_class()
    client = signed_in(here.cast.ben, seat=here.cast.bens_seat, way="pictures")
    bens = client.cookies["homeroom"].value, client.cookies["here"].value
    door = door_of(type_code(client))

    try_pictures(client, door, here.cast.cleo, "dog", "moon", "boat")

    assert Session.objects.get().person == here.cast.cleo
    assert client.cookies["homeroom"].value != bens[0]
    assert client.cookies["here"].value != bens[1]
    old = Client()
    old.cookies["homeroom"], old.cookies["here"] = bens
    assert old.get("/en/account/").status_code == 302


def test_pages_at_the_door_are_kept_by_nobody() -> None:
    here = an_open_class()
    eve = Client()

    for page in (eve.get("/en/class/"), type_code(eve), try_pictures(eve, door_of(type_code(eve)), here.cast.ben, "sun")):
        assert page["Cache-Control"] == "no-store"
        assert 'content="noindex"' in page.content.decode()


def test_the_cookies_say_what_they_are() -> None:
    here = an_open_class()
    eve = Client()

    answer = try_pictures(eve, door_of(type_code(eve)), here.cast.ben, "sun", "cat", "tree")

    secret, readable = answer.cookies["homeroom"], answer.cookies["here"]
    assert secret["httponly"] and not readable["httponly"]
    assert secret["samesite"] == readable["samesite"] == "Lax"
    assert secret["max-age"] == readable["max-age"] == 4 * 3600
    assert 8 <= len(readable.value) <= 64


@promise(
    "AGE-01",
    "DAT-05",
    breaks="homeroom.accounts.actions.set_age",
    careless=lambda real: lambda *, person, age, **told: Person.objects.filter(pk=person.pk).update(age_told=age, age_told_in=BIRTHDAY),
)
def test_an_age_is_asked_before_anything_else_and_once() -> None:
    here = an_open_class()
    seat = a_pupil(here.section, "Zoe", sign_in="picture", secret="boat", age=None)
    client = Client()

    answer = try_pictures(client, door_of(type_code(client)), seat.student, "boat")
    elsewhere = client.get("/en/account/")
    by_script = client.get("/en/account/", headers={"accept": "application/json"})
    date = client.post("/en/age/", {"age": "2015-03-01", "csrfmiddlewaretoken": csrf(client)})
    absurd = client.post("/en/age/", {"age": "700", "csrfmiddlewaretoken": csrf(client)})
    told = client.post("/en/age/", {"age": "٩", "csrfmiddlewaretoken": csrf(client)})

    assert answer["Location"] == elsewhere["Location"] == "/en/age/"
    assert by_script.status_code == 403
    assert (date.status_code, absurd.status_code, told.status_code) == (400, 400, 302)
    zoe = Person.objects.get(pk=seat.student.pk)
    assert zoe.age_told == 9
    assert zoe.age_told_in is not None and zoe.age_told_in.day == 1
    assert client.get("/en/age/").status_code == 302
