"""Everything the server reads from its environment is explained in docs/self-hosting.md, and nothing is explained that it does not read."""

from __future__ import annotations

import ast
import re

from tests.architecture.tree import text, written

#: Read by tools that are not ours, or by the operating system's own rules.
SYSTEM = {"PATH", "HOME", "LANG", "TZ", "CI", "DJANGO_SETTINGS_MODULE"}
NAME = re.compile(r"^[A-Z][A-Z0-9_]+$")


def read_in(source: str) -> set[str]:
    """Names taken from the environment: `environ["X"]`, `environ.get("X")`, `"X" in environ`, `getenv("X")`.

    A module that reads it through functions of its own (`_yes("X")`) gives them the name as their first argument.
    """
    found = set()
    own = r"." if "os.environ" in source else r"environ|getenv"
    for node in ast.walk(ast.parse(source)):
        asked: ast.expr | None = None
        if isinstance(node, ast.Subscript) and "environ" in ast.unparse(node.value):
            asked = node.slice
        elif isinstance(node, ast.Call) and node.args and re.search(own, ast.unparse(node.func)):
            asked = node.args[0]
        elif isinstance(node, ast.Compare) and "environ" in ast.unparse(node.comparators[0]):
            asked = node.left
        if isinstance(asked, ast.Constant) and isinstance(asked.value, str) and NAME.match(asked.value):
            found.add(asked.value)
    return found


def test_every_setting_is_explained() -> None:
    server = [path for path in written(".py") if path.startswith("homeroom/") and "/tests/" not in path and "/testing/" not in path]
    read = set().union(*(read_in(text(path)) for path in server)) - SYSTEM

    explained = set(re.findall(r"`([A-Z][A-Z0-9_]+)`", text("docs/self-hosting.md")))

    assert read
    assert read - explained == set(), "explain them in docs/self-hosting.md"
    assert explained - read - SYSTEM == set(), "docs/self-hosting.md explains what nothing reads"


def test_each_way_of_reading_is_noticed() -> None:
    ways = 'os.environ["A_B"], os.environ.get("C_D"), os.getenv("E_F", ""), _number("G_H", 3), _yes("I_J"), "K_L" in os.environ'

    assert read_in(ways) == {"A_B", "C_D", "E_F", "G_H", "I_J", "K_L"}
    assert read_in('Choice("NOT_A_SETTING")') == set()
