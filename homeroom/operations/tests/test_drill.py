"""The drill at small size: a school is lost and comes back in the other database, without those who were erased meanwhile (SEC-07)."""

from pathlib import Path

from homeroom.testing.drill import drill
from homeroom.testing.postgres import Cluster


def test_a_school_that_was_lost_comes_back_in_the_other_database(postgres: Cluster, tmp_path: Path) -> None:
    figures = drill(200, 2_000, target=postgres.fresh("drill"), folder=tmp_path)

    assert figures["erased again"] == 40
    assert figures["rows"] > 160 + 1_600 + 1_600
    assert 0 < figures["recovery seconds"] < 120
