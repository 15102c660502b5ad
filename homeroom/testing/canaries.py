"""One row of every declared table about a person, made from the inventory itself: a new field has its canary the day it is declared."""

from __future__ import annotations

import datetime
import hashlib
import uuid
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models

from homeroom.kit.crypto import SealedText
from homeroom.kit.declare import declared
from homeroom.privacy.subjects import Subject, parts

#: What a rule of the database leaves no free choice in, by column: the first person's, the second person's.
BOUND: dict[str, tuple[Any, Any]] = {
    "accounts.Person.role": ("teacher", "administrator"),
    "accounts.Person.state": ("active", "waiting"),
    "accounts.Person.age_told": (41, 53),
    "sections.Enrolment.tile_colour": (3, 7),
}


class Planted:
    """Everything that is kept of one person, each value their own: `values[label][column]`."""

    def __init__(self, place: int) -> None:
        self.place = place
        self.subject = Subject(0, "")
        self.values: dict[str, dict[str, Any]] = {}
        self.rows: dict[str, Any] = {}
        #: What names the other person in rows about this one.
        self.named: set[Any] = set()

    def canaries(self) -> set[str]:
        """What cannot stand anywhere by chance: texts, identifiers, times, long numbers. As JSON writes them."""
        found = {self.subject.code}
        for columns in self.values.values():
            for value in columns.values():
                if isinstance(value, uuid.UUID | str | datetime.datetime) and len(str(value)) >= 6:
                    found.add(value.isoformat() if isinstance(value, datetime.datetime) else str(value))
                elif isinstance(value, int) and not isinstance(value, bool) and value > 100_000:
                    found.add(str(value))
        return found - self.named - {str(choice) for choices in BOUND.values() for choice in choices}


def plant() -> tuple[Planted, Planted]:
    """Two people of whom everything is kept; whatever a row of one says of somebody else names the other."""
    both = Planted(0), Planted(1)
    for one in both:
        _row(settings.AUTH_USER_MODEL, one, both)
    for one in both:
        for part in reversed(parts()):
            _row(part.table.label, one, both)
    return both


def _row(label: str, one: Planted, both: tuple[Planted, Planted]) -> Any:
    if label in one.rows:
        return one.rows[label]
    other = both[1 - one.place]
    model: Any = apps.get_model(label)
    about = {part.path for part in parts() if part.table.label == label}
    others = {column for line in declared()[label].lines for column in line.others}
    values: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if isinstance(field, models.AutoField):
            continue
        if field.name in about and "__" not in field.name:
            values[field.attname] = one.subject.id if field.is_relation else one.subject.code
        elif field.name in others:
            values[field.attname] = other.subject.code
            one.named.add(other.subject.code)
        elif field.is_relation and field.related_model._meta.label == settings.AUTH_USER_MODEL:
            values[field.attname] = other.subject.id
        elif field.is_relation:
            values[field.attname] = _row(field.related_model._meta.label, one, both).pk
        else:
            values[field.name] = value_for(field, one.place)
    row = model._base_manager.create(**values)
    one.rows[label], one.values[label] = row, values
    if label == settings.AUTH_USER_MODEL:
        one.subject = Subject(row.pk, row.code)
    return row


def value_for(field: Any, place: int) -> Any:
    """A value of the field's kind that only this person has (place 0 or 1); small numbers and yes or no are alike by nature."""
    name = f"{field.model._meta.label}.{field.name}"
    if name in BOUND:
        return BOUND[name][place]
    drawn = hashlib.sha256(f"{name} {place}".encode()).digest()
    number = int.from_bytes(drawn[:4], "big")
    if isinstance(field, models.BooleanField):
        return not place
    if isinstance(field, models.UUIDField):
        return uuid.UUID(bytes=drawn[:16])
    if isinstance(field, models.DateTimeField):
        return datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(
            seconds=number % 100_000_000, microseconds=number % 999_983
        )
    if isinstance(field, models.DateField):
        return datetime.date(2000, 1, 1) + datetime.timedelta(days=number % 7_000)
    if isinstance(field, models.SmallIntegerField | models.PositiveSmallIntegerField):
        return 1_000 + number % 30_000
    if isinstance(field, models.IntegerField):
        return 100_001 + number % 2_000_000_000
    if isinstance(field, SealedText | models.CharField | models.TextField):
        return f"{'ab'[place]}{drawn.hex()}"[: field.max_length or 40]
    if isinstance(field, models.JSONField):
        return {"canary": drawn.hex()}
    if isinstance(field, models.BinaryField):
        return drawn[: field.max_length or 32]
    raise TypeError(f"{name}: say in homeroom.testing.canaries what a canary of {type(field).__name__} is")
