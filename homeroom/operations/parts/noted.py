"""What the last look at advisories found, kept beside the data so that administrators are told while it holds (SEC-06)."""

import contextlib
import datetime
from functools import cache
from pathlib import Path

import msgspec
from django.conf import settings

from homeroom.operations.parts.advisories import Looked
from homeroom.operations.parts.locks import NoLocks, libraries

FILE = "advisories.json"


class Hole(msgspec.Struct, frozen=True):
    """Something that is known against a library that runs here."""

    ecosystem: str
    library: str
    version: str
    id: str


class Note(msgspec.Struct, frozen=True):
    """One look: how new the advisories were that somebody brought, and what of ours they met."""

    of: datetime.date
    holes: tuple[Hole, ...]


def note(looked: Looked, *, of: datetime.date) -> None:
    """Replaces what was found before. Of libraries that only build or test nothing is noted: they do not run."""
    holes = (Hole(one.library.ecosystem, one.library.name, one.library.version, one.id) for one in looked.known if one.library.ships)
    place = Path(settings.HOMEROOM_DATA)
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = place / f".{FILE}"
    draft.write_bytes(msgspec.json.encode(Note(of, tuple(holes))))
    draft.replace(place / FILE)


def still_open() -> Note | None:
    """What is known against the version that runs now; None when nothing is, or nobody has looked. An upgrade ends what it mends."""
    with contextlib.suppress(OSError, msgspec.MsgspecError):
        last = msgspec.json.decode((Path(settings.HOMEROOM_DATA) / FILE).read_bytes(), type=Note)
        holes = tuple(one for one in last.holes if (one.ecosystem, one.library, one.version) in _running())
        return Note(last.of, holes) if holes else None
    return None


@cache
def _running() -> frozenset[tuple[str, str, str]]:
    try:
        return frozenset((one.ecosystem, one.name, one.version) for one in libraries())
    except NoLocks:
        return frozenset()
