"""What level pages and this room say to each other (labs/parts/host/PROTOCOL.md)."""

from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from msgspec import Meta, Raw

from homeroom.kit.http.json import Done, Nothing, Wire, WireOut

MOST_ATTEMPTS, MOST_DRAFTS = 50, 20
#: Bytes of UTF-8.
LARGEST_PROGRAM = 131_072
LARGEST_ATTEMPTS, LARGEST_DEPOSIT = 512 * 1024, 700 * 1024

Short = Annotated[str, Meta(max_length=100)]
OutcomeName = Literal["tried", "passed", "perfect", "done"]


class SaidIn(Wire):
    """A sentence before it is put into words."""

    key: Short
    values: Annotated[dict[Short, int | float | Annotated[str, Meta(max_length=200)]], Meta(max_length=10)] = {}


class AttemptIn(Wire):
    """One press of Run. `mistake` names what was recognised; `seconds` and `hints` count since the run before; `made_at` is server time."""

    id: UUID
    lesson: UUID
    level: UUID
    program: str
    outcome: OutcomeName
    mistake: Annotated[str, Meta(pattern="^[a-z0-9_-]{1,100}$")] | None
    said: SaidIn
    blocks: Annotated[int, Meta(ge=0, le=10_000)]
    hints: Annotated[int, Meta(ge=0, le=1_000)]
    seconds: Annotated[int, Meta(ge=0, le=86_400)]
    made_at: Annotated[int, Meta(ge=0)]
    from_browser: bool


class DraftIn(Wire):
    """Work that was not run."""

    lesson: UUID
    level: UUID
    program: str
    made_at: Annotated[int, Meta(ge=0)]
    from_browser: bool


class AttemptsIn(Wire):
    """Runs in the order of making, each decoded by itself so that a broken one hurts no other."""

    person: str
    attempts: Annotated[list[Raw], Meta(min_length=1, max_length=MOST_ATTEMPTS, extra={"items": AttemptIn})]


class DraftsIn(Wire):
    """At most one draft a level, each decoded by itself."""

    person: str
    drafts: Annotated[list[Raw], Meta(min_length=1, max_length=MOST_DRAFTS, extra={"items": DraftIn})]


class RefusedItem(WireOut):
    """An item that is not kept and need not be sent again; `reason`: unknown-level, malformed, too-large."""

    id: str
    reason: str
    sentence: str


class AttemptsKept(WireOut):
    """Every id that was sent stands in `kept` or in `refused`."""

    kept: list[str]
    refused: list[RefusedItem]
    states: dict[str, int]
    now: int


class DraftsKept(WireOut):
    """By level."""

    kept: list[str]
    refused: list[RefusedItem]
    now: int


class PeriodNow(WireOut):
    """The class period a pupil is in. `lesson` is the word in its address; `closes_at` says when the sign-in ends after End class."""

    lesson: str
    covered: bool
    ended: bool
    closes_at: int | None
    hand_raised: bool
    message: str | None


class WorkKept(WireOut):
    """The newest program of a level."""

    program: str
    made_at: int


class WorkFound(WireOut):
    """The newest program of a level, or none."""

    program: str | None
    made_at: int | None
    now: int


class BeatIn(Wire):
    """`active`: seconds with running or editing since the beat before; `working`: something was run or edited in the last minute."""

    person: str
    level: UUID
    active: Annotated[int, Meta(ge=0, le=60)]
    working: bool
    uncover: bool


class BeatOut(WireOut):
    """`period` null: it is over, no more beats."""

    period: PeriodNow | None
    now: int


class HandIn(Wire):
    """Raises or lowers the hand."""

    person: str
    up: bool


class HandOut(WireOut):
    """Whether the hand is up now."""

    hand_raised: bool
    now: int


class DepositIn(Wire):
    """A parcel sealed in the browser; `key` names what it was sealed to."""

    key: Annotated[str, Meta(max_length=20)]
    sealed: str


class Parcel(Wire):
    """What lies in a deposit."""

    ticket: Annotated[str, Meta(max_length=600)]
    person: str
    attempts: Annotated[list[Raw], Meta(max_length=MOST_ATTEMPTS, extra={"items": AttemptIn})]
    drafts: Annotated[list[Raw], Meta(max_length=MOST_DRAFTS, extra={"items": DraftIn})]


ENDPOINTS: dict[str, tuple[type[msgspec.Struct], type[msgspec.Struct]]] = {
    "POST /attempts": (AttemptsIn, AttemptsKept),
    "POST /drafts": (DraftsIn, DraftsKept),
    "GET /work/{level}": (Nothing, WorkFound),
    "POST /beat": (BeatIn, BeatOut),
    "POST /hand": (HandIn, HandOut),
    "POST /deposit": (DepositIn, Done),
}


class _Named(msgspec.Struct):
    """What is asked of an item that cannot be read otherwise."""

    id: Annotated[str, Meta(max_length=100)] = ""
    level: Annotated[str, Meta(max_length=100)] = ""


attempt_of = msgspec.json.Decoder(AttemptIn).decode
draft_of = msgspec.json.Decoder(DraftIn).decode
_named_of = msgspec.json.Decoder(_Named).decode
_any_of = msgspec.json.Decoder(dict[str, Any]).decode


def name_of(raw: Raw, key: Literal["id", "level"]) -> str:
    """The id of an item that is malformed otherwise; "" when even that cannot be read."""
    try:
        return str(getattr(_named_of(raw), key))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""


def is_program(text: str) -> bool:
    """Whether this is a program as the labs save it: with the block that every program begins with, and no deeper than can be read."""
    try:
        workspace = _any_of(text).get("blocks")
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return False
    stacks = workspace.get("blocks") if isinstance(workspace, dict) else None
    return isinstance(stacks, list) and stacks != [] and all(isinstance(top, dict) and isinstance(top.get("type"), str) for top in stacks)
