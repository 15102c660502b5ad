"""`make mutants` makes the changes that it says, undoes each, and tells a change that a test notices from one that none does."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

from tools.mutants.__main__ import TARGETS, argued
from tools.mutants.changes import mutants
from tools.mutants.running import ROOT, came_to

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
    files = {file.relative_to(ROOT).as_posix() for target in TARGETS for file in ROOT.glob(target.files)}

    assert all(because for because in argued().values())
    assert {name[0] for name in argued()} <= files
    assert [test for target in TARGETS for test in target.tests if not (ROOT / Path(test.partition("::")[0])).exists()] == []
