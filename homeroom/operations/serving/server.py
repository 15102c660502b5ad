"""Granian round our application: one process on SQLite, several on PostgreSQL if wanted, 32 threads each."""

import gc
import http.client
import os
import socket
import threading
import time
from collections.abc import Callable

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from homeroom.operations.serving.prepare import CannotServe

TARGET = "homeroom.operations.serving.worker:application"
THREADS = 32
#: Seconds for requests under way to end when the server is told to stop.
LAST_ANSWERS = 10


def must_be_free(address: str, port: int) -> None:
    """Raises `CannotServe` when somebody listens there. Granian shares a port with whoever is there already, and says nothing."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except PermissionError as problem:
            raise CannotServe(f"This machine does not let us use port {port}. Choose one above 1023, for example PORT=8000.") from problem
        except OSError as problem:
            raise CannotServe(f"Port {port} is taken by another program. Choose another one, for example PORT={port + 1}.") from problem


def free_port(address: str) -> int:
    """A port nobody uses, for PORT=0."""
    with socket.socket() as probe:
        probe.bind((address, 0))
        port: int = probe.getsockname()[1]
        return port


def serve(address: str, port: int, *, processes: int, ready: Callable[[], None]) -> None:
    """Serves until SIGTERM or SIGINT; calls `ready` once the first answer has come."""
    server = Granian(
        TARGET,
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=THREADS,
        http=HTTPModes.http1,
        websockets=False,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=LAST_ANSWERS,
    )
    # What is in memory now stays as it is: the process made next shares it instead of copying it.
    gc.collect()
    gc.freeze()
    owner = os.getpid()
    server.on_startup(lambda: threading.Thread(target=_tell, args=(port, ready, owner), name="tell", daemon=True).start())
    server.serve()


def _tell(port: int, ready: Callable[[], None], owner: int) -> None:
    while os.getpid() == owner:
        time.sleep(0.05)
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz", headers={"Host": "localhost"})
            answered = connection.getresponse().status
            connection.close()
        except OSError:
            continue
        if answered == http.HTTPStatus.OK:
            ready()
            return
