"""How much is asked of the database (design section 9): figures that may only go down."""

import pytest
from django.db import connection

from homeroom.progress.tests.counting import statements
from homeroom.progress.tests.pupil import a_draft, a_run, level, post, program
from homeroom.testing.cast import Cast, signed_in

pytestmark = pytest.mark.django_db
#: Session and person, in one.
WHO = 1
T = 1_795_500_000_000


@pytest.fixture
def run_cost() -> tuple[int, int]:
    """(appending and merging a batch with its programs, raising a cell)."""
    return (2, 1) if connection.vendor == "postgresql" else (3, 1)


def test_a_run_asks_two_statements_of_postgresql_and_at_most_four_of_sqlite(cast: Cast, run_cost: tuple[int, int]) -> None:
    ben, (write, cell) = signed_in(cast.ben), run_cost
    found = []
    for body in (
        [a_run(level(1))],
        [a_run(level(1), program=program("new"))],
        [a_run(level(1), program=program("new"))],
        [a_run(level(1), "passed")],
    ):
        with statements() as asked:
            assert post(ben, "/attempts", {"person": cast.ben.code, "attempts": body}).status_code == 200
        found.append(len(asked))

    # A first try raises the level's cell, a new program costs nothing, the same again neither, solving raises it once more.
    assert found == [WHO + write + cell, WHO + write, WHO + write, WHO + write + cell]


def test_a_batch_asks_no_more_than_one_run(cast: Cast, run_cost: tuple[int, int]) -> None:
    runs = [a_run(level(1 + n % 5), program=program(str(n)), made_at=T + n) for n in range(50)]
    ben = signed_in(cast.ben)

    with statements() as asked:
        post(ben, "/attempts", {"person": cast.ben.code, "attempts": runs})

    assert len(asked) == WHO + sum(run_cost)


def test_a_replay_asks_one_more_at_most(cast: Cast, run_cost: tuple[int, int]) -> None:
    ben, runs = signed_in(cast.ben), [a_run(level(1)), a_run(level(2))]
    post(ben, "/attempts", {"person": cast.ben.code, "attempts": runs[:1]})
    with statements() as partly:
        post(ben, "/attempts", {"person": cast.ben.code, "attempts": runs})
    with statements() as wholly:
        post(ben, "/attempts", {"person": cast.ben.code, "attempts": runs})

    assert len(wholly) <= WHO + 3
    assert len(partly) <= WHO + sum(run_cost) + 3


def test_the_other_addresses_are_frugal_too(cast: Cast) -> None:
    ben = signed_in(cast.ben, seat=cast.bens_seat, way="pictures")
    post(ben, "/attempts", {"person": cast.ben.code, "attempts": [a_run(level(1))]})
    asked = {}
    with statements() as asked["me"]:
        ben.get(f"/me?lesson={level(1).lesson}&level={level(1).id}")
    with statements() as asked["work"]:
        ben.get(f"/work/{level(1).id}")
    with statements() as asked["draft"]:
        post(ben, "/drafts", {"person": cast.ben.code, "drafts": [a_draft(level(1), "d", made_at=T + 5)]})
    with statements() as asked["beat"]:
        post(ben, "/beat", {"person": cast.ben.code, "level": str(level(1).id), "active": 5, "working": True, "uncover": False})
    with statements() as asked["visitor"]:
        signed_in(None).get("/me")

    counts = {name: len(found) for name, found in asked.items()}
    assert counts == {"me": WHO + 6, "work": WHO + 3, "draft": WHO + 2, "beat": WHO + 1, "visitor": 0}
