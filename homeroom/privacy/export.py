"""Everything that is declared about one person, to take along: JSON, own work as files, and pages to read (RIGHTS-02, RIGHTS-03).

Complete by construction: what is handed out is what `subjects.parts()` finds. Nothing names anybody else. Memory does not grow with rows.
"""

import datetime
import json
import re
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import formats, timezone
from django.utils.translation import get_language, gettext, override, pgettext

from homeroom.kit.declare import SELF, Audience, Line
from homeroom.kit.declare.kinds import KEPT, PURPOSES, SOURCES
from homeroom.privacy import queries, rules
from homeroom.privacy.archive import Archive, gathered
from homeroom.privacy.subjects import Part, Subject, parts

FORMAT = "homeroom-export/1"
#: Rows that are in memory at a time, and rows on one page to read.
ROWS = 200
#: What a value of a column is called in words, by the column's name: rooms above know levels and classes, the engine does not.
Naming = Mapping[str, Callable[[Any], str | None]]


@dataclass(frozen=True)
class Column:
    """One column with what is declared of it; `label` in the reader's language."""

    name: str
    label: str
    line: Line
    names_other: bool

    @property
    def is_work(self) -> bool:
        """Something the person made, so that it is also handed out as a file."""
        return self.line.kind == "own work"


@dataclass(frozen=True)
class Chapter:
    """What one table keeps of the person: handed out as values; or kept and only told of."""

    part: Part
    name: str
    title: Any
    says: str
    references: tuple[str, ...]
    columns: tuple[Column, ...]
    kept_back: tuple[Column, ...]

    def pages(self, subject: Subject) -> Iterator[list[dict[str, Any]]]:
        """The rows, a few at a time in the order they were made; each page is a statement of its own, so a slow reader holds nothing."""
        wanted = ("pk", *self.references, *(column.name for column in self.columns))
        rows, last = self.part.rows([subject]), None
        while True:
            page = list((rows if last is None else rows.filter(pk__gt=last)).values(*dict.fromkeys(wanted))[:ROWS])
            if page:
                last = page[-1]["pk"]
                yield [self._told(row, subject) for row in page]
            if len(page) < ROWS:
                return

    def newest(self, subject: Subject, most: int) -> list[dict[str, Any]]:
        """The last rows, newest first, for a page that shows some."""
        wanted = dict.fromkeys((*self.references, *(column.name for column in self.columns)))
        return [self._told(row, subject) for row in self.part.rows([subject]).reverse().values(*wanted)[:most]]

    def count(self, subject: Subject) -> int:
        """How many rows there are."""
        return self.part.rows([subject]).count()

    def _told(self, row: dict[str, Any], subject: Subject) -> dict[str, Any]:
        told = {name: row[name] for name in self.references}
        for column in self.columns:
            told[column.name] = _whom(row[column.name], subject) if column.names_other else row[column.name]
        return told


def columns_of(part: Part) -> list[tuple[str, Line]]:
    """Every column that says something about the person, with its line; keys, and what is about nobody, are not."""
    return [(column, line) for line in part.lines if line.nature != "none" for column in line.columns]


def chapters(reader: Audience = SELF) -> list[Chapter]:
    """One for each table and way in which it is about somebody, the person's own row first.

    The person themself gets every line; somebody else (the teacher who prints it for a family) those that they are declared to see.
    """
    return [chapter for part in reversed(parts()) if (chapter := _chapter(part, reader)).columns or chapter.kept_back]


def _chapter(part: Part, reader: Audience) -> Chapter:
    fields = part.model._meta
    columns = [
        Column(name, _label(fields.get_field(name)), line, _names_other(part, name, line))
        for name, line in columns_of(part)
        if reader is SELF or reader in line.seen_by
    ]
    told = [name for line in part.table.lines if line.kind == "keys" for name in line.columns]
    return Chapter(
        part=part,
        name=part.table.label if part.path == part.table.about else f"{part.table.label}.{part.path}",
        title=part.table.name,
        says=gettext(queries.sentence(part.table)),
        references=tuple(name for name in told if not _is_person(fields.get_field(name))),
        columns=tuple(column for column in columns if rules.is_handed_out(column.line)),
        kept_back=tuple(column for column in columns if not rules.is_handed_out(column.line)),
    )


def _label(field: Any) -> str:
    return pgettext(queries.STORED, str(getattr(field, "verbose_name", field.name)))


def _is_person(field: Any) -> bool:
    return bool(field.is_relation) and field.related_model._meta.label == settings.AUTH_USER_MODEL


def _names_other(part: Part, name: str, line: Line) -> bool:
    return name in line.others or (name != part.path and _is_person(part.model._meta.get_field(name)))


def _whom(value: Any, subject: Subject) -> str:
    """Whom a column names, without a name: the person reads whether it was they."""
    if value in (None, ""):
        return "nobody"
    return "you" if value in (subject.id, subject.code) else "somebody else"


def plain(value: Any) -> Any:
    """As JSON holds it: times in ISO 8601, bytes as numbers."""
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat()
    if isinstance(value, datetime.date | uuid.UUID):
        return str(value)
    return list(bytes(value)) if isinstance(value, bytes | memoryview) else value


