"""The folder of instance keys: one small JSON file, readable by its owner only."""

import base64
import datetime
import json
import os
import secrets
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

FILE = "keys.json"
_writing = threading.Lock()


def _draw() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def _raw(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


class KeysUnreadable(RuntimeError):
    """The keys are there but cannot be read: the server must not start with new ones, or everything sealed would be lost."""


@dataclass(frozen=True)
class KeyFolder:
    """All keys of this instance. `current` names the key that seals; older ones only open."""

    current: str
    sealing: dict[str, AESGCM]
    index: bytes
    pepper: bytes
    ticket: bytes
    secret: str
    parcel_current: str
    parcels: dict[str, X25519PrivateKey] = field(repr=False)

    def __repr__(self) -> str:
        return f"<KeyFolder {self.current}>"


def read_or_make(folder: Path) -> KeyFolder:
    """Reads the keys of `folder`; draws them when there are none. Raises `KeysUnreadable` when a file is there but broken."""
    path = folder / FILE
    with _writing:
        if not path.exists():
            _write(folder, _fresh())
        try:
            return _parse(json.loads(path.read_text("utf-8")))
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise KeysUnreadable(f"{path} cannot be read as keys. Put the saved keys back; do not delete the file.") from problem


def _fresh() -> dict[str, Any]:
    return {
        "version": 1,
        "current": "k1",
        "sealing": {"k1": _draw()},
        "drawn": {"k1": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")},
        "index": _draw(),
        "pepper": _draw(),
        "ticket": _draw(),
        "secret": _draw(),
        "parcel_current": "p1",
        "parcels": {"p1": _draw()},
    }


def _write(folder: Path, content: dict[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    draft = folder / f".{FILE}.{secrets.token_hex(4)}"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(content, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, folder / FILE)  # another process that was faster keeps its keys
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _parse(content: dict[str, Any]) -> KeyFolder:
    return KeyFolder(
        current=content["current"],
        sealing={name: AESGCM(_raw(key)) for name, key in content["sealing"].items()},
        index=_raw(content["index"]),
        pepper=_raw(content["pepper"]),
        ticket=_raw(content["ticket"]),
        secret=content["secret"],
        parcel_current=content["parcel_current"],
        parcels={name: X25519PrivateKey.from_private_bytes(_raw(key)) for name, key in content["parcels"].items()},
    )


class _Known(NamedTuple):
    """A folder's keys, the state of its file then, and when that was looked at (seconds of the monotonic clock)."""

    ring: KeyFolder
    file: tuple[int, int]
    at: float


#: Seconds after which every process of a service has noticed that a key was added.
LOOK = 2.0
_known: dict[str, _Known] = {}


def forget_keys() -> None:
    """Reads the folder again at the next question: called by whoever has changed it."""
    _known.clear()


def keys() -> KeyFolder:
    """The keys of this instance (settings.HOMEROOM_KEYS). A key that another process adds is known within `LOOK`."""
    folder = str(settings.HOMEROOM_KEYS)
    known = _known.get(folder)
    if known is not None and time.monotonic() - known.at < LOOK:
        return known.ring
    return _look(folder, known)


def _look(folder: str, known: _Known | None) -> KeyFolder:
    try:
        state = os.stat(Path(folder) / FILE)
        file = (state.st_mtime_ns, state.st_ino)
    except OSError:
        file = (0, 0)
    if known is None:
        ring = read_or_make(Path(folder))
    elif file in ((0, 0), known.file):
        ring = known.ring  # a folder that cannot be read for a moment stops nobody's work
    else:
        ring = read_or_make(Path(folder))
    _known[folder] = _Known(ring, file, time.monotonic())
    return ring
