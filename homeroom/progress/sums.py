"""What a batch of runs adds up to, level by level. Pure: no tables, no clock, so both databases get the same rows."""

import datetime
import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

TRIED = 1


@dataclass(frozen=True, slots=True)
class Made:
    """One run that was checked: `state` is its outcome's byte, `said` the sentence as JSON, `made_at` never later than now."""

    id: uuid.UUID
    lesson: uuid.UUID
    level: uuid.UUID
    program: str
    state: int
    mistake: str | None
    said: str
    blocks: int
    hints: int
    seconds: int
    made_at: datetime.datetime
    from_browser: bool

    @property
    def solved(self) -> bool:
        """Whether the level is solved by it (free play: was run)."""
        return self.state > TRIED


@dataclass(slots=True)
class Sum:
    """What is added to a level's row. Runs that were made while signed out count for the state only (`said` stays None)."""

    lesson: uuid.UUID
    level: uuid.UUID
    first_at: datetime.datetime
    last_at: datetime.datetime
    newest: str
    newest_at: datetime.datetime
    state: int = 0
    tries: int = 0
    seconds: int = 0
    hints: int = 0
    failed: int = 0
    mistakes: dict[str, int] = field(default_factory=dict)
    mistake: str | None = None
    said: str | None = None
    solved_at: datetime.datetime | None = None

    def add(self, made: Made) -> None:
        """One more run; a later one in the list wins where times are equal."""
        raises = made.state > self.state
        self.state = max(self.state, made.state)
        self.tries += 1
        self.first_at = min(self.first_at, made.made_at)
        if made.solved and (self.solved_at is None or made.made_at < self.solved_at):
            self.solved_at = made.made_at
        if made.from_browser:
            # The proof of the best state is what a claim brings; among equals the newest.
            if raises or (made.state == self.state and made.made_at >= self.newest_at):
                self.newest, self.newest_at = made.program, made.made_at
            self.last_at = max(self.last_at, made.made_at)
            return
        self.seconds += made.seconds
        self.hints += made.hints
        if not made.solved:
            self.failed += 1
            if made.mistake is not None:
                self.mistakes[made.mistake] = self.mistakes.get(made.mistake, 0) + 1
        if self.said is None or made.made_at >= self.last_at:
            self.last_at, self.mistake, self.said = made.made_at, None if made.solved else made.mistake, made.said
            self.newest, self.newest_at = made.program, made.made_at

    @property
    def mistakes_as_json(self) -> str:
        """As the column keeps them."""
        return json.dumps(self.mistakes)


def sum_up(attempts: Iterable[Made]) -> list[Sum]:
    """One `Sum` a level, in the order of levels, so that two browsers of one student lock rows in the same order.

    All runs are of one kind: made signed in, or brought along from the browser.
    """
    sums: dict[uuid.UUID, Sum] = {}
    for made in attempts:
        row = sums.get(made.level)
        if row is None:
            row = sums[made.level] = Sum(made.lesson, made.level, made.made_at, made.made_at, made.program, made.made_at)
        row.add(made)
    return [sums[level] for level in sorted(sums)]


def runs_of_one_kind(attempts: Iterable[Made]) -> list[list[Made]]:
    """The list cut where runs made signed in and runs brought along meet; nearly always one piece."""
    pieces: list[list[Made]] = []
    for made in attempts:
        if pieces and pieces[-1][-1].from_browser == made.from_browser:
            pieces[-1].append(made)
        else:
            pieces.append([made])
    return pieces
