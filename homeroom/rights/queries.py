"""What is kept about one person, as pages show it."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from homeroom.curriculum import queries as curriculum
from homeroom.kit.declare import SELF, Audience
from homeroom.privacy.export import Chapter, Column, Told, chapters, facts_of, told
from homeroom.privacy.subjects import Subject
from homeroom.rights.rules import way_to_correct
from homeroom.sections import queries as classes


def _title_of(find: Callable[[uuid.UUID], Any]) -> Callable[[Any], str | None]:
    def title(value: Any) -> str | None:
        found = find(value) if isinstance(value, uuid.UUID) else None
        return None if found is None else str(found.title(get_language() or "en"))

    return title


def _class_name(value: Any) -> str | None:
    found = classes.section_by_id(value) if isinstance(value, int) else None
    return None if found is None else str(found.name)


def _outcome(value: Any) -> str | None:
    said = {0: _("not tried yet"), 1: _("tried"), 2: _("solved"), 3: _("solved with the fewest blocks"), 4: _("made freely")}
    return said.get(value) if isinstance(value, int) else _code(value)


def _code(value: Any) -> str | None:
    said = {
        "student": _("pupil"),
        "teacher": _("teacher"),
        "administrator": _("administrator"),
        "staff": _("staff"),
        "active": _("in use"),
        "waiting": _("waits for approval"),
        "picture": _("one picture"),
        "pictures": _("three pictures"),
        "words": _("two words"),
        "password": _("password"),
        "card": _("card"),
        "link": _("one-time link"),
    }
    return said.get(value)


#: What columns call by number, in words; the same names in export, page and print.
NAMING: dict[str, Callable[[Any], str | None]] = {
    "level": _title_of(curriculum.find_level),
    "lesson": _title_of(curriculum.find_lesson),
    "section": _class_name,
    "outcome": _outcome,
    "state": _outcome,
    **dict.fromkeys(("role", "way", "sign_in"), _code),
}


@dataclass(frozen=True)
class Field:
    """One column of a chapter with how it is corrected."""

    column: Column
    facts: dict[str, str]
    way: str


@dataclass(frozen=True)
class Shown:
    """One chapter on a page: the newest rows in words, and how many there are."""

    chapter: Chapter
    fields: list[Field]
    rows: list[list[Told]]
    count: int

    @property
    def more(self) -> int:
        """Rows that the page leaves out."""
        return self.count - len(self.rows)


def kept_about(subject: Subject, *, most: int, weak: bool = True, reader: Audience = SELF) -> list[Shown]:
    """Everything that is declared about a person and that `reader` may see, table by table; empty ones last."""
    found = [_shown(chapter, subject, most, weak) for chapter in chapters(reader)]
    return [one for one in found if one.count] + [one for one in found if not one.count]


def _shown(chapter: Chapter, subject: Subject, most: int, weak: bool) -> Shown:
    label = chapter.part.table.label
    fields = [
        Field(column, facts_of(column), way_to_correct(label, column.name, editable=column.line.editable, weak=weak))
        for column in chapter.columns
    ]
    count = chapter.count(subject)
    rows = chapter.newest(subject, most) if count and fields else []
    return Shown(chapter, fields, [told(chapter, row, NAMING, 0) for row in rows], count)
