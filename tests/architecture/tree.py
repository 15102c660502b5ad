"""The project's files as its tests of the whole see them: what git keeps or would keep, without what is generated."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: Made by a machine, or another's text that we may not change.
NOT_OURS = re.compile(r"\.gen\.|_gen\.py$|^package-lock\.json$|^requirements/.*\.txt$|LICENSE$|/OFL-[\w-]+\.txt$|/migrations/\d")


@cache
def all_files() -> tuple[str, ...]:
    """Paths from the top, generated files among them."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return tuple(path for path in listed.stdout.splitlines() if (ROOT / path).is_file() and not (ROOT / path).is_symlink())


def written(*suffixes: str) -> list[str]:
    """Our own files with these endings."""
    return [path for path in all_files() if path.endswith(suffixes) and not NOT_OURS.search(path)]


def text(path: str) -> str:
    """What stands in a file; empty for pictures and typefaces."""
    try:
        return (ROOT / path).read_text("utf-8")
    except UnicodeDecodeError:
        return ""
