"""`make mutants` makes the changes that it says, undoes each, and tells a change that a test notices from one that none does."""

from __future__ import annotations

import ast
from typing import Any

from tools.mutants.__main__ import argued, files_below
from tools.mutants.changes import mutants
from tools.mutants.reached import SEEN, Reached, watched
from tools.mutants.running import came_to

SOURCE = '''
LIMIT = 28

def may(now: int, until: int, closed: bool) -> bool:
    """Whether it may."""
    if not closed and now < until:
        note("may")
        return True
    raise ValueError
'''


def changed() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in mutants("one.py", SOURCE):
        found.setdefault(one.was, set()).add(one.becomes)
    return found


def test_every_kind_of_change_is_made() -> None:
    found = changed()

    assert found["LIMIT = 28"] == {"LIMIT = 29", "LIMIT = 27"}
    assert found["now < until"] == {"now <= until"}
    assert found["not closed"] == {"closed"}
    assert found["not closed and now < until"] == {"not closed or now < until", "not closed", "now < until", "True", "False"}
    assert found["note('may')"] == {"pass"}
    assert found["return True"] == {"return None", "return False"}
    assert found["raise ValueError"] == {"pass"}


def test_each_change_stands_alone() -> None:
    for one in mutants("one.py", SOURCE):
        place: dict[str, Any] = {"note": lambda told: None}
        exec(one.code, place)
        assert place["LIMIT"] == 28 or one.was == "LIMIT = 28"
    assert ast.unparse(ast.parse(SOURCE)).count("28") == 1


def test_what_a_child_came_to_is_read_from_its_end() -> None:
    assert (came_to(0), came_to(1 << 8), came_to(3 << 8), came_to(14)) == ("unnoticed", "noticed", "broke (3)", "too slow")


def test_what_is_argued_is_argued_with_a_reason_about_files_that_are_changed() -> None:
    assert all(because for because in argued().values())
    assert {name[0] for name in argued()} <= set(files_below(""))


def test_a_change_is_looked_at_by_the_tests_that_come_to_its_statement() -> None:
    reached = Reached(
        seconds={"homeroom/one/tests/test_a.py::a": 1, "tests/promises/test_b.py::b": 1, "homeroom/two/tests/test_c.py::c": 1},
        lines={"homeroom/one/tests/test_a.py::a": ["homeroom/one/rules.py:6"], "tests/promises/test_b.py::b": ["homeroom/one/rules.py:9"]},
    )
    found = {one.was: reached.tests_of(one) for one in mutants("homeroom/one/rules.py", SOURCE)}

    assert found["now < until"] == {"homeroom/one/tests/test_a.py::a"}
    assert found["raise ValueError"] == {"tests/promises/test_b.py::b"}
    assert found["LIMIT = 28"] == {"homeroom/one/tests/test_a.py::a", "tests/promises/test_b.py::b"}


def test_every_statement_that_is_come_to_is_noted_and_no_other() -> None:
    seen: set[str] = set()
    place: dict[str, Any] = {"note": lambda told: None, SEEN: seen}
    exec(watched("one.py", SOURCE), place)

    assert place["may"](1, 2, False)
    assert seen == {"one.py:5", "one.py:6", "one.py:7", "one.py:8"}
