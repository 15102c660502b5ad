"""Beats, cover, raised hands and the end of a period: memory only (PROTOCOL.md, POST /beat and /hand)."""

import datetime

import pytest
from django.test import Client

from homeroom.accounts.actions import freeze
from homeroom.accounts.models import Session
from homeroom.progress import presence
from homeroom.progress.jobs import forget_presence
from homeroom.progress.tests.counting import statements
from homeroom.progress.tests.pupil import get, level, post, said
from homeroom.sections.models import Period
from homeroom.testing.cast import Cast, signed_in
from homeroom.testing.promises import promise

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 24, 10, 0, tzinfo=datetime.UTC)


def at(seconds: float) -> datetime.datetime:
    return NOW + datetime.timedelta(seconds=seconds)


@pytest.fixture
def period(cast: Cast) -> Period:
    """Ada has started class on the maze."""
    return Period.objects.create(section=cast.section, lesson=level(1).lesson, opened_by=cast.ada, opened_at=NOW, sign_in_until=at(1200))


@pytest.fixture
def ben(cast: Cast) -> Client:
    return signed_in(cast.ben, seat=cast.bens_seat, way="pictures")


def beat(client: Client, cast: Cast, **more: object) -> dict[str, object] | None:
    body = {"person": cast.ben.code, "level": str(level(1).id), "active": 5, "working": True, "uncover": False} | more
    answer = post(client, "/beat", body)
    assert answer.status_code == 200, answer.content
    found: dict[str, object] | None = said(answer)["period"]
    return found


def test_a_beat_in_class_says_that_class_is_open(cast: Cast, period: Period, ben: Client) -> None:
    told = {"lesson": "maze", "covered": False, "ended": False, "closesAt": None, "handRaised": False, "message": None}

    assert beat(ben, cast) == told
    assert said(get(ben, "/me"))["period"] == told
    assert presence.here(period.pk)[cast.ben.pk].level == level(1).id


def test_outside_a_period_a_beat_leaves_nothing(cast: Cast, ben: Client) -> None:
    assert beat(ben, cast) is None
    assert presence._periods == {}


def test_a_pupil_with_a_password_is_in_class_too_and_a_teacher_is_not(cast: Cast, period: Period) -> None:
    assert said(get(signed_in(cast.ben), "/me"))["period"]["lesson"] == "maze"
    assert said(get(signed_in(cast.ada), "/me"))["period"] is None


def test_end_class_is_told_for_five_minutes_and_then_it_is_over(cast: Cast, period: Period) -> None:
    ben = signed_in(cast.ben, seat=cast.bens_seat, way="pictures", period_id=period.pk)
    now = datetime.datetime.now(datetime.UTC)
    closes = now + datetime.timedelta(minutes=5)
    Period.objects.update(ended_at=now, closes_at=closes)

    told = beat(ben, cast)

    assert told is not None
    assert (told["ended"], told["closesAt"]) == (True, int(closes.timestamp() * 1000))
    # The page has words of its own for it.
    assert (told["message"], told["handRaised"]) == (None, False)
    Period.objects.update(closes_at=now)
    assert beat(ben, cast) is None


def test_who_comes_in_by_the_class_link_after_end_class_is_in_no_class(cast: Cast, period: Period) -> None:
    now = datetime.datetime.now(datetime.UTC)
    Period.objects.update(ended_at=now, closes_at=now + datetime.timedelta(minutes=5))
    by_link, with_password = signed_in(cast.ben, seat=cast.bens_seat, way="pictures"), signed_in(cast.ben)

    # Nobody signs these out in five minutes, and work made before signing in may be offered to them (no period in /me).
    for client in (by_link, with_password):
        assert said(get(client, "/me"))["period"] is None
        assert beat(client, cast) is None


@promise("RIGHTS-05", breaks="homeroom.accounts.queries.is_frozen", careless="says_no")
def test_a_restricted_pupil_whose_hand_nobody_would_see_is_told_to_call(cast: Cast, period: Period, ben: Client) -> None:
    post(ben, "/hand", {"person": cast.ben.code, "up": True})
    freeze(person=cast.ben, by=cast.grace.code, now=NOW)

    answer = post(ben, "/hand", {"person": cast.ben.code, "up": True})

    assert (answer.status_code, said(answer)["refused"]) == (409, "hand-unseen")
    assert "Please call your teacher." in answer.content.decode()
    assert post(ben, "/hand", {"person": cast.ben.code, "up": False}).status_code == 200
    assert presence.hands(period.pk) == {}


