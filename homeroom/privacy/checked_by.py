"""Which tests stand for which promise, read from marks in Python and ends of titles in TypeScript. Standard library only."""

import ast
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

#: Where tests lie in a clone.
PYTHON = ("homeroom/*/tests/**/test_*.py", "tests/**/test_*.py")
TYPESCRIPT = ("labs/**/*.test.ts", "labs/**/*.test.tsx", "tests/journeys/*.test.ts")
#: What an installed service carries instead of them (tools/pack.py).
CARRIED = "policy/checked_by.json"
#: it("goes on where Eve stopped [GEN-02, LRN-05]", ...
#: A title ends with the mark it began with, on its own line: what stands between two titles is no part of either.
TITLE = re.compile(r"""\b(?:it|test)(?:\.each\(.*?\))?\(\s*(["'`])((?:(?!\1).)*?) ?\[((?:[A-Z]+-\d+)(?:, [A-Z]+-\d+)*)\]\1""")


@lru_cache(maxsize=1)
def tests_by_promise(here: Path) -> dict[str, tuple[str, ...]]:
    """Promise -> "file::test" of every test that stands for it, from the clone or from what an installed service carries of it."""
    carried = here / CARRIED
    if carried.is_file():
        return {name: tuple(tests) for name, tests in json.loads(carried.read_text("utf-8")).items()}
    return scan(here)


def scan(clone: Path) -> dict[str, tuple[str, ...]]:
    """Reads all tests of a clone."""
    found: dict[str, set[str]] = {}
    for path in (path for pattern in PYTHON for path in clone.glob(pattern)):
        text = path.read_text("utf-8")
        for test, names in _in_python(text) if "@promise(" in text else ():
            for name in names:
                found.setdefault(name, set()).add(f"{path.relative_to(clone).as_posix()}::{test}")
    for path in (path for pattern in TYPESCRIPT for path in clone.glob(pattern) if "node_modules" not in path.parts):
        for _mark, title, names in TITLE.findall(path.read_text("utf-8")):
            for name in names.split(", "):
                found.setdefault(name, set()).add(f"{path.relative_to(clone).as_posix()}::{title}")
    return {name: tuple(sorted(tests)) for name, tests in sorted(found.items())}


def _in_python(text: str) -> Iterator[tuple[str, list[str]]]:
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef):
            for mark in node.decorator_list:
                if isinstance(mark, ast.Call) and getattr(mark.func, "id", "") == "promise":
                    yield node.name, [str(one.value) for one in mark.args if isinstance(one, ast.Constant)]


def in_words(test: str) -> str:
    """ "x/test_y.py::test_a_picture_is_redrawn" as "a picture is redrawn"; titles in TypeScript are words already."""
    name = test.rpartition("::")[2]
    return name.removeprefix("test_").replace("_", " ") if name.startswith("test_") else name
