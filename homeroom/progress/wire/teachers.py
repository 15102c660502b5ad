"""What teachers' pages and this room say to each other. One character a level keeps the states of 600 pupils under 100 kB."""

from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from msgspec import Meta, Raw

from homeroom.kit.http.json import Done, Nothing, Wire, WireOut
from homeroom.progress.wire.pupils import MOST_ATTEMPTS, AttemptIn, AttemptsKept

Presence = Literal["working", "idle", "offline"]


class PupilHere(WireOut):
    """A pupil as the class shows them. `tile`: animal and number of its colour ("owl-3"), where a name alone could be two children."""

    code: str
    name: str
    tile: str | None


class ClassRoster(WireOut):
    """Everybody, in the order of names."""

    pupils: list[PupilHere]


class OfLesson(Wire):
    """The word of the lesson in addresses."""

    lesson: str


class SaidThen(WireOut):
    """A sentence as it was said then, before it is put into words."""

    key: str
    values: dict[str, int | float | str] = {}


class StuckPupil(WireOut):
    """Somebody who needs help. Past the sixth only who, where and how long."""

    person: str
    level: str
    minutes: int
    since: int
    mistake: str | None
    said: SaidThen | None
    question: str


class TopicCount(WireOut):
    """How many can use a concept."""

    concept: str
    n: int


class PeriodOpen(WireOut):
    """The period that is open, and the word of its lesson."""

    lesson: str
    opened_at: int


class ClassStates(WireOut):
    """`states`: a digit for each level of the lesson in its order, by pupil; "" when nothing was tried. `presence`: who has come to the
    open period. `hands`: the first to ask first. `topics`: how many can use a concept, in the order of teaching."""

    states: dict[str, str]
    presence: dict[str, Presence]
    hands: list[str]
    topics: list[TopicCount]
    period: PeriodOpen | None


class ClassStuck(WireOut):
    """Who needs help, longest first."""

    stuck: list[StuckPupil]


class AttemptSeen(WireOut):
    """One press of Run as a teacher sees it; `program` names one of the programs beside it."""

    made_at: int
    outcome: Literal["tried", "passed", "perfect", "done"]
    mistake: str | None
    said: SaidThen | None
    blocks: int
    hints: int
    seconds: int
    program: str


class CellFound(WireOut):
    """One pupil on one level. `attempts`: newest first. `program`: the newest, run or not; null when there is none."""

    state: int
    tries: int
    failed: int
    seconds: int
    hints: int
    #: Fewest blocks of the runs that reached the state, and how many would be enough.
    blocks: int | None
    enough: int | None
    program: str | None
    draft: bool
    attempts: list[AttemptSeen]
    programs: dict[str, str]


class ClassPageFound(WireOut):
    """What the script of "class now" begins with (homeroom/progress/islands/class/page.ts says its shape)."""

    page: dict[str, Any]


class HandsDownIn(Wire):
    """Whose hand goes down; nobody named: all of them."""

    person: str | None


class HandsDownOut(WireOut):
    """Who still waits, the first first."""

    hands: list[str]


class PretendAttemptsIn(Wire):
    """Runs of an invented pupil, made in the teacher's browser."""

    person: str
    attempts: Annotated[list[Raw], Meta(min_length=1, max_length=MOST_ATTEMPTS, extra={"items": AttemptIn})]


class PretendBeat(Wire):
    """What the page of an invented pupil would say of itself. `hand_up` null: the hand stays as it is."""

    person: str
    level: UUID
    active: Annotated[int, Meta(ge=0, le=60)]
    working: bool
    hand_up: bool | None


class PretendBeatsIn(Wire):
    """Beats of invented pupils who are at their pages."""

    beats: Annotated[list[PretendBeat], Meta(min_length=1, max_length=40)]


class PretendProgram(WireOut):
    """A program to run. `mistake` null: it solves the level."""

    mistake: str | None
    program: str


class PretendPlay(WireOut):
    """Who is invented, and what they may run: programs by level."""

    pupils: list[str]
    levels: dict[str, list[PretendProgram]]


ENDPOINTS: dict[str, tuple[type[msgspec.Struct], type[msgspec.Struct]]] = {
    "GET /classes/{code}/page": (Nothing, ClassPageFound),
    "GET /classes/{code}/roster": (Nothing, ClassRoster),
    "GET /classes/{code}/states": (OfLesson, ClassStates),
    "GET /classes/{code}/stuck": (OfLesson, ClassStuck),
    "GET /classes/{code}/cells/{student}/{level}": (Nothing, CellFound),
    "POST /classes/{code}/hands-down": (HandsDownIn, HandsDownOut),
    "GET /classes/{code}/pretend": (Nothing, PretendPlay),
    "POST /classes/{code}/pretend/attempts": (PretendAttemptsIn, AttemptsKept),
    "POST /classes/{code}/pretend/beats": (PretendBeatsIn, Done),
}
