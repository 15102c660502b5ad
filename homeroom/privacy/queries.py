"""The declarations of all rooms as the public pages and the generated files want them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.translation import gettext, pgettext

from homeroom.kit.declare import GROWN_UPS, ROLES, Line, Store, declared, stores
from homeroom.kit.declare.inventory import Table
from homeroom.kit.declare.kinds import CATEGORIES, KEPT, NATURES, PURPOSES, SOURCES
from homeroom.privacy.rules import FOR_CHILDREN, InBrowser
from homeroom.privacy.stores_gen import IN_BROWSER

#: Context of column names in the catalogues of translations.
STORED = "stored"


@dataclass(frozen=True)
class Row:
    """One line of the public table, in the reader's language."""

    what: tuple[str, ...]
    nature: Any
    why: Any
    purpose: Any
    source: Any
    seen_by: tuple[Any, ...]
    how_long: Any
    sealed: bool


@dataclass(frozen=True)
class Kept:
    """One table with the rows that concern these roles."""

    title: Any
    says: str
    rows: tuple[Row, ...]


def column_names(table: Table, line: Line) -> list[str]:
    """Names of a line's columns as the models say them, in English."""
    fields = apps.get_model(table.label)._meta
    return [str(getattr(fields.get_field(column), "verbose_name", column)) for column in line.columns]


def sentence(table: Table) -> str:
    """What the table is about, in English, on one line."""
    return " ".join(table.says.split())


def _row(table: Table, line: Line) -> Row:
    return Row(
        what=tuple(pgettext(STORED, name) for name in column_names(table, line)),
        nature=NATURES[line.nature],
        why=line.why,
        purpose=PURPOSES[line.purpose],
        source=SOURCES[line.source],
        seen_by=tuple(audience.words for audience in line.seen_by),
        how_long=KEPT[line.keep],
        sealed=line.sealed,
    )


def kept_of(*roles: str) -> list[Kept]:
    """What is kept of exactly these roles, and not of more (GEN-08); without roles, what is about nobody."""
    found = []
    for table in sorted(declared().values(), key=_place):
        rows = tuple(_row(table, line) for line in table.lines if line.kind != "keys" and set(line.roles) == set(roles))
        if rows:
            found.append(Kept(table.name, gettext(sentence(table)), rows))
    return found


def _place(table: Table) -> int:
    """People first, housekeeping last: by the category of a table's first line that is no key."""
    first = next((line.category for line in table.lines if line.kind != "keys"), "")
    return list(CATEGORIES).index(first)


def groups() -> dict[str, list[Kept]]:
    """The public table: everybody's, pupils' alone, grown-ups' alone, and what is about nobody. Other mixtures would be missed: a test."""
    return {"everybody": kept_of(*ROLES), "pupils": kept_of("student"), "grown_ups": kept_of(*GROWN_UPS), "nobody": kept_of()}


def for_children() -> list[Any]:
    """A child's version: one sentence for each category of what is kept of pupils."""
    kept = {line.category for table in declared().values() for line in table.lines if line.kind != "keys" and "student" in line.roles}
    kept |= {line.category for table in declared().values() for line in table.lines if line.kind == "guard"}
    return [FOR_CHILDREN[category] for category in FOR_CHILDREN if category in kept]


def outside_tables() -> list[Store]:
    """What is kept neither in tables nor in a reader's browser: memory, logs, files, backups."""
    return [store for store in stores().values() if store.where not in ("cookie", "browser")]


def declared_browser_storage() -> tuple[InBrowser, ...]:
    """Every cookie and every stored row that a browser may ever hold from us (TRK-03)."""
    own = [
        InBrowser("cookie", store.name, store.what, store.why, store.how_long, readable=store.readable)
        for store in stores().values()
        if store.where == "cookie"
    ]
    return (*own, *IN_BROWSER)


def texts() -> Iterator[tuple[str | None, str, str]]:
    """(context, English, where) of what stands in models and docstrings and is translated when the page is drawn."""
    for table in declared().values():
        yield None, sentence(table), table.label
        for line in table.lines:
            if line.kind != "keys":
                for column, name in zip(line.columns, column_names(table, line), strict=True):
                    yield STORED, name, f"{table.label}.{column}"


def inventory() -> str:
    """Every declaration in full, as the golden file keeps it."""
    lines = ["# What is stored, in full: every default of every kind filled in. Written by `make generate`."]
    for label, table in sorted(declared().items()):
        lines += ["", f"{label}: {sentence(table)}", f"  about: {table.about or 'nobody'}; seen by {_names(table.seen_by)}"]
        for line in table.lines:
            named = zip(line.columns, column_names(table, line), strict=True)
            lines.append("  " + ", ".join(f"{column} ({name})" for column, name in named))
            lines.append(f"    {line.kind}" if line.kind == "keys" else f"    {_facts(line)}")
    for name, store in sorted(stores().items()):
        lines += [
            "",
            f"{store.where} {name}: {store.what}",
            f"  {store.nature}; {store.why}; {store.how_long}; seen by {_names(store.seen_by)}",
        ]
    for row in IN_BROWSER:
        place = f"{row.place} {row.database} {row.name}".replace("  ", " ")
        lines += ["", f"{place}: {row.what}", f"  {row.why}; {row.how_long}{'; readable' if row.readable else ''}"]
    return "\n".join(lines) + "\n"


def _names(audiences: tuple[Any, ...]) -> str:
    return ", ".join(audience.name for audience in audiences) or "nobody is named"


def is_inherited(line: Line) -> bool:
    """Whether a teacher's account has it because a pupil's has (GEN-10)."""
    return {"student", "teacher"} <= set(line.roles)


def _facts(line: Line) -> str:
    facts = [
        line.kind, f"nature={line.nature}", f"category={line.category}", f"source={line.source}", f"purpose={line.purpose}",
        f"basis={line.basis or '-'}", f"keep={line.keep}", f"erase={line.erase}", f"sealed={'yes' if line.sealed else 'no'}",
        f"editable={'yes' if line.editable else 'no'}", f"about={line.about or 'nobody'}", f"roles={'+'.join(line.roles) or 'nobody'}",
        *(["inherited: a grown-up who learns has it as a pupil has"] if is_inherited(line) else []),
        *([f"names others in {'+'.join(line.others)}"] if line.others else []),
        f"seen_by={_names(line.seen_by)}", f"why={line.why}",
    ]  # fmt: skip
    return "; ".join(facts)
