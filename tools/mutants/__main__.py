"""`make mutants`: every small change of rules, access and erasing, each with the tests that come to it; what no test notices is listed.

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
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tools.mutants.changes import mutants
from tools.mutants.reached import Reached, print_of_project, remembered, said
from tools.mutants.running import NOTICED, ROOT, SLOW, Worker, judge, look, together

ARGUED = ROOT / "policy" / "mutants.toml"


#: Rules, who may come to what, closing and erasing: what promises rest on. Lists of words are no decisions.
SCOPE = (
    "homeroom/*/rules.py", "homeroom/*/rules/*.py", "homeroom/*/access.py",
    "homeroom/privacy/erasing.py", "homeroom/privacy/retention.py", "homeroom/rights/closing/rules.py",
)  # fmt: skip


def files_below(path: str) -> list[str]:
    """The files of the scope below a path."""
    found = {file.relative_to(ROOT).as_posix() for pattern in SCOPE for file in ROOT.glob(pattern)}
    return sorted(file for file in found if file.startswith(path))


def argued(place: Path = ARGUED) -> dict[tuple[str, str, str, str], str]:
    """Changes that make no difference, with the reason."""
    if not place.exists():
        return {}
    rows = tomllib.loads(place.read_text("utf-8")).get("equal", [])
    return {(row["file"], row["place"], row["was"], row["becomes"]): row["because"] for row in rows}


def _reached(at_once: int) -> Reached:
    """What each test comes to, found anew unless nothing of the project has changed since."""
    now = print_of_project(*files_below(""))
    reached = remembered(now)
    if reached.of:
        return reached
    reached.of = now

    def work(worker: Worker, number: int, tell: Callable[[Any], None]) -> None:
        found = Reached()
        tell((found, look(worker, (number, at_once), found)))

    for found, failing in together(at_once, files_below(""), work):
        reached.seconds |= found.seconds
        reached.lines |= found.lines
        for test in failing:
            print(f"{test} fails as things are, and is not asked", flush=True)
    reached.keep()
    return reached


def main(arguments: list[str]) -> int:
    """Run; the exit code."""
    parser = argparse.ArgumentParser(prog="make mutants")
    parser.add_argument("path", nargs="?", default="")
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--at-once", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args(arguments)
    begun = time.monotonic()
    reasons, files = argued(), files_below(options.path)
    names = [mutant.name for file in files for mutant in mutants(file, (ROOT / file).read_text("utf-8"))]
    fresh = list(dict.fromkeys(name for name in names if name not in reasons))
    reached = _reached(options.at_once)
    print(f"{len(reached.seconds)} tests pass as things are; {time.monotonic() - begun:.0f} s until here", flush=True)
    counts: dict[str, Counter[str]] = {}
    unnoticed = 0

    def work(worker: Worker, number: int, tell: Callable[[Any], None]) -> None:
        judge(worker, fresh[number :: options.at_once], reached, tell, lambda: time.monotonic() - begun > options.seconds)

    for name, line, how, test in together(options.at_once, files, work):
        file, place, was, becomes = name
        counts.setdefault(file, Counter())[how] += 1
        if how in (NOTICED, SLOW):
            reached.noticed_by[said(name)] = test
        else:
            unnoticed += 1
            print(f"{file}:{line}: {place}: {how}\n    {was}\n  becoming\n    {becomes}", flush=True)
    reached.keep()
    stale = [name for name in reasons if name not in names and name[0].startswith(options.path)]
    for name in stale:
        print(f"policy/mutants.toml: there is no such change any more: {said(name)}")
    for file, found in sorted(counts.items()):
        print(f"{file:<45}" + ", ".join(f"{count} {how}" for how, count in sorted(found.items())))
    done = sum(sum(found.values()) for found in counts.values())
    known = sum(name in reasons for name in names)
    summary = f"{unnoticed} unnoticed, {known} argued, {len(names) - known - done} not looked at"
    print(f"{done} changes in {time.monotonic() - begun:.0f} s: {summary}")
    return int(bool(unnoticed or stale))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
