"""Ages are compared in one function of the house, so that no gate can have a border of its own (AGE-02, AGE-04)."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable

import pytest

from homeroom.sections.rules.ages import must_declare
from homeroom.testing.promises import promise
from tests.architecture import tree

TESTS = re.compile(r"/tests/|/testing/")
AGE = re.compile(r"\bage(?:s|_\w+)?\b|\bage_")
#: The one place; and comparisons of ages that are nobody's: one that a grade suggests, and how long a door stood open.
MAY = {
    "homeroom/accounts/rules.py": {"age_now", "age_band", "is_age"},
    "homeroom/sections/rules/ages.py": {"way_for"},
    "homeroom/sign_in/rules.py": {"is_fresh"},
}


def comparisons(path: str) -> list[str]:
    """Functions of a file that compare an age with something that may be a number."""
    found = []
    module = ast.parse(tree.text(path))
    for function in [module, *(node for node in ast.walk(module) if isinstance(node, ast.FunctionDef))]:
        inside = [node for node in ast.walk(function) if isinstance(node, ast.Compare)]
        ordered = [node for node in inside if any(isinstance(op, ast.Lt | ast.LtE | ast.Gt | ast.GtE) for op in node.ops)]
        if any(AGE.search(ast.unparse(node)) for node in ordered):
            found.append(getattr(function, "name", "the file"))
    return [name for name in found if name != "the file" or len(found) == 1]


#: Every limit of age there is, by the file that asks `age_band`: (gate, ages of those below at which it is shut).
GATES: dict[str, tuple[Callable[[int], bool], set[int]]] = {"homeroom/sections/rules/ages.py": (must_declare, {12})}


@promise("AGE-02", breaks="homeroom.accounts.rules.age_now", careless=lambda real: lambda *told: real(*told) + 1)
@pytest.mark.parametrize("age", [12, 13, 15, 16, 17, 18])
def test_every_limit_is_listed_and_shut_for_exactly_its_ages(age: int) -> None:
    files = [path for path in tree.written(".py") if path.startswith("homeroom/") and not TESTS.search(path)]
    asking = {path for path in files if "age_band(" in tree.text(path)}

    assert asking - {"homeroom/accounts/rules.py"} == GATES.keys()
    assert [path for path, (is_shut, wanted) in GATES.items() if is_shut(age) != (age in wanted)] == []


@promise(
    "AGE-02", breaks="tests.architecture.tree.text", careless=lambda real: lambda path: real(path) + "\ndef gate(age):\n    return age < 14"
)
def test_nobody_else_compares_ages() -> None:
    files = [path for path in tree.written(".py") if path.startswith("homeroom/") and "/tests/" not in path and "/testing/" not in path]

    assert len(files) > 150
    assert {path: names for path in files if (names := set(comparisons(path)) - MAY.get(path, set()))} == {}
    assert comparisons("homeroom/accounts/rules.py") != []