def test_the_hand_goes_up_and_down_and_the_teacher_lowers_all(cast: Cast, period: Period, ben: Client) -> None:
    assert said(post(ben, "/hand", {"person": cast.ben.code, "up": True}))["handRaised"] is True
    told = beat(ben, cast)
    assert told is not None
    assert told["handRaised"] is True
    assert list(presence.hands(period.pk)) == [cast.ben.pk]

    presence.lower_hands(period_id=period.pk)

    assert presence.hands(period.pk) == {}
    assert said(get(ben, "/me"))["period"]["handRaised"] is False


def test_a_hand_outside_class_is_refused(cast: Cast, ben: Client) -> None:
    answer = post(ben, "/hand", {"person": cast.ben.code, "up": True})

    assert (answer.status_code, said(answer)["refused"]) == (409, "no-period")


@pytest.mark.parametrize("fault", [{"active": 61}, {"active": -1}, {"level": "x"}, {"keys": "abc"}, {"working": None}])
def test_a_beat_that_says_too_much_is_malformed(cast: Cast, period: Period, ben: Client, fault: dict[str, object]) -> None:
    body = {"person": cast.ben.code, "level": str(level(1).id), "active": 5, "working": True, "uncover": False} | fault
    answer = post(ben, "/beat", body)

    assert (answer.status_code, said(answer)["refused"]) == (400, "malformed")
    assert presence.here(period.pk) == {}


def known(seconds: float, *, active: int = 0, working: bool = False, uncover: bool = False, number: int = 1) -> presence.Beat:
    return presence.beat(period_id=1, person_id=1, level=level(number).id, active=active, working=working, uncover=uncover, now=at(seconds))


def test_three_idle_minutes_cover_the_page_until_the_child_is_there_again(cast: Cast) -> None:
    covered = [known(second).covered for second in (0, 100, 179, 180)]
    assert covered == [False, False, False, True]

    assert known(185, active=5).covered
    assert not known(190, uncover=True).covered
    assert not known(360).covered
    assert known(371).covered


def test_who_works_is_never_covered(cast: Cast) -> None:
    assert not any(known(second, active=5, working=True).covered for second in range(0, 1200, 60))


def test_working_idle_and_offline_are_told_apart(cast: Cast) -> None:
    working, idle = known(0, active=5, working=True), known(5)

    assert (working.mood(at(1)), idle.mood(at(6)), idle.mood(at(25)), idle.mood(at(26))) == ("working", "idle", "idle", "offline")


def test_active_seconds_belong_to_a_level_and_begin_anew_at_the_next(cast: Cast) -> None:
    known(0, active=5)
    assert known(5, active=5).active == 10
    moved = known(10, active=3, number=2)
    assert (moved.active, moved.level_since) == (3, at(10))


def test_a_period_without_beats_is_forgotten(cast: Cast) -> None:
    known(0)
    assert presence.sweep(now=at(500)) == 0
    assert presence.sweep(now=at(601)) == 1
    assert presence.here(1) == {}


def test_a_period_that_closed_is_forgotten_though_pages_still_beat(cast: Cast, period: Period, ben: Client) -> None:
    beat(ben, cast)
    now = datetime.datetime.now(datetime.UTC)
    assert forget_presence(now=now) == 0

    Period.objects.update(ended_at=now, closes_at=now)

    assert forget_presence(now=now) == 1
    assert presence.periods() == set()


@promise(
    "LRN-07",
    breaks="homeroom.progress.presence.beat",
    careless=lambda real: lambda **told: (Session.objects.update(seen_at=told["now"]), real(**told))[1],
)
def test_nothing_of_a_beat_is_written_down(cast: Cast, period: Period, ben: Client) -> None:
    with statements() as asked:
        beat(ben, cast)
        post(ben, "/hand", {"person": cast.ben.code, "up": True})

    assert asked
    assert all(one.startswith("SELECT") for one in asked)
