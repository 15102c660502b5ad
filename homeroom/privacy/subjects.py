"""Rows about a person, from the declarations: what export, erasure, retention and incidents all stand on (design section 6).

The engine knows no room: a person is a number and a public code, and each declared line says by which column its person is named.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Any, NamedTuple

from django.apps import apps
from django.db import models

from homeroom.kit.declare import Line, declared
from homeroom.kit.declare.inventory import Table


class Subject(NamedTuple):
    """Somebody with an account."""

    id: int
    code: str


@dataclass(frozen=True)
class Part:
    """The lines of one table that are about one of its people: a row may be about two (who wrote, who is meant)."""

    table: Table
    path: str
    lines: tuple[Line, ...]

    @property
    def model(self) -> type[models.Model]:
        """The table's model."""
        return apps.get_model(self.table.label)

    @property
    def by_code(self) -> bool:
        """The column holds a public code, so that the row can outlive the account."""
        field = self.model._meta.get_field(self.path.split("__")[-1]) if "__" not in self.path else None
        return isinstance(field, models.CharField)

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns about this person; keys are about nobody."""
        return tuple(column for line in self.lines if line.kind != "keys" for column in line.columns)

    def rows(self, people: Collection[Subject]) -> "models.QuerySet[Any]":
        """Rows about any of these people, in the order they were made."""
        wanted = [person.code if self.by_code else person.id for person in people]
        return self.model._base_manager.filter(**{f"{self.path}__in": wanted}).order_by("pk")


def parts() -> list[Part]:
    """Everything that is declared about people, children before parents: the order in which rows can be deleted."""
    return [part for label in _children_first() for part in _parts_of(declared()[label])]


def _parts_of(table: Table) -> Iterator[Part]:
    paths = dict.fromkeys([table.about, *(line.about for line in table.lines)])
    for path in paths:
        if path:
            lines = tuple(line for line in table.lines if line.about == path)
            yield Part(table, path, lines)


def _children_first() -> list[str]:
    graph: dict[str, set[str]] = {label: set() for label in sorted(declared())}
    for label in graph:
        for field in apps.get_model(label)._meta.concrete_fields:
            if field.is_relation and field.related_model is not None:
                parent: Any = field.related_model
                if parent._meta.label in graph and parent._meta.label != label:
                    graph[parent._meta.label].add(label)
    return list(TopologicalSorter(graph).static_order())
