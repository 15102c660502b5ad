"""`make mutants`: every small change of rules, access and erasing, each with the tests of its room; what no test notices is listed.

`make mutants M=path` looks at one file or folder, `S=600` stops after so many seconds. A change that makes no difference is argued in
policy/mutants.toml. Ends with 1 when there is a change that nobody notices and nobody argued, or an argument about one that is gone.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.mutants.changes import Mutant, mutants
from tools.mutants.running import NOTICED, ROOT, SLOW, judged, passes, prepare

ARGUED = ROOT / "policy" / "mutants.toml"


@dataclass(frozen=True, slots=True)
class Target:
    """Files, and the tests that must notice: quick ones first, since the first that fails ends the run."""

    files: str
    tests: tuple[str, ...]


#: The matrix as it is asked by those who come closest to a class that is not theirs.
_MATRIX = "homeroom/config/tests/test_matrix.py::test_everybody_meets_what_was_decided_whatever_it_is_about"
_OF_RULES = {
    "ages": ("pasting", "classes", "pages"),
    "codes": ("codes", "periods", "classes"),
    "leaving": ("rules", "leaving", "classes", "redrawing", "periods"),
    "names": ("names", "pasting"),
    "order": ("order", "pages"),
    "secrets": ("secrets", "redrawing", "enrolling"),
    "tiles": ("secrets", "enrolling", "leaving", "pasting"),
    "twins": ("twins", "pages"),
    "usernames": ("names", "enrolling", "redrawing", "secrets"),
    "year": ("classes", "periods", "enrolling"),
}


def _of(room: str, *names: str) -> tuple[str, ...]:
    return tuple(f"homeroom/{room}/tests/test_{name}.py" for name in names)


TARGETS = (
    Target("homeroom/accounts/rules.py", ("homeroom/accounts/tests", *_of("sections", "pasting"), "tests/promises/test_ages.py")),
    *(Target(f"homeroom/sections/rules/{rule}.py", _of("sections", *names)) for rule, names in _OF_RULES.items()),
    Target("homeroom/sections/access.py", (*_of("sections", "leaving", "pages"), _MATRIX)),
    Target("homeroom/progress/rules.py", _of("progress", "rules", "class", "attempts")),
    Target("homeroom/progress/access.py", (*_of("progress", "attempts", "class_pages", "pretend"), _MATRIX)),
    Target("homeroom/limits/rules.py", ("homeroom/limits/tests", *_of("sign_in", "limits"))),
    Target("homeroom/privacy/erasing.py", _of("privacy", "erasing")),
    Target("homeroom/privacy/retention.py", _of("privacy", "retention")),
)


def argued(place: Path = ARGUED) -> dict[tuple[str, str, str, str], str]:
    """Changes that make no difference, with the reason."""
    if not place.exists():
        return {}
    rows = tomllib.loads(place.read_text("utf-8")).get("equal", [])
    return {(row["file"], row["place"], row["was"], row["becomes"]): row["because"] for row in rows}


def chosen(path: str) -> Iterator[tuple[Mutant, tuple[str, ...]]]:
    """Every change below a path, with the tests that must notice it."""
    for target in TARGETS:
        for file in sorted(ROOT.glob(target.files)):
            name = file.relative_to(ROOT).as_posix()
            if name.startswith(path):
                for mutant in mutants(name, file.read_text("utf-8")):
                    yield mutant, target.tests


def main(arguments: list[str]) -> int:
    """Run; the exit code."""
    parser = argparse.ArgumentParser(prog="make mutants")
    parser.add_argument("path", nargs="?", default="")
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--at-once", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args(arguments)
    begun = time.monotonic()
    reasons, waiting = argued(), list(chosen(options.path))
    prepare(sorted({mutant.file for mutant, _tests in waiting}))
    for tests in dict.fromkeys(tests for _mutant, tests in waiting):
        if not passes(tests):
            print(f"make mutants: {' '.join(tests)} fail as things are: mend them first", file=sys.stderr)
            return 1
    counts: dict[str, Counter[str]] = {}
    unnoticed = []
    fresh = ((mutant, tests) for mutant, tests in waiting if mutant.name not in reasons)
    for mutant, how in judged(fresh, options.at_once, lambda: time.monotonic() - begun > options.seconds):
        counts.setdefault(mutant.file, Counter())[how] += 1
        if how not in (NOTICED, SLOW):
            unnoticed.append(mutant)
            print(f"{mutant.file}:{mutant.line}: {mutant.place}: {how}\n    {mutant.was}\n  becoming\n    {mutant.becomes}", flush=True)
    names = {mutant.name for mutant, _tests in waiting}
    stale = [name for name in reasons if name not in names and name[0].startswith(options.path)]
    for name in stale:
        print(f"policy/mutants.toml: there is no such change any more: {' | '.join(name)}")
    for file, found in sorted(counts.items()):
        print(f"{file:<45}" + ", ".join(f"{count} {how}" for how, count in sorted(found.items())))
    done = sum(sum(found.values()) for found in counts.values())
    left = sum(mutant.name not in reasons for mutant, _tests in waiting) - done
    print(f"{done} changes in {time.monotonic() - begun:.0f} s: {len(unnoticed)} unnoticed, {len(reasons)} argued, {left} not looked at")
    return int(bool(unnoticed or stale))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
