"""A real `homeroom serve` for a test: its own process, folders and port, on this machine only."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Self

from homeroom.testing.postgres import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
#: Seconds until the first answer; a first start on a busy machine makes every table.
PATIENCE = 90


@dataclass
class Answer:
    """What came back; header names in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Served:
    """One server. `start` may follow `stop` or `kill`: same data, same port."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    said: list[str] = field(default_factory=list)
    #: Whose Python, and from where: another one's for a service that was installed.
    python: str = sys.executable
    place: Path = ROOT
    process: subprocess.Popen[str] | None = None

    def environment(self) -> dict[str, str]:
        """What its commands see."""
        own = {name: value for name, value in os.environ.items() if not name.startswith(("HOMEROOM_", "DATABASE_URL", "PORT", "DJANGO_"))}
        path = f"{Path(sys.executable).parent}{os.pathsep}{own.get('PATH', os.defpath)}"
        folders = {"HOMEROOM_DATA": str(self.folder / "data"), "HOMEROOM_KEYS": str(self.folder / "keys")}
        return own | folders | {"PRIVACY_CONTACT": "privacy@school.example", "PATH": path} | self.settings

    def start(self, *options: str) -> Self:
        """Starts, waits for the first `ok` of /healthz. `took` is the seconds from the command to it."""
        begun = time.monotonic()
        self.process = subprocess.Popen(
            [self.python, "-m", "homeroom", "serve", "--port", str(self.port), *options],
            cwd=self.place, env=self.environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, start_new_session=True,
        )  # fmt: skip
        self._listener = threading.Thread(target=self._listen, args=(self.process,), daemon=True)
        self._listener.start()
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() - begun > PATIENCE:
                raise AssertionError(f"the server did not start:\n{''.join(self.said)}")
            time.sleep(0.02)
        self.took = time.monotonic() - begun
        return self

    def _listen(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        with process.stdout:
            for line in process.stdout:
                self.said.append(line)

    def answers(self) -> bool:
        """Whether /healthz says ok."""
        try:
            return self.get("/healthz").status == 200
        except OSError:
            return False

    def get(self, path: str, **headers: str) -> Answer:
        """One request; header names with _ for -."""
        return self.ask("GET", path, headers=headers)

    def ask(self, method: str, path: str, *, body: bytes | None = None, headers: dict[str, str] | None = None) -> Answer:
        """One request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            sent = {"Host": f"localhost:{self.port}"} | {name.replace("_", "-"): value for name, value in (headers or {}).items()}
            connection.request(method, path, body=body, headers=sent)
            answer = connection.getresponse()
            return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """A command of `homeroom` on this server's folders."""
        return self.module("homeroom", *words)

    def module(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Any module of ours, in this server's settings."""
        return subprocess.run(
            [self.python, "-m", *words], cwd=self.place, env=self.environment(), capture_output=True, text=True, check=False
        )

    def workers(self) -> list[int]:
        """Processes that answer (Linux)."""
        assert self.process is not None
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(one) for one in children.split()]

    def processor_seconds(self) -> float:
        """What all its processes have used of the processor since they began (Linux)."""
        assert self.process is not None
        ticks = 0
        for one in (self.process.pid, *self.workers()):
            ticks += sum(map(int, Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()[11:15]))
        return ticks / os.sysconf("SC_CLK_TCK")

    def hears(self, words: str, seconds: float = 10) -> str:
        """Waits for a line that holds these words; the line."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for line in self.said:
                if words in line:
                    return line
            time.sleep(0.02)
        raise AssertionError(f"{words!r} was not said:\n{''.join(self.said)}")

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Tells it to end; the exit code."""
        assert self.process is not None
        self.process.send_signal(how)
        code = self.process.wait(30)
        self._listener.join(10)
        return code

    def kill(self) -> None:
        """Ends everything of it at once, as when the plug is pulled."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self._listener.join(10)


@contextmanager
def a_server(**settings: str) -> Iterator[Served]:
    """A server that is not started yet, in a temporary folder; nothing of it is left behind."""
    with tempfile.TemporaryDirectory(prefix="homeroom-served-") as folder:
        served = Served(Path(folder), settings)
        try:
            yield served
        finally:
            served.kill()
