"""Whom an incident concerns and which kinds of their data, computed from what is declared and from the audit (INC-01, INC-02)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.db import models

from homeroom.accounts import queries as people
from homeroom.audit import queries as audit
from homeroom.kit.declare import NOBODY, OPERATORS, SELF, people_seen_by
from homeroom.privacy.subjects import Part, parts
from homeroom.sections import queries as classes

if TYPE_CHECKING:
    import datetime

#: person -> categories of kit.declare
Reach = dict[int, set[str]]


def tables() -> list[tuple[str, str]]:
    """(label, title) of every table that holds something about people."""
    return list(dict.fromkeys((part.table.label, str(part.table.name)) for part in parts()))


def of_tables(labels: Collection[str], until: datetime.datetime, only: Collection[str] = ()) -> Reach:
    """Somebody got hold of these tables (all, when none is named): everybody with a row there by then, and which kinds it holds.

    A row that came later is left out where the table says when it came; where it does not, its person is told rather than forgotten.
    `only`: public codes of the accounts that are meant, when it was not everybody's.
    """
    found: Reach = defaultdict(set)
    for part in parts():
        kinds = {line.category for line in part.lines if line.kind != "keys" and line.nature != "none"} - {""}
        if (labels and part.table.label not in labels) or not kinds:
            continue
        for person in _people_in(part, until):
            found[person] |= kinds
    if only:
        meant = {one.pk for one in people.people_by_code(only).values()}
        return {person: kinds for person, kinds in found.items() if person in meant}
    return dict(found)


def of_account(code: str, since: datetime.datetime, until: datetime.datetime) -> Reach:
    """Somebody misused this account: everybody whom it could see, with the kinds it could see of them, and whom it did something to
    meanwhile, as the audit says. The account's own data is open too."""
    found: Reach = defaultdict(set)
    person = people.people_by_code([code]).get(code)
    if person is not None:
        found[person.pk] |= set().union(*of_tables((), until, [code]).values())
        for part in parts():
            for line in part.lines:
                for audience in set(line.seen_by) - {SELF, NOBODY, OPERATORS}:
                    for other in people_seen_by(audience, person.pk):
                        found[int(other)].add(line.category)
    entries = [entry for entry in audit.entries_between(since, until).filter(by=code) if entry.about]
    named = people.people_by_code({entry.about for entry in entries})
    for one in named.values():
        found[one.pk].add("protocol")
    return {one: kinds - {""} for one, kinds in found.items()}


def teachers_of(pupils: Iterable[int]) -> set[int]:
    """Who teaches any of these pupils now, or did in a class they left."""
    sections = {stay.id for pupil in pupils for stay in classes.stays_of(pupil)}
    return {teacher for section in sections for teacher in classes.teachers_of(section)}


def _people_in(part: Part, until: datetime.datetime) -> Iterable[int]:
    rows = part.model._base_manager.all()
    came = _when_it_came(part)
    if came is not None:
        rows = rows.filter(models.Q(**{f"{came}__lte": until}) | models.Q(**{came: None}))
    values = rows.order_by().values_list(part.path, flat=True).distinct()
    if part.by_code:
        return [one.pk for one in people.people_by_code({code for code in values if code}).values()]
    return [int(value) for value in values if value is not None]


def _when_it_came(part: Part) -> str | None:
    """The column that says when a row was made: the first of the table's times, as all rooms order theirs."""
    for field in part.model._meta.concrete_fields:
        if isinstance(field, models.DateTimeField) and field.name in (
            "at",
            "since",
            "made_at",
            "created_at",
            "joined_at",
            "first_at",
            "kept_at",
        ):
            return field.name
    return None
