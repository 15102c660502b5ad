"""The disk is full while pupils save: a clear answer, nothing acknowledged is lost, and it goes on when there is room again."""

import http.client
import json
import random
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.faults.school import Saving, School

#: Room for tables, curriculum and a few hundred attempts; the rest is taken away by a file in the way.
SIZE = 32 * 1024 * 1024


@contextmanager
def small_disk() -> Iterator[Path]:
    """A file system of its own of SIZE bytes (a tmpfs); mounting needs root, as CI has."""
    place = Path(tempfile.mkdtemp(prefix="homeroom-small-"))
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "homeroom-small", place], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"a small disk cannot be mounted here: run this test as root ({done.stderr.strip()})"
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)
        place.rmdir()


def _ask(school: School, method: str, path: str, headers: dict[str, str], body: str = "") -> tuple[int, str, dict[str, str]]:
    connection = http.client.HTTPConnection("127.0.0.1", school.port, timeout=30)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode(), dict(answer.getheaders())
    finally:
        connection.close()


def test_a_full_disk_is_said_kindly_loses_nothing_and_passes() -> None:
    with small_disk() as disk:
        school = School("sqlite", data=disk / "data")
        try:
            pupils = school.make_pupils(4)
            school.start()
            saving = Saving(school, pupils)
            _until(lambda: len(saving.acknowledged) > 30)

            in_the_way = disk / "in-the-way"
            _fill(in_the_way)
            _until(lambda: saving.statuses.get(507, 0) > 3)

            # A pupil's page asks in Spanish: a JSON answer names the trouble in words, the page itself still opens.
            cookie = {"Cookie": f"here=1; homeroom={pupils[0]['token']}"}
            signed = {**cookie, "X-CSRFToken": pupils[0]["csrf"], "Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
            attempt = saving.attempt_of(pupils[0], random.Random(1))
            status, text, _ = _ask(school, "POST", "/attempts", signed, json.dumps({"person": pupils[0]["person"], "attempts": [attempt]}))
            assert status == 507
            said = json.loads(text)
            assert said["refused"] == "full"
            assert said["sentence"]
            assert _ask(school, "GET", "/en/learn/maze/1/", {})[0] == 200
            assert json.loads(_ask(school, "GET", "/me", cookie)[1])["person"]["code"] == pupils[0]["person"]

            in_the_way.unlink()
            before = len(saving.acknowledged)
            _until(lambda: len(saving.acknowledged) > before + 30)
            saving.end()
            school.kill()
            stored = {str(row["attempt"]) for row in school.what_is_kept() if "attempt" in row}
            assert saving.acknowledged.keys() <= stored
            # The control: what was refused is not there.
            assert attempt["id"] not in stored
        finally:
            school.close()


def _fill(path: Path) -> None:
    """Writes until the disk takes no more."""
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"\0" * 65_536)


def _until(true: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come to it in time"
        time.sleep(0.05)
