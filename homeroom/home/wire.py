"""Who is here, and what the level page needs of them (labs/parts/host/PROTOCOL.md)."""

from typing import Literal

import msgspec

from homeroom.kit.http.json import Wire, WireOut
from homeroom.progress.queries import PeriodNow, WorkKept


class SectionHere(WireOut):
    """The class of this sign-in."""

    code: str
    name: str


class PersonHere(WireOut):
    """`tile`: animal and number of its colour ("owl-3"). `weak`: signed in by pictures or words."""

    code: str
    name: str
    tile: str | None
    role: Literal["pupil", "teacher", "administrator", "staff"]
    weak: bool
    age_known: bool
    section: SectionHere | None


class SealingKey(WireOut):
    """What a browser seals parcels to: 32 bytes of X25519, base64url without padding."""

    id: str
    key: str


class MeIn(Wire):
    """What the page shows; unknown ones give no states and no work."""

    lesson: str = ""
    level: str = ""


class Me(WireOut):
    """`person` null: nobody is signed in. `states`: 1 tried, 2 passed, 3 perfect, 4 done, by level; best ever."""

    person: PersonHere | None
    period: PeriodNow | None
    csrf: str
    now: int
    states: dict[str, int]
    work: WorkKept | None
    sealing: SealingKey | None
    ticket: str | None


ENDPOINTS: dict[str, tuple[type[msgspec.Struct], type[msgspec.Struct]]] = {"GET /me": (MeIn, Me)}
