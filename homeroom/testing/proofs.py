"""build/proofs.json: for each promise its tests and how they ended, together over the runs of one commit.

    {"commit": "...", "promises": {"ACC-06": {"homeroom/.../test_x.py::test_y":
        {"sqlite": "passed", "postgresql": "passed", "controls": {"homeroom.accounts.actions.end_sessions_through": "noticed"}}}}}

A control is "noticed" when the test failed by an assertion, "unnoticed" when it passed, "broke: KeyError" when it ended by accident.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from homeroom.privacy.ledger import commit_of

ROOT = Path(__file__).resolve().parent.parent.parent
PLACE = ROOT / "build" / "proofs.json"
NOTICED, UNNOTICED = "noticed", "unnoticed"
#: "... without cookie, form or foreign host [GEN-01, TRK-02]", at the end of a title in TypeScript.
TAGGED = re.compile(r"\[((?:[A-Z]+-\d+)(?:, [A-Z]+-\d+)*)\]$")
#: What a test of one kind with many parameters came to, the one that decides first.
WORST = ("failed", "passed")

Proofs = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One run of one test for one promise: on what ("sqlite", "postgresql", "browser", "node"), or with what replaced."""

    promise: str
    test: str
    on: str
    came_to: str
    #: Dotted name of what was replaced; "" when nothing was.
    replaced: str = ""
    #: What the promise rests on now; controls of what it rested on before the test was changed are forgotten.
    rests_on: str = ""


def commit() -> str:
    """The commit that is checked out; "" outside of a clone."""
    return commit_of(ROOT)


def read(place: Path = PLACE) -> Proofs:
    """What was told of this commit so far."""
    try:
        told = json.loads(place.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    found: Proofs = told["promises"] if told.get("commit") == commit() else {}
    return found


def together(proofs: Proofs, outcomes: Collection[Outcome]) -> Proofs:
    """Adds one run's outcomes: what a test came to before is forgotten, and of its many parameters one decides."""
    run: dict[tuple[str, str, str, str], str] = {}
    for one in outcomes:
        key = (one.promise, one.test, one.on, one.replaced)
        run[key] = one.came_to if key not in run else _decides(run[key], one.came_to, control=bool(one.replaced))
    rests: dict[tuple[str, str], set[str]] = {}
    for one in outcomes:
        rests.setdefault((one.promise, one.test), set()).add(one.rests_on)
    for (promise, test, on, replaced), came_to in run.items():
        facts = proofs.setdefault(promise, {}).setdefault(test, {})
        if replaced:
            facts.setdefault("controls", {})[replaced] = came_to
        else:
            facts[on] = came_to
            for stale in facts.get("controls", {}).keys() - rests[promise, test]:
                del facts["controls"][stale]
    for test in {one.test for one in outcomes if not one.replaced}:
        for promise in [name for name, tests in proofs.items() if test in tests and (name, test) not in rests]:
            del proofs[promise][test]
    return {name: tests for name, tests in proofs.items() if tests}


def _decides(first: str, second: str, *, control: bool) -> str:
    """A failure decides, and a control that was noticed: with one parameter of many is enough."""
    order = (NOTICED, UNNOTICED) if control else WORST
    return min(first, second, key=lambda came_to: order.index(came_to) if came_to in order else 0.5)


def write(proofs: Proofs, place: Path = PLACE) -> None:
    """Whole or not at all; into `os.devnull` nothing, since that must not be replaced."""
    if place == Path(os.devnull):
        return
    place.parent.mkdir(exist_ok=True)
    told = {"commit": commit(), "promises": {name: dict(sorted(proofs[name].items())) for name in sorted(proofs)}}
    beside = place.with_suffix(f".{os.getpid()}.tmp")
    beside.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", "utf-8")
    beside.replace(place)


def from_vitest(told: dict[str, Any]) -> list[Outcome]:
    """Outcomes in what `vitest --reporter=json` wrote: tests whose title ends with ids in brackets."""
    found = []
    for file in told["testResults"]:
        path = os.path.relpath(file["name"], ROOT)
        on = "browser" if ".web." in path or ".journey." in path else "node"
        for one in file["assertionResults"]:
            # What was left out of a run has come to nothing.
            if one["status"] in WORST and (tagged := TAGGED.search(one["title"])):
                plain = one["title"][: tagged.start()].strip()
                found += [Outcome(name, f"{path}::{plain}", on, one["status"]) for name in tagged[1].split(", ")]
    return found
