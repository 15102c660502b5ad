"""The folder of keys from outside: its state, its backup, a new sealing key (SEC-03)."""

import base64
import datetime
import hashlib
import json
import os
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from homeroom.kit.crypto.keys import FILE, forget_keys, read_or_make

#: Notes beside the keys which keys file was backed up, and when.
NOTE = "backed-up.json"


class KeysTrouble(RuntimeError):
    """Something about the keys does not go; the sentence says what to do."""


@dataclass(frozen=True)
class State:
    """What can be told about the keys without telling them."""

    folder: Path
    #: Names of the keys that open what is sealed, and the one that seals.
    sealing: tuple[str, ...]
    current: str
    made_at: datetime.datetime
    backed_up_at: datetime.datetime | None
    #: The backup was made of an older set.
    backup_is_old: bool
    #: Others than the owner may read folder or file.
    open_to_others: bool


def folder() -> Path:
    """Where the keys of this instance are."""
    return Path(settings.HOMEROOM_KEYS)


def state() -> State:
    """The state of the keys now; draws them when there are none."""
    place = folder()
    ring = read_or_make(place)
    file = place / FILE
    note = _note(place)
    return State(
        folder=place,
        sealing=tuple(ring.sealing),
        current=ring.current,
        made_at=_drawn(ring.current, file),
        backed_up_at=datetime.datetime.fromisoformat(note["at"]) if note else None,
        backup_is_old=note is not None and note["digest"] != _digest(file),
        open_to_others=any(stat.S_IMODE(path.stat().st_mode) & 0o077 for path in (place, file)),
    )


#: Keys that find rows and check passwords: without them nobody signs in, and nothing that is sealed needs them.
OTHERS = ("index", "pepper")


def fingerprints() -> dict[str, str]:
    """Keys by name, told apart by 16 digits that do not give them away: a backup says which keys belong to it."""
    content = _content()
    named = content["sealing"] | {name: content[name] for name in OTHERS}
    return {name: hashlib.sha256(b"homeroom sealing key\0" + key.encode()).hexdigest()[:16] for name, key in named.items()}


def sealing_now() -> tuple[str, bytes]:
    """Name and bytes of the key that seals now, to draw other keys from it."""
    content = _content()
    return content["current"], base64.b64decode(content["sealing"][content["current"]])


def sealing_named(name: str) -> bytes:
    """Bytes of a key that sealed once; raises KeyError."""
    return base64.b64decode(_content()["sealing"][name])


def _content() -> dict[str, Any]:
    read_or_make(folder())
    content: dict[str, Any] = json.loads((folder() / FILE).read_text("utf-8"))
    return content


def back_up(to: Path, *, now: datetime.datetime) -> None:
    """Copies the keys into a new file that its owner alone can read, and notes that this set is backed up."""
    place = folder()
    read_or_make(place)
    if not to.parent.is_dir():
        raise KeysTrouble(f"The folder {to.parent} does not exist. Make it, or name a file elsewhere, best on a stick that you lock away.")
    if _inside(to, Path(settings.HOMEROOM_DATA)):
        raise KeysTrouble("That file would lie in the data folder. Whoever gets the data must not get the keys: keep them apart.")
    content = (place / FILE).read_bytes()
    try:
        handle = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as problem:
        raise KeysTrouble(f"{to} is there already. Name a new file: an older backup of keys is never overwritten.") from problem
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    _write(place / NOTE, {"at": now.isoformat(), "digest": hashlib.sha256(content).hexdigest()})


def rotate(*, now: datetime.datetime) -> str:
    """Adds a fresh sealing key and makes it the one that seals; older ones go on opening. Answers its name.

    A service that runs seals with it within `homeroom.kit.crypto.keys.LOOK` seconds.
    """
    content = _content()
    name = f"k{max(int(known[1:]) for known in content['sealing']) + 1}"
    content["sealing"][name] = base64.b64encode(secrets.token_bytes(32)).decode()
    content["current"] = name
    content.setdefault("drawn", {})[name] = now.isoformat(timespec="seconds")
    _write(folder() / FILE, content)
    forget_keys()
    return name


def _drawn(name: str, file: Path) -> datetime.datetime:
    """When a key was drawn; of those from before that was noted, when the file was written."""
    noted = _content().get("drawn", {}).get(name)
    return datetime.datetime.fromisoformat(noted) if noted else datetime.datetime.fromtimestamp(file.stat().st_mtime, datetime.UTC)


def _write(path: Path, content: dict[str, Any]) -> None:
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(content, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _note(place: Path) -> dict[str, str] | None:
    try:
        found: dict[str, str] = json.loads((place / NOTE).read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return found


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _inside(path: Path, place: Path) -> bool:
    return path.resolve().is_relative_to(place.resolve())


def apart_from_data() -> bool:
    """Whether neither of the two folders lies in the other."""
    data = Path(settings.HOMEROOM_DATA)
    return not _inside(folder(), data) and not _inside(data, folder())
