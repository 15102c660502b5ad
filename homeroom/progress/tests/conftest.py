"""The cast, with full buckets and an empty class."""

from collections.abc import Iterator

import pytest

from homeroom.accounts.models import Person
from homeroom.progress import buckets, presence
from homeroom.progress.tests.pupil import level
from homeroom.testing.cast import Cast, the_cast

#: Tests of what a learner can do: they are told twice, the second time with teachers in the places of Ben and Cleo (GEN-10).
LEARNERS = ("test_attempts", "test_drafts", "test_mine", "test_deposits", "test_real_runs")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """As pupils and as teachers, where it is about learning."""
    if "cast" in metafunc.fixturenames and metafunc.module.__name__.rpartition(".")[2] in LEARNERS:
        metafunc.parametrize("cast", ["student", "teacher"], indirect=True)


@pytest.fixture
def cast(db: None, request: pytest.FixtureRequest) -> Iterator[Cast]:
    """Everybody; the curriculum is read, so that no test counts its reading."""
    level(1)
    buckets.attempts.refill()
    found = the_cast()
    for learner in (found.ben, found.cleo):
        learner.role = getattr(request, "param", "student")
        Person.objects.filter(pk=learner.pk).update(role=learner.role)
    yield found
    presence.forget_all()
