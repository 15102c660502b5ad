"""Guessing: every wrong try leaves its mark, codes and secrets cannot be tried out, and no prank locks a class (ACC-18, CLS-07)."""

import datetime
import logging
import random

import pytest
from django.test import Client

from homeroom.accounts.models import Session
from homeroom.kit.crypto import keyed_index
from homeroom.kit.errors import SlowDown
from homeroom.limits.actions import give_back, must_wait
from homeroom.limits.models import Bucket
from homeroom.limits.rules import ACCOUNT, CODE, DOOR, SEAT, SECTION, Limit, taken_now, wait_for
from homeroom.sections.models import Period
from homeroom.sections.rules.codes import digits_needed, draw_class_code
from homeroom.sign_in import access
from homeroom.sign_in.actions import pupils
from homeroom.sign_in.actions.pupils import WrongSecret
from homeroom.sign_in.tests.at_the_door import CODE as CLASS_CODE
from homeroom.sign_in.tests.at_the_door import OpenClass, a_pupil, an_open_class, door_of, is_in, try_pictures, type_code
from homeroom.testing.cast import PASSWORD, a_section, the_cast
from homeroom.testing.promises import promise

pytestmark = pytest.mark.django_db


def marks(limit: Limit, what: str) -> float:
    """How many tries a bucket counts."""
    row = Bucket.objects.filter(key=keyed_index(f"{limit.name}\x1f{what}", "limits.Bucket.key")).first()
    return 0.0 if row is None else row.taken


def guess(here: OpenClass, seat: object, tried: str, *, now: datetime.datetime, door: str = "") -> bool:
    """One try at a seat through a door of its own; True when it opened. A refused try raises `SlowDown`."""
    opened = access.door_from(door, now) if door else access.what_opens(CLASS_CODE, now)
    assert isinstance(opened, access.Opened)
    try:
        pupils.sign_in_at_seat(opened=opened, seat=seat, tried=tried, now=now, instead_of=None)  # type: ignore[arg-type]
    except WrongSecret:
        return False
    return True


def test_fifty_wrong_tries_leave_fifty_marks() -> None:
    here, now = an_open_class(), datetime.datetime.now(datetime.UTC)
    seats = [a_pupil(here.section, f"Pupil {number}", sign_in="pictures", secret="sun cat tree") for number in range(10)]

    opened = [guess(here, seat, "moon moon moon", now=now) for seat in seats for _ in range(5)]

    assert not any(opened)
    assert marks(SECTION, str(here.section.pk)) == 50
    assert [marks(SEAT, str(seat.pk)) for seat in seats] == [5.0] * 10


def test_wrong_tries_through_the_pages_leave_their_marks_though_each_was_refused() -> None:
    here, eve = an_open_class(), Client()
    door = door_of(type_code(eve))

    answers = [try_pictures(eve, door, here.cast.ben, "moon", "moon", "moon").status_code for _ in range(7)]

    assert answers == [403] * 5 + [429] * 2
    assert round(marks(SEAT, str(here.cast.bens_seat.pk))) == 5
    assert round(marks(DOOR, access.door_from(door, datetime.datetime.now(datetime.UTC)).door.nonce)) == 5


@promise("ACC-18", breaks="homeroom.limits.rules.wait_for", careless="says_nought")
def test_after_five_mistakes_there_is_a_try_a_minute_and_the_right_one_clears() -> None:
    here, now = an_open_class(), datetime.datetime.now(datetime.UTC)
    seat = here.cast.bens_seat
    for _ in range(5):
        guess(here, seat, "moon moon moon", now=now)

    with pytest.raises(SlowDown) as refused:
        guess(here, seat, "sun cat tree", now=now)
    assert refused.value.retry_after == 60
    assert guess(here, seat, "sun cat tree", now=now + datetime.timedelta(seconds=60))
    assert must_wait(SEAT, str(seat.pk), now=now + datetime.timedelta(seconds=61)) == 0
    assert marks(SEAT, str(seat.pk)) == 0


