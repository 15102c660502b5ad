"""The bell: thirty pupils save in the same second. The last answer of ours against the last of the bare handler, both served by Granian.

Run after `bench.writes sqlite` with its data and BENCH_OUT: the pupils and statements come from there.
"""

import http.client
import json
import os
import random
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from homeroom.kit.ids import uuid7
from homeroom.testing.postgres import free_port

ROUNDS = 7
FACTS: dict[str, Any] = json.loads(Path(os.environ["BENCH_OUT"]).read_text("utf-8"))


def serve(command: list[str], port: int, ready: str) -> subprocess.Popen[bytes]:
    """Starts a server and waits for its first answer."""
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    for _ in range(900):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request(
                "GET" if ready else "POST",
                ready or "/attempts",
                body(FACTS["pupils"][0]) if not ready else None,
                headers(FACTS["pupils"][0]),
            )
            connection.getresponse().read()
            return process
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("it did not start")


def body(pupil: dict[str, str]) -> str:
    """One run with a program of its own."""
    blocks = [{"type": "maze_move", "id": f"b{random.getrandbits(64):016x}"} for _ in range(14)]
    program = json.dumps({"blocks": {"languageVersion": 0, "blocks": [{"type": "start", "id": "start"}, *blocks]}})
    attempt = {
        "id": str(uuid7()), "lesson": FACTS["lesson"], "level": FACTS["level"], "program": program,
        "outcome": "tried", "mistake": "missing_move", "said": {"key": "maze.short", "values": {"steps": 2}},
        "blocks": 14, "hints": 0, "seconds": 12,
        "madeAt": int(time.time() * 1000), "fromBrowser": False,
    }  # fmt: skip
    return json.dumps({"person": pupil["person"], "attempts": [attempt]})


def headers(pupil: dict[str, str]) -> dict[str, str]:
    """As the browser sends them."""
    return {
        "Host": "localhost", "Content-Type": "application/json", "Cookie": f"here=1; homeroom={pupil['token']}",
        "X-CSRFToken": pupil["csrf"],
        "Sec-Fetch-Site": "same-origin",
    }  # fmt: skip


def bell(port: int) -> float:
    """Seconds from the bell to the last of thirty answers."""
    ring = threading.Barrier(len(FACTS["pupils"]) + 1)
    ended: list[float] = []

    def save(pupil: dict[str, str]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.connect()
        sent, told = body(pupil), headers(pupil)
        ring.wait()
        connection.request("POST", "/attempts", sent, told)
        answer = connection.getresponse()
        assert answer.status == 200, answer.read()
        answer.read()
        ended.append(time.perf_counter())
        connection.close()

    threads = [threading.Thread(target=save, args=(pupil,)) for pupil in FACTS["pupils"]]
    for thread in threads:
        thread.start()
    ring.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    assert len(ended) == len(threads)
    return max(ended) - began


def main() -> None:
    """Serves both at once, rings in turns, prints the line."""
    ours_port, floor_port = free_port(), free_port()
    ours = serve([sys.executable, "-m", "homeroom", "serve", "--port", str(ours_port)], ours_port, "/healthz")
    os.environ["BENCH_STATEMENTS"], os.environ["BENCH_DATABASE"] = os.environ["BENCH_OUT"], FACTS["database"]
    granian = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--port",
        str(floor_port),
        "--blocking-threads",
        "32",
        "bench.floor:application",
    ]
    floor = serve(granian, floor_port, "")
    try:
        bell(ours_port), bell(floor_port)
        rounds = [(bell(ours_port), bell(floor_port)) for _ in range(ROUNDS)]
    finally:
        for process in (ours, floor):
            process.terminate()
            process.wait(20)
    mine, bare = (statistics.median(side) * 1000 for side in zip(*rounds, strict=True))
    ratio = statistics.median(one / other for one, other in rounds)
    print(
        json.dumps(
            {
                "name": "bell-30",
                "ours": round(mine, 1),
                "floor": round(bare, 1),
                "ratio": round(ratio, 2),
                "budget": 3.0,
                "ok": ratio <= 3.0,
                "unit": "ms until the last answer",
            }
        )
    )


if __name__ == "__main__":
    main()
