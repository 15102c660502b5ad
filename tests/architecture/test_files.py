"""Every file fits a few screens, says what it is for, has a name a teacher could have given it, and is finished."""

from __future__ import annotations

import ast
import re
from pathlib import PurePath

from tests.architecture.tree import text, written

LONGEST = 450
CODE = (".py", ".ts", ".tsx", ".js", ".cjs", ".mjs", ".css", ".html", ".sh")
#: Names that say nothing of what is inside.
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc"}
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
#: Tests that are put aside. `only` puts aside all the others.
PUT_ASIDE = re.compile(
    r"pytest\.(?:skip|xfail|importorskip)\(|mark\.(?:skip|skipif|xfail)\b|unittest\.skip"
    r"|\b(?:it|test|describe)\.(?:skip|only|todo|skipIf|runIf|fails)\b|\bx(?:it|describe)\("
)
#: Calls that judge, beside `assert`: pytest's own, and helpers whose name says that they insist.
JUDGES = re.compile(
    r"^(?:raises|warns|fail|assert_?\w*|expect\w*|insist\w*|must_\w+|refuses?\w*|sees?_\w+|assertNumQueries|django_assert\w+)$"
)


def test_no_file_is_longer_than_a_few_screens() -> None:
    long = {path: lines for path in written(*CODE) if (lines := text(path).count("\n")) > LONGEST}

    assert long == {}, f"longer than {LONGEST} lines: make a folder of the same name"


def test_every_python_module_says_what_it_is_for() -> None:
    modules = [path for path in written(".py") if text(path).strip()]

    silent = [path for path in modules if not ast.get_docstring(ast.parse(text(path)))]

    assert silent == []


def test_every_name_says_what_is_inside() -> None:
    places = [path for path in written(*CODE) if EMPTY_NAMES & {PurePath(part).stem for part in PurePath(path).parts}]

    assert places == []


def test_nothing_is_left_to_do_and_no_test_is_put_aside() -> None:
    this = "tests/architecture/test_files.py"
    found = [
        f"{path}:{number}: {line.strip()}"
        for path in written(*CODE, ".toml", ".md", "Makefile")
        if path != this
        for number, line in enumerate(text(path).splitlines(), 1)
        if UNFINISHED.search(line) or PUT_ASIDE.search(line)
    ]

    assert found == []


def judges(test: ast.AST) -> bool:
    """Whether something in a test can fail it."""
    for node in ast.walk(test):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if JUDGES.match(name):
                return True
    return False


def test_every_test_can_fail() -> None:
    idle = [
        f"{path}:{node.lineno}: {node.name}"
        for path in written(".py")
        if PurePath(path).name.startswith("test_")
        for node in ast.walk(ast.parse(text(path)))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not judges(node)
    ]

    assert idle == []


def test_an_idle_test_would_be_noticed() -> None:
    idle, judging = ast.parse("def test_x():\n    visit()"), ast.parse("def test_x():\n    with pytest.raises(Refused): visit()")

    assert not judges(idle)
    assert judges(judging)