def test_the_page_says_how_long_and_speaks_to_a_child() -> None:
    here, eve = an_open_class(), Client()
    door = door_of(type_code(eve))
    for _ in range(5):
        try_pictures(eve, door, here.cast.ben, "moon", "moon", "moon")

    page = try_pictures(eve, door, here.cast.ben, "sun", "cat", "tree")

    assert page.status_code == 429
    assert 0 < int(page["Retry-After"]) <= 60
    assert "Take a little break" in page.content.decode()
    assert not Session.objects.exists()


def use_up_the_class(here: OpenClass, now: datetime.datetime) -> None:
    """Sixty wrong tries, by somebody who changes pupils and doors."""
    for number in range(12):
        seat = a_pupil(here.section, f"Pupil {number}", sign_in="pictures", secret="sun cat tree")
        for _ in range(5):
            guess(here, seat, "moon moon moon", now=now)


def test_a_prank_of_sixty_wrong_tries_locks_no_class() -> None:
    here, now = an_open_class(), datetime.datetime.now(datetime.UTC)

    use_up_the_class(here, now)

    assert must_wait(SECTION, str(here.section.pk), now=now) > 0
    assert guess(here, here.cast.bens_seat, "sun cat tree", now=now)
    assert guess(here, here.cast.cleos_seat, "dog moon boat", now=now)


def test_then_one_more_mistake_waits_for_the_teacher_whose_click_opens_again() -> None:
    here, now = an_open_class(), datetime.datetime.now(datetime.UTC)
    use_up_the_class(here, now)
    guess(here, here.cast.bens_seat, "moon moon moon", now=now)

    with pytest.raises(SlowDown) as refused:
        guess(here, here.cast.bens_seat, "sun cat tree", now=now)
    assert "ask your teacher" in refused.value.sentence

    give_back(SECTION, str(here.section.pk))
    assert guess(here, here.cast.bens_seat, "sun cat tree", now=now)


def test_a_pupil_who_knows_a_secret_cannot_win_back_tries_for_guessing_at_others() -> None:
    here, now = an_open_class(), datetime.datetime.now(datetime.UTC)
    for _ in range(4):
        guess(here, here.cast.cleos_seat, "moon moon moon", now=now)

    guess(here, here.cast.bens_seat, "sun cat tree", now=now)

    assert marks(SECTION, str(here.section.pk)) == 4
    assert marks(SEAT, str(here.cast.cleos_seat.pk)) == 4


def test_one_opening_of_the_door_has_twenty_wrong_tries() -> None:
    here, now = an_open_class(), datetime.datetime.now(datetime.UTC)
    opened = access.what_opens(CLASS_CODE, now)
    assert isinstance(opened, access.Opened)
    seats = [a_pupil(here.section, f"Pupil {number}", sign_in="pictures", secret="sun cat tree") for number in range(5)]
    for seat in seats[:4]:
        for _ in range(5):
            guess(here, seat, "moon moon moon", now=now, door=opened.text)

    with pytest.raises(SlowDown):
        guess(here, seats[4], "sun cat tree", now=now, door=opened.text)
    assert guess(here, seats[4], "sun cat tree", now=now)


@promise("ACC-18", "CLS-07", breaks="homeroom.limits.actions.spend")
def test_codes_are_tried_out_no_faster_than_the_limit_says_and_right_ones_cost_nothing() -> None:
    an_open_class()
    eve = Client()
    right = [type_code(eve).status_code for _ in range(150)]

    wrong = [type_code(eve, f"{number:06}").status_code for number in range(100)]

    assert right == [200] * 150
    assert wrong.count(404) in range(CODE.most, CODE.most + 8)
    assert wrong[-1] == 429


def test_another_network_is_not_hindered() -> None:
    an_open_class()
    eve = Client(REMOTE_ADDR="203.0.113.9")
    for number in range(70):
        type_code(eve, f"{number:06}")

    assert type_code(eve).status_code == 429
    assert type_code(Client(REMOTE_ADDR="203.0.113.200")).status_code == 429, "the same network"
    assert type_code(Client(REMOTE_ADDR="198.51.100.7")).status_code == 200


@pytest.mark.parametrize("open_codes", [1, 10, 100, 5_000])
def test_a_code_is_so_long_that_one_guess_in_a_hundred_thousand_opens_a_class(open_codes: int) -> None:
    assert open_codes / 10 ** digits_needed(open_codes - 1) <= 1 / 100_000


