"""`make generate`: write every file that is made from another. With `--check`, write nothing and name those that differ."""

from __future__ import annotations

import subprocess
import sys

from tools.parts import ROOT, environment

PYTHON = ".venv/bin/python"
#: Each takes `--check`.
GENERATORS = (
    (PYTHON, "tools/generate/design.py"),
    ("node", "labs/check/generate.ts"),
    (PYTHON, "tools/generate/stores.py"),
    (PYTHON, "tools/generate/inventory.py"),
    (PYTHON, "tools/generate/wire.py"),
)


def main(options: list[str]) -> int:
    """Run all; 1 when one says that something differs or is wrong."""
    codes = [subprocess.run([*command, *options], cwd=ROOT, env=environment({}), check=False).returncode for command in GENERATORS]
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
