"""The ledger of promises (policy/promises.toml), and what the tests of this commit say of each."""

import json
import subprocess
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

#: What a row says of itself.
State = Literal["built", "operator", "organisation", "not-built"]
#: What the report says of it.
Standing = Literal["proven", "unproven", "operator", "organisation", "not-built"]
STATES: tuple[State, ...] = get_args(State)
STANDINGS: tuple[Standing, ...] = get_args(Standing)
#: What a row of each state must say, and what it may.
_MUST: dict[State, frozenset[str]] = {
    "built": frozenset({"says"}),
    "operator": frozenset(),
    "organisation": frozenset(),
    "not-built": frozenset({"waits"}),
}
_MAY: dict[State, frozenset[str]] = {
    "built": frozenset({"partly"}),
    "operator": frozenset({"says"}),
    "organisation": frozenset({"says"}),
    "not-built": frozenset(),
}

Tests = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Promise:
    """One row. `partly` is what of a built one is still to come; `waits` the room that one which is not built comes with."""

    name: str
    state: State
    says: str = ""
    partly: str = ""
    waits: str = ""


@dataclass(frozen=True)
class Ledger:
    """All rows, by the letters they begin with, and the titles of those letters."""

    sections: dict[str, str]
    promises: tuple[Promise, ...]

    def of(self, section: str) -> list[Promise]:
        """The rows of one section."""
        return [promise for promise in self.promises if promise.name.rpartition("-")[0] == section]


def read_ledger(place: Path) -> Ledger:
    """Reads the file; a row that stands there twice, or says too little or too much for its state, is a ValueError that names it."""
    told = tomllib.loads(place.read_text("utf-8"))
    sections = told.pop("sections")
    rows = tuple(_row(name, facts) for name, facts in told.items())
    places = [(list(sections).index(row.name.rpartition("-")[0]), int(row.name.rpartition("-")[2])) for row in rows]
    for before, row, place_of_row in zip(places, rows[1:], places[1:], strict=False):
        if place_of_row < before:
            raise ValueError(f"{row.name} stands too late: rows are in the order of their sections and numbers")
    return Ledger(sections, rows)


def _row(name: str, facts: dict[str, str]) -> Promise:
    state = facts.pop("state", "")
    if state not in STATES:
        raise ValueError(f"{name}: its state is one of {', '.join(STATES)}")
    if missing := _MUST[state] - facts.keys():
        raise ValueError(f"{name} is {state}: it must say {', '.join(sorted(missing))}")
    if beyond := facts.keys() - _MUST[state] - _MAY[state]:
        raise ValueError(f"{name} is {state}: take out {', '.join(sorted(beyond))}")
    return Promise(name, state, **facts)


def commit_of(clone: Path) -> str:
    """The commit that is checked out; "" outside of a clone."""
    try:
        return subprocess.run(["git", "rev-parse", "HEAD"], cwd=clone, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def read_proofs(place: Path) -> tuple[str, dict[str, Tests]]:
    """(commit, promise -> test -> outcomes) of build/proofs.json; nothing when tests have not run."""
    try:
        told = json.loads(place.read_text("utf-8"))
    except (OSError, ValueError):
        return "", {}
    return told["commit"], told["promises"]


def standing(promise: Promise, tests: Tests) -> Standing:
    """Proven is what has a test, where every test passed wherever it ran, and every control that ran was noticed."""
    if promise.state != "built":
        return promise.state
    came_to = [result for facts in tests.values() for on, result in facts.items() if on != "controls"]
    controls = [result for facts in tests.values() for result in facts.get("controls", {}).values()]
    good = came_to and set(came_to) == {"passed"} and set(controls) <= {"noticed"}
    return "proven" if good else "unproven"


def report(book: Ledger, proofs: dict[str, Tests]) -> list[dict[str, Any]]:
    """`{"id", "state", "tests"}` of every row, in the order of the ledger; tests by name."""
    return [
        {"id": row.name, "state": standing(row, proofs.get(row.name, {})), "tests": sorted(proofs.get(row.name, {}))}
        for row in book.promises
    ]
