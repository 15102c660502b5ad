"""`make check`: everything that can be said without running tests, two checks at a time; prints what is wrong and each check's time.

`make check C=name` runs one of them.
"""

from __future__ import annotations

import sys
import time
from concurrent.futures import ThreadPoolExecutor

from tools.parts import Part, run, table

PYTHON = ".venv/bin/python"
#: Django reads its settings, and makes keys where there are none: not in the folders of somebody who serves from this clone.
APART = {"DJANGO_SETTINGS_MODULE": "homeroom.config.settings_test"}


def checks() -> list[Part]:
    """Slowest first, because two run at a time."""
    return [
        Part("eslint", ("npm", "run", "--silent", "lint")),
        Part("tsc", ("npm", "run", "--silent", "typecheck")),
        Part("arrows of the labs", ("npm", "run", "--silent", "arrows")),
        Part("generated files", (PYTHON, "-m", "tools.generate.all", "--check")),
        Part("words", (PYTHON, "-m", "tools.words", "--check"), APART),
        Part("mypy", ("mypy",), APART),
        Part("arrows of the house", ("lint-imports", "--no-logo")),
        Part("migrations", (PYTHON, "-m", "homeroom", "makemigrations", "--check", "--dry-run"), APART),
        Part("django", (PYTHON, "-m", "homeroom", "check", "--fail-level", "WARNING"), APART),
        Part("format", ("ruff", "format", "--check", ".")),
        Part("ruff", ("ruff", "check", "--quiet", ".")),
        Part("contrast", (PYTHON, "tools/generate/contrast.py")),
    ]


def main(names: list[str]) -> int:
    """Run all checks, or those named; every one is run even when one fails."""
    started = time.monotonic()
    chosen = [check for check in checks() if not names or check.name in names]
    with ThreadPoolExecutor(max_workers=2) as pool:
        told = list(pool.map(lambda check: run(check, aloud=False), chosen))
    for one in told:
        if one.code:
            print(f"--- {one.name}\n{one.said}")
    print(table(told, time.monotonic() - started))
    if wrong := [one.name for one in told if one.code]:
        print(f"make check: {', '.join(wrong)} failed", file=sys.stderr)
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
