"""Pupils see the same facts about themselves, in their own words (LRN-01, LRN-05, LRN-07)."""

import pytest

from homeroom.progress.tests.pupil import a_run, level, post
from homeroom.testing.careless import answers
from homeroom.testing.cast import Cast, signed_in
from homeroom.testing.promises import promise

pytestmark = pytest.mark.django_db


@promise("LRN-01", breaks="homeroom.progress.queries.topics_of", careless=answers({}))
def test_ben_sees_what_he_solved_what_he_tried_and_what_he_can(cast: Cast) -> None:
    ben = signed_in(cast.ben, seat=cast.bens_seat, way="pictures")
    runs = [a_run(level(1), "perfect", blocks=2), a_run(level(2), "passed", blocks=9), a_run(level(3)), a_run(level(3))]
    post(ben, "/attempts", {"person": cast.ben.code, "attempts": runs})

    page = ben.get("/en/mine/").content.decode()

    assert "put instructions in order" in page
    assert "Solved with the fewest blocks there are!" in page
    assert f"Solved with 9 blocks. It works with {level(2).optimal}, too" in page
    assert "You ran it 2 times. You will get there." in page
    assert "Go on with level 3" in page
    assert "Your teacher sees the same as you" in page


def test_before_the_first_puzzle_there_is_a_way_to_it(cast: Cast) -> None:
    page = signed_in(cast.cleo).get("/en/mine/").content.decode()

    assert "Nothing here yet" in page
    assert "/1/" in page


def test_nobody_else_is_on_the_page(cast: Cast) -> None:
    ben, cleo = signed_in(cast.ben), signed_in(cast.cleo)
    post(ben, "/attempts", {"person": cast.ben.code, "attempts": [a_run(level(1), "passed")]})

    page = cleo.get("/en/mine/").content.decode()

    assert "Ben" not in page
    assert 'data-state="2"' not in page


def test_eve_is_asked_to_sign_in(cast: Cast) -> None:
    assert signed_in(None).get("/en/mine/").status_code == 302
