"""A school to be broken: `homeroom serve` in a group of its own, on SQLite or a PostgreSQL of the test's own; and pupils who save."""

import http.client
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from homeroom.kit.ids import uuid7
from homeroom.testing.postgres import Cluster, free_port

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 90


class School:
    """`database` is "sqlite" or "postgresql"; `careless` serves the control instead."""

    def __init__(self, database: str, *, careless: bool = False, data: Path | None = None) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="homeroom-fault-"))
        self.port = free_port()
        self.cluster = Cluster().start() if database == "postgresql" else None
        self.environment = {
            **os.environ,
            "HOMEROOM_DATA": str(data or self.folder / "data"),
            "HOMEROOM_KEYS": str(self.folder / "keys"),
            "HOMEROOM_HOSTS": "127.0.0.1,localhost",
            "PRIVACY_CONTACT": "privacy@school.example",
            "DJANGO_SETTINGS_MODULE": "tests.faults.careless_settings" if careless else "homeroom.config.settings",
            "DATABASE_URL": self.cluster.url("postgres") if self.cluster else "",
        }
        Path(self.environment["HOMEROOM_DATA"]).mkdir(parents=True, exist_ok=True)
        self._server: subprocess.Popen[bytes] | None = None
        self.log = self.folder / "log"

    def make_pupils(self, count: int) -> list[dict[str, Any]]:
        """Pupils with sessions; before the server starts."""
        return self._people("make", str(count))

    def what_is_kept(self) -> list[dict[str, Any]]:
        """Everything that people.show prints."""
        return self._people("list")

    def _people(self, *words: str) -> list[dict[str, Any]]:
        done = subprocess.run(
            [sys.executable, "-m", "tests.faults.people", *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    def start(self) -> float:
        """Starts the server and waits for /healthz; answers the seconds it took."""
        began = time.monotonic()
        with self.log.open("ab") as log:
            self._server = subprocess.Popen(
                [sys.executable, "-m", "homeroom", "serve", "--port", str(self.port)],
                cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        while time.monotonic() - began < PATIENCE:
            if self._server.poll() is not None:
                break
            if self._answers():
                return time.monotonic() - began
            time.sleep(0.03)
        raise AssertionError(f"the school did not open:\n{self.log.read_text(errors='replace')[-3000:]}")

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == http.HTTPStatus.OK
        except OSError:
            return False
        finally:
            connection.close()

    @property
    def pid(self) -> int:
        """The first process of the server."""
        assert self._server is not None
        return self._server.pid

    def kill(self, *, database_too: bool = True) -> None:
        """SIGKILL for every process of the server, and for the database, as when the plug is pulled on a running machine."""
        assert self._server is not None
        os.killpg(self._server.pid, signal.SIGKILL)
        self._server.wait()
        if self.cluster is not None and database_too:
            self.cluster.kill()
            self.cluster.start()

    def close(self) -> None:
        """Ends everything and removes what it left."""
        if self._server is not None and self._server.poll() is None:
            os.killpg(self._server.pid, signal.SIGKILL)
            self._server.wait()
        if self.cluster is not None:
            self.cluster.remove()
        shutil.rmtree(self.folder, ignore_errors=True)


class Saving:
    """Pupils who save without pause, one thread each; what was not acknowledged is sent again, as the browser does."""

    def __init__(self, school: School, pupils: list[dict[str, Any]]) -> None:
        self.school = school
        #: id of an attempt -> (person, program): only what the server has acknowledged.
        self.acknowledged: dict[str, tuple[str, str]] = {}
        self.sent_again = 0
        self.statuses: dict[int, int] = {}
        self._ending = threading.Event()
        self._lock = threading.Lock()
        self._threads = [threading.Thread(target=self._save, args=(pupil, seed), daemon=True) for seed, pupil in enumerate(pupils)]
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        """Stops; what is under way is finished or given up."""
        self._ending.set()
        for thread in self._threads:
            thread.join(timeout=20)

    def _save(self, pupil: dict[str, Any], seed: int) -> None:
        chance = random.Random(seed)
        waiting: list[dict[str, Any]] = []
        connection: http.client.HTTPConnection | None = None
        while not self._ending.is_set():
            if not waiting:
                waiting = [self.attempt_of(pupil, chance) for _ in range(chance.choice((1, 1, 1, 3, 10)))]
            try:
                connection = connection or http.client.HTTPConnection("127.0.0.1", self.school.port, timeout=20)
                status, answer = self._post(connection, pupil, waiting)
            except (OSError, http.client.HTTPException, json.JSONDecodeError):
                if connection is not None:
                    connection.close()
                connection = None
                self.sent_again += 1
                time.sleep(0.05)
                continue
            with self._lock:
                self.statuses[status] = self.statuses.get(status, 0) + 1
            if status != http.HTTPStatus.OK:
                time.sleep(0.05)
                continue
            kept = set(answer["kept"])
            with self._lock:
                self.acknowledged |= {one["id"]: (pupil["person"], one["program"]) for one in waiting if one["id"] in kept}
            waiting = waiting[:1] if chance.random() < 0.1 else []  # a browser that did not hear the answer sends again
            time.sleep(0.02)
        if connection is not None:
            connection.close()

    def _post(self, connection: http.client.HTTPConnection, pupil: dict[str, Any], attempts: list[dict[str, Any]]) -> tuple[int, Any]:
        body = json.dumps({"person": pupil["person"], "attempts": attempts})
        headers = {
            "Content-Type": "application/json",
            "X-CSRFToken": pupil["csrf"],
            "Cookie": f"here=1; homeroom={pupil['token']}",
            "Sec-Fetch-Site": "same-origin",
        }
        connection.request("POST", "/attempts", body, headers)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())

    def attempt_of(self, pupil: dict[str, Any], chance: random.Random) -> dict[str, Any]:
        """A run of this pupil on some level."""
        blocks = [{"type": "maze_move", "id": f"b{chance.getrandbits(40):x}"} for _ in range(chance.randint(1, 12))]
        program = json.dumps({"blocks": {"languageVersion": 0, "blocks": [{"type": "start", "id": "start"}, *blocks]}})
        return {
            "id": str(uuid7()), "lesson": pupil["lesson"], "level": chance.choice(pupil["levels"]), "program": program,
            "outcome": chance.choice(("tried", "tried", "passed", "perfect")), "mistake": None,
            "said": {"key": "maze.short", "values": {"steps": 2}}, "blocks": len(blocks), "hints": 0,
            "seconds": chance.randint(1, 60), "madeAt": int(time.time() * 1000), "fromBrowser": False,
        }  # fmt: skip


def storm(school: School, kills: int) -> tuple[Saving, list[dict[str, object]]]:
    """Kills server and database `kills` times while eight pupils save, at least fifty acknowledged runs between two kills; answers what
    was acknowledged, and what is kept afterwards."""
    pupils = school.make_pupils(8)
    school.start()
    saving = Saving(school, pupils)
    chance = random.Random(7)
    for _ in range(kills):
        before = len(saving.acknowledged)
        until = time.monotonic() + 30
        while len(saving.acknowledged) < before + 50 and time.monotonic() < until:
            time.sleep(0.02)
        time.sleep(chance.uniform(0.0, 0.3))
        school.kill()
        school.start()
    saving.end()
    school.kill()
    return saving, school.what_is_kept()
