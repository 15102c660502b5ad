"""A PostgreSQL of one's own for tests and benchmarks: a cluster in a temporary folder that ends with the program that started it.

    python -m homeroom.testing.postgres pytest -m postgres     runs a command with DATABASE_URL set to a fresh database

Everything that makes commits durable is on, as in a school; only the listening is narrowed, to 127.0.0.1 and a free port.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

import psycopg
from psycopg import sql

if TYPE_CHECKING:
    from collections.abc import Iterator

USER = "homeroom"
START_SECONDS = 60
STOP_SECONDS = 20


class NoPostgres(RuntimeError):
    """The machine has no PostgreSQL server, or it would not start; says what to do."""


def binaries() -> Path:
    """The folder that holds `initdb` and `postgres`, the newest version first."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda place: int(place.parent.name), reverse=True)
    if found := shutil.which("initdb"):
        places.append(Path(found).resolve().parent)
    for place in places:
        if (place / "initdb").exists() and (place / "postgres").exists():
            return place
    raise NoPostgres("PostgreSQL's server is missing: install the package postgresql (Debian, Ubuntu: apt install postgresql).")


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Cluster:
    """One server with its folder. `start`, `stop` and `kill` may alternate; `remove` ends it for good."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="homeroom-postgres-"))
        self.password = secrets.token_urlsafe(24)
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        # PostgreSQL refuses to run as root: then it runs as the user that Debian's package made for it.
        self._as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] if os.geteuid() == 0 else []
        self._make()

    def _make(self) -> None:
        program, secret = binaries(), self.folder / "password"
        secret.write_text(self.password)
        if self._as_user:
            owner = pwd.getpwnam("postgres")
            for path in (self.folder, secret):
                os.chown(path, owner.pw_uid, owner.pw_gid)
        command: list[str | Path] = [*self._as_user, program / "initdb", "--pgdata", self.folder / "data", "--no-sync"]
        command += ["--username", USER, "--pwfile", secret, "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C"]
        done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
        secret.unlink()
        if done.returncode:
            raise NoPostgres(f"initdb: {done.stderr.strip() or done.stdout.strip()}")

    def start(self) -> Self:
        """Start, and wait until it answers. It is killed when this process ends, however that comes."""
        ends_with_us = ["setpriv", "--pdeathsig", "KILL"] if sys.platform == "linux" else []
        if self._as_user:
            ends_with_us = [*self._as_user, "--pdeathsig", "KILL"]
        options = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": self.folder,
            "max_connections": 100,
            "log_min_messages": "warning",
            "jit": "off",
        }
        named = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [*ends_with_us, binaries() / "postgres", "-D", self.folder / "data", *named],
                cwd="/", stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        until = time.monotonic() + START_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > until:
                raise NoPostgres(f"PostgreSQL did not start:\n{(self.folder / 'log').read_text(errors='replace')[-2000:]}")
            time.sleep(0.05)
        return self

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def url(self, database: str) -> str:
        """What DATABASE_URL says for one of this cluster's databases."""
        return f"postgresql://{USER}:{self.password}@127.0.0.1:{self.port}/{database}"

    def fresh(self, database: str = "homeroom") -> str:
        """Drop and make a database; its address."""
        name = sql.Identifier(database)
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
            connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
        return self.url(database)

    def stop(self) -> None:
        """Shut down in order: open transactions are rolled back."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """Crash the server, as when the machine's memory runs out; `start` recovers from the log of what was committed."""
        self._end(signal.SIGQUIT)

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        self._process.send_signal(how)
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def remove(self) -> None:
        """Stop, and leave nothing behind."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def running() -> Iterator[Cluster]:
    """A started cluster for the length of a block."""
    cluster = Cluster()
    try:
        yield cluster.start()
    finally:
        cluster.remove()


def main(command: list[str]) -> int:
    """Run a command with DATABASE_URL; its exit code."""
    with running() as cluster:
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": cluster.fresh()}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