def a_storm(seed: int, *, limited: bool) -> int:
    """How many of ten open classes a hundred thousand random codes open within twenty minutes, all from one network."""
    draw = random.Random(seed)
    codes = {draw_class_code(number, draw) for number in range(10)}
    taken, opened = 0.0, set[str]()
    for _ in range(100_000):
        taken = taken_now(taken, 1200 / 100_000, CODE)
        code = f"{draw.randrange(10**6):06}"
        if limited and wait_for(taken, CODE):
            continue
        if code in codes:
            opened.add(code)
        else:
            taken += 1
    return len(opened)


@pytest.mark.parametrize("seed", range(5))
def test_a_hundred_thousand_random_codes_open_at_most_one_class(seed: int) -> None:
    assert a_storm(seed, limited=True) <= 1


def test_without_the_limit_they_would_open_more() -> None:
    assert max(a_storm(seed, limited=False) for seed in range(5)) > 1


def test_random_codes_against_ten_open_classes() -> None:
    cast, draw = the_cast(), random.Random(7)
    codes = [draw_class_code(number, draw) for number in range(10)]
    for number, code in enumerate(codes):
        an_open_class(code=code, opens=a_section(cast.dan, f"Class {number}"), cast=cast)
    now = datetime.datetime.now(datetime.UTC)
    guesses = [f"{draw.randrange(10**6):06}" for _ in range(600)]

    opened = [code for code in guesses if access.what_opens(code, now) is not None]

    assert set(opened) <= set(codes)
    assert len(opened) <= 1
    assert Period.objects.count() == 10
    assert access.what_opens(codes[3], now) is not None, "the control: a right code does open"


@pytest.mark.parametrize("email", ["ada@school.example", "nobody@school.example"])
@promise("ACC-18", breaks="homeroom.limits.actions.spend")
def test_passwords_are_tried_out_no_faster_whether_there_is_such_an_account_or_not(email: str) -> None:
    the_cast()
    eve = Client()

    answers = [eve.post("/en/sign-in/", {"email": email, "password": f"guess number {number}"}) for number in range(ACCOUNT.most + 2)]

    assert [answer.status_code for answer in answers] == [403] * ACCOUNT.most + [429] * 2
    pages = {answer.content for answer in answers[:5]}
    assert len(pages) == 1


def test_an_attacker_elsewhere_does_not_lock_ada_out() -> None:
    the_cast()
    eve = Client(REMOTE_ADDR="203.0.113.9")
    for number in range(ACCOUNT.most + 1):
        eve.post("/en/sign-in/", {"email": "ada@school.example", "password": f"guess number {number}"})

    assert is_in(Client(REMOTE_ADDR="198.51.100.7").post("/en/sign-in/", {"email": "ada@school.example", "password": PASSWORD}))


def test_nothing_that_is_typed_at_the_door_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    here = an_open_class()
    caplog.set_level(logging.DEBUG)
    eve = Client()

    eve.post("/en/sign-in/", {"email": "ada.canary@school.example", "password": "canary one"})
    eve.post("/en/sign-in/", {"email": "ada@school.example", "password": PASSWORD})
    eve.post("/en/class/password/", {"username": "canary77", "password": "canary two"})
    eve.post("/en/class/", {"code": "canary99", "csrfmiddlewaretoken": "x"})
    try_pictures(Client(), door_of(type_code(Client())), here.cast.ben, "rocket", "rocket", "rocket")

    told = "\n".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records if not record.name.startswith("django.db"))
    assert "canary" not in told
    assert "rocket" not in told
    assert "ada@school" not in told


def test_limits_keep_no_network_and_no_name_in_clear() -> None:
    the_cast()
    Client(REMOTE_ADDR="203.0.113.9").post("/en/sign-in/", {"email": "ada@school.example", "password": "wrong"})

    rows = list(Bucket.objects.values_list("key", flat=True))

    assert rows
    assert all(len(bytes(key)) == 16 for key in rows)
    assert not any(b"203.0" in bytes(key) or b"ada" in bytes(key) for key in rows)
