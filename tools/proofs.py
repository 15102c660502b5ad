"""`make proofs`: every test of a promise as it is, then once beside the careless opposite of what the promise rests on, where it must fail.

`make proofs P=path` looks at one file or folder. What tests in TypeScript came to is added by `make test`; they have no control here.
One line for each promise; ends with 1 when a test fails or a control is not noticed.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from homeroom.privacy import ledger
from homeroom.testing import proofs

PYTEST = (sys.executable, "-m", "pytest", "-q", "--no-header", "-p", "no:cacheprovider", "-m", "promise")
#: pytest's exit codes: all passed, some failed, none was there to run.
PASSED, FAILED, NONE = 0, 1, 5


def run(paths: list[str], *, careless: int | None = None) -> int:
    """One pass over all tests of promises; a control's failures are what we want, so its words are kept for when it ends otherwise."""
    if careless is None:
        return subprocess.run([*PYTEST, "-r", "", *paths], check=False).returncode
    done = subprocess.run([*PYTEST, "--careless", str(careless), "--tb=line", *paths], check=False, capture_output=True, text=True)
    if done.returncode not in (PASSED, FAILED, NONE):
        print(done.stdout, done.stderr, sep="\n", file=sys.stderr)
    return done.returncode


def problems(tests: dict[str, dict[str, Any]]) -> list[str]:
    """What is missing for a promise to be proven: a test that did not pass, a control that was not noticed or not run."""
    found = []
    for test, facts in tests.items():
        found += [f"{test}: {came_to} on {on}" for on, came_to in facts.items() if on != "controls" and came_to != "passed"]
        found += [
            f"{test}: {replaced} was replaced, and the test said {came_to}"
            for replaced, came_to in facts.get("controls", {}).items()
            if came_to != proofs.NOTICED
        ]
        if "controls" not in facts and not {"browser", "node"} & facts.keys():
            found.append(f"{test}: its control was not run")
    return found


def told(name: str, tests: dict[str, dict[str, Any]]) -> list[str]:
    """The line of a promise, with what is wrong below it."""
    wrong = problems(tests)
    controls = sum(len(facts.get("controls", {})) for facts in tests.values())
    counted = f"{len(tests)} {'test' if len(tests) == 1 else 'tests'}, {controls} {'control' if controls == 1 else 'controls'}"
    return [f"{'unproven' if wrong else 'proven':<10}{name:<10}{counted}", *(f"          {line}" for line in wrong)]


def take(place: Path) -> None:
    """Adds what vitest wrote of tests in TypeScript."""
    found = proofs.from_vitest(json.loads(place.read_text("utf-8")))
    if found:
        proofs.write(proofs.together(proofs.read(), found))


def unproven() -> list[str]:
    """Promises that the ledger calls built, and that no test of this commit proves."""
    found = proofs.read()
    book = ledger.read_ledger(proofs.ROOT / "policy" / "promises.toml")
    return [row["id"] for row in ledger.report(book, found) if row["state"] == "unproven"]


def main(arguments: list[str]) -> int:
    """Run everything; the exit code."""
    if run(arguments) not in (PASSED, FAILED):
        return 1
    number = 0
    while (code := run(arguments, careless=number)) in (PASSED, FAILED):
        number += 1
    everything = proofs.read()
    lines = [told(name, tests) for name, tests in sorted(everything.items())]
    print("\n".join(line for lines_of_one in lines for line in lines_of_one))
    wrong = sum(len(lines_of_one) > 1 for lines_of_one in lines)
    print(f"{len(lines) - wrong} proven, {wrong} unproven")
    return int(code != NONE or wrong > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