def in_words(value: Any, name: str, naming: Naming) -> str:
    """As somebody reads it, in the language of the moment."""
    if value is None or value == "":
        return "–"
    called = naming[name](value) if name in naming else None
    if called is not None:
        return called
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, datetime.datetime):
        return formats.date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    if isinstance(value, datetime.date):
        return formats.date_format(value, "DATE_FORMAT")
    return " ".join(map(str, plain(value))) if isinstance(value, bytes | memoryview) else str(value)


def export(subject: Subject, *, now: datetime.datetime, naming: Naming | None = None, reader: Audience = SELF) -> Iterator[bytes]:
    """The whole zip in pieces, in the language that is spoken where this is called."""
    language = get_language() or "en"
    found = gathered(_export(subject, now, naming or {}, reader))
    return _speaking(language, found)


def _speaking(language: str, found: Iterator[bytes]) -> Iterator[bytes]:
    """Each piece is made in this language, and nothing of it is left behind between pieces: they are made when the request is over."""
    while True:
        with override(language):
            piece = next(found, None)
        if piece is None:
            return
        yield piece


def _export(subject: Subject, now: datetime.datetime, naming: Naming, reader: Audience) -> Iterator[bytes]:
    contents = []
    with Archive(now) as archive:
        for chapter in chapters(reader):
            counted = _Counted()
            yield from archive.file(f"data/{chapter.name}.json", _as_json(chapter, subject, counted))
            for number, page in enumerate(chapter.pages(subject), 1):
                yield from archive.file(f"pages/{chapter.name}-{number}.html", [_page(chapter, page, number, naming)])
            for column in chapter.columns:
                if column.is_work:
                    yield from _as_files(archive, chapter, column, subject)
            contents.append({"chapter": chapter, "rows": counted.rows, "pages": range(1, -(-counted.rows // ROWS) + 1)})
        yield from archive.file("index.html", [_index(contents, now, reader)])
        yield from archive.end()


@dataclass
class _Counted:
    rows: int = 0


def _as_json(chapter: Chapter, subject: Subject, counted: _Counted) -> Iterator[str]:
    about = {
        "format": FORMAT,
        "table": chapter.part.table.label,
        "says": chapter.says,
        "columns": {column.name: facts_of(column) for column in chapter.columns},
        "references": list(chapter.references),
        "kept_not_handed_out": {column.name: facts_of(column) for column in chapter.kept_back},
    }
    yield json.dumps(about, ensure_ascii=False, indent=1)[:-2] + ',\n "rows": ['
    for page in chapter.pages(subject) if chapter.columns else ():
        for row in page:
            comma, counted.rows = "," if counted.rows else "", counted.rows + 1
            yield f"{comma}\n  " + json.dumps({name: plain(value) for name, value in row.items()}, ensure_ascii=False)
    yield "\n ]\n}\n"


def facts_of(column: Column) -> dict[str, str]:
    """What is declared of a column, in words."""
    line = column.line
    return {
        "label": column.label,
        "why": str(line.why),
        "purpose": str(PURPOSES[line.purpose]),
        "from": str(SOURCES[line.source]),
        "how_long": str(KEPT[line.keep]),
        "seen_by": ", ".join(str(audience.words) for audience in line.seen_by),
    }


def _work_name(chapter: Chapter, column: Column, number: int) -> str:
    return f"work/{chapter.name}.{column.name}-{number:05}.txt"


def _as_files(archive: Archive, chapter: Chapter, column: Column, subject: Subject) -> Iterator[bytes]:
    number = 0
    for page in chapter.pages(subject):
        for row in page:
            number += 1
            yield from archive.file(_work_name(chapter, column, number), [str(row[column.name] or "")])


def _page(chapter: Chapter, page: list[dict[str, Any]], number: int, naming: Naming) -> str:
    first = (number - 1) * ROWS + 1
    rows = [told(chapter, row, naming, first + place) for place, row in enumerate(page)]
    return _squeezed(render_to_string("privacy/export/rows.html", _frame() | {"chapter": chapter, "rows": rows, "number": number}))


@dataclass(frozen=True)
class Told:
    """One value as it is read; `file` is where own work lies in the zip."""

    label: str
    words: str
    file: str = ""


def told(chapter: Chapter, row: dict[str, Any], naming: Naming, number: int) -> list[Told]:
    """One row in words: what it belongs to where somebody can name it, then every value."""
    found = []
    for name in chapter.references:
        called = naming[name](row[name]) if name in naming and row[name] is not None else None
        if called is not None:
            found.append(Told(_label(chapter.part.model._meta.get_field(name)), called))
    for column in chapter.columns:
        if column.names_other:
            found.append(Told(column.label, str(rules.WHOM[row[column.name]])))
        else:
            file = f"../{_work_name(chapter, column, number)}" if column.is_work else ""
            found.append(Told(column.label, in_words(row[column.name], column.name, naming), file))
    return found


def _index(contents: list[dict[str, Any]], now: datetime.datetime, reader: Audience) -> str:
    return _squeezed(
        render_to_string(
            "privacy/export/index.html",
            _frame() | {"contents": contents, "now": now, "outside": queries.outside_tables(), "own": reader is SELF},
        )
    )


def _frame() -> dict[str, Any]:
    language = get_language() or "en"
    return {
        "language": language,
        "direction": settings.HOMEROOM_LANGUAGES.get(language, ("", "ltr"))[1],
        "site_name": settings.HOMEROOM_NAME,
        "privacy_contact": settings.PRIVACY_CONTACT,
    }


def _squeezed(page: str) -> str:
    return re.sub(r"\n\s*\n+", "\n", page)
