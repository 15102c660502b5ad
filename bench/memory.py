"""Memory after load: PSS of all processes of `homeroom serve`, after a class has saved and looked at pages for a while."""

import contextlib
import http.client
import json
import os
import time
from pathlib import Path

from tests.faults.school import Saving, School

BUDGET = 200_000_000
SECONDS = 20
PAGES = [
    f"/{language}/{page}"
    for language in ("en", "es", "ar")
    for page in ("", "learn/", *(f"learn/maze/{number}/" for number in range(1, 21)))
]


def family(first: int) -> list[int]:
    """A process and all its descendants."""
    children: dict[int, list[int]] = {}
    for place in Path("/proc").iterdir():
        if place.name.isdigit():
            with contextlib.suppress(OSError):
                children.setdefault(int((place / "stat").read_text().rsplit(")", 1)[1].split()[1]), []).append(int(place.name))
    found, todo = [], [first]
    while todo:
        one = todo.pop()
        found.append(one)
        todo += children.get(one, [])
    return found


def pss(process: int) -> int:
    """Bytes, shared pages divided among those who share them."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def main() -> None:
    """Prints the line."""
    school = School("sqlite")
    try:
        pupils = school.make_pupils(30)
        school.start()
        saving = Saving(school, pupils)
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            for page in PAGES:
                connection = http.client.HTTPConnection("127.0.0.1", school.port, timeout=20)
                connection.request("GET", page, headers={"Accept-Encoding": "br"})
                connection.getresponse().read()
                connection.close()
        saving.end()
        ours = sum(pss(process) for process in family(school.pid))
    finally:
        school.close()
    ratio = round(ours / BUDGET, 3)
    saved = len(saving.acknowledged)
    print(
        json.dumps(
            {
                "name": "memory",
                "ours": ours,
                "floor": None,
                "ratio": ratio,
                "budget": BUDGET,
                "ok": ours <= BUDGET,
                "unit": "bytes PSS",
                "saved": saved,
            }
        )
    )


if __name__ == "__main__":
    os.chdir(Path(__file__).resolve().parent.parent)
    main()
