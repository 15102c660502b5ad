"""Courses, units, lessons and levels as the server holds them in memory: one language each way round, no people, no tables."""

import uuid
from dataclasses import dataclass
from typing import Any

#: A text in English and its translations: {"en": ..., "es": ...}.
Text = dict[str, str]


def said_in(text: Text, language: str) -> str:
    """The text in this language, English where nobody has translated it."""
    return text.get(language) or text.get("en", "")


@dataclass(frozen=True)
class Level:
    """One level. `facts` is what labs/parts/contract.ts calls LevelData, in English; `texts` holds every translatable key of it."""

    id: uuid.UUID
    number: int
    slot: int
    lesson: uuid.UUID
    lab: str
    core: bool
    free_play: bool
    icons: bool
    optimal: int | None
    concepts: tuple[str, ...]
    facts: dict[str, Any]
    #: key ("title", "instructions", "hint", "say", "mistakes.<name>") to text.
    texts: dict[str, Text]

    def title(self, language: str) -> str:
        """The level's title."""
        return said_in(self.texts["title"], language)


@dataclass(frozen=True)
class Lesson:
    """A lesson with its levels in order. `slug` stands in addresses (/en/learn/<slug>/)."""

    id: uuid.UUID
    slug: str
    course: uuid.UUID
    minutes: int
    levels: tuple[Level, ...]
    concepts: tuple[str, ...]
    #: key ("title", "summary", "congratulation", "introduction", "plan", "unplugged", "learned.0", "vocabulary.0.word" ...) to text.
    texts: dict[str, Text]
    facts: dict[str, Any]

    def title(self, language: str) -> str:
        """The lesson's title."""
        return said_in(self.texts["title"], language)

    def level(self, number: int) -> Level | None:
        """The level with this number, counted from one."""
        return self.levels[number - 1] if 0 < number <= len(self.levels) else None

    @property
    def slots(self) -> int:
        """Bytes a packed row of states needs."""
        return max((level.slot for level in self.levels), default=-1) + 1


@dataclass(frozen=True)
class Course:
    """A course with its lessons in order (units are headings in `facts`)."""

    id: uuid.UUID
    slug: str
    lessons: tuple[Lesson, ...]
    texts: dict[str, Text]
    facts: dict[str, Any]

    def title(self, language: str) -> str:
        """The course's title."""
        return said_in(self.texts["title"], language)
