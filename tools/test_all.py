"""`make test`: first everything that `make check` says, then every test, in parts; each part's time is told at the end.

`make test T=path` runs one file or folder of tests, Python or TypeScript.
"""

from __future__ import annotations

import sys
import time

from tools import proofs
from tools.parts import ROOT, Part, run, table

PYTHON = ".venv/bin/python"
PYTEST = (PYTHON, "-m", "pytest", "-q", "--durations=5")
#: What vitest also writes, for build/proofs.json: tests in TypeScript name the promises they prove at the end of their titles.
VITEST_TOLD = ROOT / "build" / "vitest.json"
TELL = ("--reporter=default", "--reporter=json", f"--outputFile={VITEST_TOLD.relative_to(ROOT)}")


def parts() -> list[Part]:
    """What there is to run, cheapest news first. A part whose folder is not there yet is not there either."""
    rooms, whole = ("homeroom", "tests/architecture", "tests/promises", "tests/tools", "tests/upgrades"), ("tests/faults",)
    return [
        Part("checks", (PYTHON, "-m", "tools.check")),
        Part("Python on SQLite", (*PYTEST, *rooms)),
        Part("Python on PostgreSQL", (PYTHON, "-m", "homeroom.testing.postgres", *PYTEST, "-m", "postgres", "homeroom", "tests/promises")),
        Part("labs", ("npm", "test", "--silent", "--", *TELL)),
        Part("pages in a browser", ("npm", "run", "--silent", "test:web", "--", *TELL)),
        Part("journeys", ("npm", "run", "--silent", "test:journeys", "--", *TELL)),
        *(Part(path.partition("/")[2], (*PYTEST, path)) for path in whole if any((ROOT / path).glob("test_*.py"))),
    ]


def one(path: str) -> Part:
    """The runner that fits a path."""
    if path.endswith((".ts", ".tsx")) or path.startswith(("labs", "tests/journeys")):
        folder = next((folder for folder in ("labs/web-tests", "tests/journeys") if folder in path), None)
        config = ("--config", f"{folder}/vitest.config.ts") if folder else ()
        return Part(path, ("npx", "vitest", "run", *config, *TELL, path))
    return Part(path, (PYTHON, "-m", "pytest", path))


def main(paths: list[str]) -> int:
    """Run the parts; the exit code of the whole."""
    started, told = time.monotonic(), []
    for part in [one(path) for path in paths] or parts():
        print(f"\n--- {part.name}: {' '.join(part.command)}", flush=True)
        VITEST_TOLD.unlink(missing_ok=True)
        told.append(run(part, aloud=True))
        if VITEST_TOLD.exists():
            proofs.take(VITEST_TOLD)
        if told[-1].code:
            break
    unproven = [] if paths or told[-1].code else proofs.unproven()
    print(f"\n{table(told, time.monotonic() - started)}\n")
    print(f"tests: {sum(one.passed for one in told)} passed, {sum(one.failed for one in told)} failed")
    if told[-1].code:
        print(f"'{told[-1].name}' failed; what is wrong stands above.", file=sys.stderr)
        return 1
    if unproven:
        print(f"These promises are called built, and no test proves them: {', '.join(unproven)}.", file=sys.stderr)
    return int(bool(unproven))


if __name__ == "__main__":
    assert ROOT.exists()
    sys.exit(main(sys.argv[1:]))
