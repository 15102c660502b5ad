"""Which tests come to which statements of the files that are changed, and how long each test takes: the tests of a change are those that
come to its statement. Written into build/mutants.json; a file of the project that has changed makes all of it anew.
"""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType

from tools.mutants.changes import Mutant

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "build" / "mutants.json"
#: The name of the list of statements come to, among the names of a module that is looked at.
SEEN = "__come_to__"


@dataclass(slots=True)
class Reached:
    """Of each test its seconds, and the statements it came to as "file:line"; of each change the test that noticed it last time."""

    of: str = ""
    seconds: dict[str, float] = field(default_factory=dict)
    lines: dict[str, list[str]] = field(default_factory=dict)
    noticed_by: dict[str, str] = field(default_factory=dict)

    def tests_of(self, mutant: Mutant) -> set[str]:
        """The tests that can tell. What is run when a module is imported can be used anywhere: all tests that come to the module, or are
        of its room.
        """
        if mutant.statement:
            place = f"{mutant.file}:{mutant.statement}"
            return {test for test, lines in self.lines.items() if place in lines}
        room = "/".join(mutant.file.split("/")[:2])
        of_room = {test for test in self.seconds if test.startswith(f"{room}/")}
        return of_room | {test for test, lines in self.lines.items() if any(line.startswith(f"{mutant.file}:") for line in lines)}

    def keep(self, place: Path = KEPT) -> None:
        """For the next run."""
        place.parent.mkdir(exist_ok=True)
        place.write_text(json.dumps({name: getattr(self, name) for name in ("of", "seconds", "lines", "noticed_by")}))


def said(name: tuple[str, str, str, str]) -> str:
    """What a change is remembered by, and called in sentences."""
    return " | ".join(name)


def remembered(now: str, place: Path = KEPT) -> Reached:
    """What the run before found; only which test noticed what, a hint, when the project is not the same."""
    if not place.exists():
        return Reached()
    told = Reached(**json.loads(place.read_text()))
    return told if told.of == now else Reached(noticed_by=told.noticed_by)


def print_of_project(*more: str) -> str:
    """A fingerprint of all that tests run on."""
    seen = hashlib.sha256(repr(more).encode())
    folders = ("homeroom", "tests/promises", "curriculum", "policy")
    for path in sorted(one for folder in folders for one in (ROOT / folder).rglob("*") if one.suffix in (".py", ".html", ".toml", ".md")):
        if path.name == "mutants.toml":
            continue
        seen.update(f"{path.relative_to(ROOT)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return seen.hexdigest()


def watched(file: str, source: str) -> CodeType:
    """The module with a note before each statement of its functions."""
    tree = ast.parse(source)
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for holder, name in list(_blocks(function)):
                setattr(holder, name, [one for statement in getattr(holder, name) for one in (_note(file, statement), statement)])
    return compile(ast.fix_missing_locations(tree), file, "exec", dont_inherit=True)


def _blocks(function: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    for node in ast.walk(function):
        if node is not function and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
            continue
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list) and block and not _is_noted(block):
                yield node, name


def _is_noted(block: list[ast.stmt]) -> bool:
    return SEEN in ast.dump(block[0])


def _note(file: str, statement: ast.stmt) -> ast.stmt:
    note = ast.parse(f"{SEEN}.add({f'{file}:{statement.lineno}'!r})").body[0]
    for node in ast.walk(note):
        ast.copy_location(node, statement)
    return note
