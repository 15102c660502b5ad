"""The ledger of promises (policy/promises.toml), and what the tests of this commit say of each."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Standing = Literal["proven", "unproven", "not built"]


@dataclass(frozen=True)
class Promise:
    """One row. `says` is empty for what is not built; `later` is what of it is still to come."""

    name: str
    says: str = ""
    later: str = ""


@dataclass(frozen=True)
class Ledger:
    """All rows, by the letters they begin with, and the titles of those letters."""

    sections: dict[str, str]
    promises: tuple[Promise, ...]

    def of(self, section: str) -> list[Promise]:
        """The rows of one section."""
        return [promise for promise in self.promises if promise.name.rpartition("-")[0] == section]


def read_ledger(place: Path) -> Ledger:
    """Reads the file; one row that is both built and not, or twice not built, is a ValueError."""
    told = tomllib.loads(place.read_text("utf-8"))
    rows = [Promise(name, says, told["partly"].get(name, "")) for name, says in told["built"].items()]
    rows += [Promise(f"{section}-{number:02}") for section, written in told["not_built"].items() for number in _numbers(written)]
    rows.sort(key=lambda row: (list(told["sections"]).index(row.name.rpartition("-")[0]), int(row.name.rpartition("-")[2])))
    if len({row.name for row in rows}) < len(rows) or told["partly"].keys() - told["built"].keys():
        raise ValueError(f"{place.name}: a promise stands there twice, or partly and not at all")
    return Ledger(told["sections"], tuple(rows))


def _numbers(written: str) -> Iterator[int]:
    """ "6-8, 11" is 6, 7, 8 and 11."""
    for part in written.split(","):
        first, _dash, last = part.strip().partition("-")
        yield from range(int(first), int(last or first) + 1)


def read_proofs(place: Path) -> tuple[str, dict[str, dict[str, Any]]]:
    """(commit, promise -> test -> outcomes) of build/proofs.json; nothing when tests have not run."""
    if not place.exists():
        return "", {}
    told = json.loads(place.read_text("utf-8"))
    return told["commit"], told["promises"]


def standing(promise: Promise, tests: dict[str, dict[str, Any]]) -> Standing:
    """Proven is what has a test, where every test passed wherever it ran, and every control that ran was noticed."""
    if not promise.says:
        return "not built"
    came_to = [result for facts in tests.values() for on, result in facts.items() if on != "controls"]
    controls = [result for facts in tests.values() for result in facts.get("controls", {}).values()]
    good = came_to and set(came_to) == {"passed"} and set(controls) <= {"noticed"}
    return "proven" if good else "unproven"
