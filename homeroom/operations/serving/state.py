"""What a running service tells the commands beside it: a small file in the data folder, gone when the service ends.

Whether it still runs is told by the lock on the file, which the system takes away with the processes that hold it: a file without a lock
is left over from a service that was killed, whatever its process number means by now.
"""

import datetime
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

import msgspec
from django.conf import settings

from homeroom.kit.hosts import is_this_machine

Scope = Literal["machine", "building", "https"]
#: Seconds to wait for a command that looks at the file at this very moment.
PATIENCE = 1.0


class Service(msgspec.Struct, frozen=True):
    """One running service: who it reaches, and where people find it."""

    pid: int
    address: str
    scope: Scope
    started_at: datetime.datetime
    #: False when it was killed and only its file is left. Not written.
    runs: bool = False


def _file() -> Path:
    return Path(settings.HOMEROOM_DATA) / "serving.json"


def scope_now(*, lan: bool = False) -> Scope:
    """Whom this process's settings let in."""
    if settings.HOMEROOM_HTTPS:
        return "https"
    own = all(is_this_machine(host.strip(".[]")) for host in settings.ALLOWED_HOSTS)
    return "machine" if own and not lan else "building"


@contextmanager
def told(address: str, *, lan: bool, now: datetime.datetime) -> Iterator[None]:
    """Leaves the file while the block runs. Where two services share one data folder (PostgreSQL), the first has it."""
    handle = os.open(_file(), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        mine = _locked(handle)
        if mine:
            os.ftruncate(handle, 0)
            os.write(handle, msgspec.json.encode(Service(os.getpid(), address, scope_now(lan=lan), now)))
        owner = os.getpid()
        try:
            yield
        finally:
            # A process of the server that leaves by this way too is not the owner.
            if mine and os.getpid() == owner:
                _file().unlink(missing_ok=True)
    finally:
        os.close(handle)


def _locked(handle: int) -> bool:
    until = time.monotonic() + PATIENCE
    while True:
        with suppress(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        if time.monotonic() > until:
            return False
        time.sleep(0.02)


def last_service() -> Service | None:
    """The service on this data folder; with `runs` false one that was killed; None when none runs or the last ended well."""
    try:
        handle = os.open(_file(), os.O_RDONLY)
    except OSError:
        return None
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
            runs = False
        except BlockingIOError:
            runs = True
        return msgspec.structs.replace(msgspec.json.decode(os.read(handle, 4096), type=Service), runs=runs)
    except msgspec.MsgspecError:
        return None  # killed before it had written all of it
    finally:
        os.close(handle)
