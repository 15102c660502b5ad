"""What is kept about one person, as pages show it."""

import datetime
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
from homeroom.rights.models import Request
from homeroom.rights.rules import AFTER, STATES, urgency, way_to_correct
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


#: States in which somebody still has to do something.
OPEN = tuple(state for state in STATES if AFTER[state])


def requests_of(person_id: int) -> list[Request]:
    """What somebody asked, newest first."""
    return list(Request.objects.filter(person=person_id).order_by("-received_at", "-pk"))


def open_requests() -> list[Request]:
    """What waits for an administrator, the first to be due first."""
    return list(Request.objects.filter(state__in=OPEN).select_related("person"))


def answered_requests(most: int) -> list[Request]:
    """What was answered last."""
    return list(Request.objects.exclude(state__in=OPEN).select_related("person").order_by("-closed_at", "-pk")[:most])


def find_request(code: str) -> Request | None:
    """A request by its public code."""
    return Request.objects.filter(code=code).select_related("person").first()


def request_with_receipt(index: bytes) -> Request | None:
    """A family's request by the code of its receipt."""
    return Request.objects.filter(receipt=index).first()


def field_in_words(field: str) -> str:
    """ "accounts.Person.age_told" as a page names it; "" for what is no field about a person."""
    label, _dot, name = field.rpartition(".")
    for chapter in chapters():
        if chapter.part.table.label == label:
            for column in (*chapter.columns, *chapter.kept_back):
                if column.name == name:
                    return f"{chapter.title}: {column.label}"
    return ""


@dataclass(frozen=True)
class Waiting:
    """How many requests wait, and how many of them have to be answered within days."""

    count: int
    soon: int
    late: int


def waiting(today: datetime.date) -> Waiting:
    """For the pages of administrators; one statement."""
    found = [
        urgency(due, today, is_open=True) for due in Request.objects.filter(state__in=OPEN).order_by().values_list("due_on", flat=True)
    ]
    return Waiting(len(found), found.count("soon"), found.count("late"))
