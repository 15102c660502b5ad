"""Rows about a person are found by what is declared, in an order in which they can go."""

import datetime

import pytest

from homeroom.audit.actions import note
from homeroom.privacy.subjects import Part, Subject, parts
from homeroom.testing.cast import Cast, the_cast

NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)


@pytest.fixture
def cast(db: None) -> Cast:
    return the_cast(now=NOW)


def part(label: str) -> Part:
    (found,) = (one for one in parts() if one.table.label == label)
    return found


def test_ben_is_found_by_number_or_by_code(cast: Cast) -> None:
    note("reset_secret", by=cast.ada.code, about=cast.ben.code, now=NOW)
    ben = Subject(cast.ben.pk, cast.ben.code)

    assert [row.pk for row in part("accounts.Person").rows([ben])] == [cast.ben.pk]
    assert {row.student_id for row in part("sections.Enrolment").rows([ben])} == {cast.ben.pk}
    assert part("audit.Entry").by_code
    assert "reset_secret" in {row.what for row in part("audit.Entry").rows([ben])}


def test_nobody_else_is_found_with_ben(cast: Cast) -> None:
    ben, cleo = Subject(cast.ben.pk, cast.ben.code), Subject(cast.cleo.pk, cast.cleo.code)

    for one in parts():
        rows = set(one.rows([ben]).values_list("pk", flat=True))
        assert not rows & set(one.rows([cleo]).values_list("pk", flat=True)), one.table.label


def test_whoever_is_named_by_another_row_comes_after_it() -> None:
    order = [one.table.label for one in parts()]

    assert order.index("progress.Attempt") < order.index("programs.Program") < order.index("accounts.Person")
    assert order.index("accounts.Session") < order.index("accounts.Person")


def test_columns_leave_keys_out() -> None:
    columns = part("programs.Program").columns

    assert "source" in columns
    assert "id" not in columns
