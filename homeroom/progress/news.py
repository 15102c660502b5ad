"""What this room tells others in the same process after the commit, for live tiles. News may be lost."""

import uuid
from dataclasses import dataclass


@dataclass(frozen=True)
class Tried:
    """A run arrived. `state` is the level's best ever."""

    person_id: int
    lesson: uuid.UUID
    level: uuid.UUID
    state: int


@dataclass(frozen=True)
class Solved(Tried):
    """A run arrived that raised the level's state."""
