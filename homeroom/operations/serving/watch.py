"""For authors: a saved file of the curriculum is shown by the open browser. Runs with `--watch` and `--demo` only."""

import datetime
import json
import logging
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

from homeroom.curriculum import actions as curriculum
from homeroom.curriculum import library
from homeroom.kit.node import find_node

#: Seconds between two looks at the files.
LOOK = 1.0
#: The checker is given this many seconds; it takes one or two.
PATIENCE = 60
_log = logging.getLogger("homeroom.operations")


@dataclass(frozen=True)
class Built:
    """What the open pages ask for: `number` grows with every new state; `problems` are the checker's lines."""

    number: int = 0
    problems: tuple[str, ...] = ()


_now = Built()
#: Tells this server's states from those of one that ran before it.
_since = str(time.time_ns())


def stamp() -> str:
    """Differs whenever pages should be loaded again."""
    return f"{_since}-{_now.number}"


def problems() -> tuple[str, ...]:
    """What is wrong with the files at this moment; the pages show the last state without problems."""
    return _now.problems


def begin() -> None:
    """Watches from another thread, which ends with the process."""
    threading.Thread(target=_watch, args=(settings.HERE / "curriculum",), name="watch", daemon=True).start()


def _watch(folder: Path) -> None:
    seen = state_of(folder)
    while True:
        time.sleep(LOOK)
        current = state_of(folder)
        if current != seen:
            seen = current
            build(folder)
            connection.close()


def state_of(folder: Path) -> dict[str, tuple[int, int]]:
    """Each file's time of change and size."""
    found = {}
    for path in folder.rglob("*"):
        try:
            facts = path.stat()
        except OSError:
            continue  # gone between the two questions: the next look sees it
        if path.is_file():
            found[str(path)] = (facts.st_mtime_ns, facts.st_size)
    return found


def build(root: Path) -> None:
    """Checks the curriculum in `root` without replaying; what has no problem is taken into the running service at once."""
    global _now  # noqa: PLW0603 -- a fact about this process
    target = Path(settings.HOMEROOM_CURRICULUM)
    with tempfile.TemporaryDirectory(dir=target, prefix=".new-") as draft:
        found = run_checker(root, Path(draft))
        if not found:
            for path in Path(draft).iterdir():
                path.replace(target / path.name)
            found = _take()
    _now = Built(_now.number if found else _now.number + 1, tuple(found))


def _take() -> list[str]:
    try:
        curriculum.load_levels(now=datetime.datetime.now(datetime.UTC))
        library.refresh()
    except Exception as problem:  # noqa: BLE001 -- the author reads it on the page
        _log.exception("the curriculum could not be read")
        return [f"curriculum: {type(problem).__name__}: the server could not read what was checked: run `homeroom curriculum check`"]
    return []


def run_checker(root: Path, draft: Path) -> list[str]:
    """Writes what the server needs into `draft`; answers the problems."""
    command = [find_node() or "node", "labs/check/main.ts", "--no-replay", "--json", "--root", str(root), "--emit", str(draft)]
    try:
        done = subprocess.run(
            command, cwd=settings.HERE, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
        told: list[str] = json.loads(done.stdout)["problems"]
    except (OSError, subprocess.TimeoutExpired, ValueError, KeyError):
        return ["curriculum: the checker did not answer: run `homeroom curriculum check` and see what it says"]
    return told
