"""The drill: a large school is backed up, restored into the other database, and whoever was erased meanwhile stays away (SEC-07).

    python -m homeroom.testing.drill [pupils] [attempts]     from SQLite into a PostgreSQL of its own; writes build/drill.json

It runs the commands that an operator would run, each in a process of its own, and measures them. The school's names are invented.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from homeroom.testing.postgres import running
from homeroom.testing.served import ROOT, Served

if TYPE_CHECKING:
    from collections.abc import Iterator

PLACE = ROOT / "build" / "drill.json"
PUPILS, ATTEMPTS = 100_000, 2_000_000
#: Pupils who are erased between backup and restore.
ERASED = 40
SCHOOL = "homeroom.testing.drill_school"


class DrillBroke(RuntimeError):
    """The service would not have come back; says where it broke."""


def drill(pupils: int, attempts: int, *, target: str, folder: Path) -> dict[str, Any]:
    """Runs it; answers figures. `target` is the DATABASE_URL to restore into. Raises `DrillBroke`."""
    sqlite, file = Served(folder), folder / "drill.backup"
    keys = {"HOMEROOM_KEYS": str(folder / "keys")}
    other = Served(folder / "other", {"DATABASE_URL": target, **keys})
    (folder / "data").mkdir(parents=True)
    figures: dict[str, Any] = {"pupils": pupils, "attempts": attempts}
    with _timed(figures, "filling"):
        _do(sqlite, SCHOOL, "fill", str(pupils), str(attempts))
    with _timed(figures, "backing up"):
        _do(sqlite, "homeroom", "backup", str(file))
    figures["database MB"] = round((folder / "data" / "homeroom.sqlite3").stat().st_size / 1024**2)
    figures["backup MB"] = round(file.stat().st_size / 1024**2, 1)
    _do(sqlite, SCHOOL, "erase", str(ERASED))
    # What is left of the old machine: the backup, the keys, and the journal beside the backup.
    (folder / "data" / "erasures.jsonl").rename(folder / "erasures.jsonl")
    with _timed(figures, "restoring"):
        said = _do(other, "homeroom", "restore", str(file))
    with _timed(figures, "until it answers"):
        other.start()
    other.stop()
    wanted, found = json.loads(_do(sqlite, SCHOOL, "count")), json.loads(_do(other, SCHOOL, "count"))
    if wanted != found or f"{ERASED} people or classes" not in said:
        raise DrillBroke(f"What came back is not what was there: {wanted} there, {found} here. {said}")
    figures["recovery seconds"] = round(figures["restoring seconds"] + figures["until it answers seconds"], 1)
    figures["rows"], figures["erased again"] = sum(found.values()), ERASED
    figures["most memory of a process MB"] = round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
    return figures


@contextmanager
def _timed(figures: dict[str, Any], what: str) -> Iterator[None]:
    begun = time.monotonic()
    yield
    figures[f"{what} seconds"] = round(time.monotonic() - begun, 1)


def _do(served: Served, *words: str) -> str:
    done = served.module(*words)
    if done.returncode:
        raise DrillBroke(f"{' '.join(words)}: {done.stderr}")
    return done.stdout


def main(words: list[str]) -> None:
    """The drill at the size that was asked for, or at full size."""
    pupils, attempts = (int(words[0]), int(words[1])) if words else (PUPILS, ATTEMPTS)
    with tempfile.TemporaryDirectory(prefix="homeroom-drill-") as folder, running() as cluster:
        figures = drill(pupils, attempts, target=cluster.fresh("drill"), folder=Path(folder))
    PLACE.parent.mkdir(exist_ok=True)
    PLACE.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
