"""Tables as they were at some migration, and how a value is written so that any database can take it: the neutral row of a backup.

whole, float, text, bytes    as they are
yes                          0 or 1
moment                       "2026-11-25 08:00:00.25", UTC
day                          "2026-11-25"
uuid                         32 hexadecimal digits
"""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from graphlib import TopologicalSorter
from typing import Any

from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import StateApps

KINDS = {
    "AutoField": "whole",
    "BigAutoField": "whole",
    "BigIntegerField": "whole",
    "BinaryField": "bytes",
    "BooleanField": "yes",
    "CharField": "text",
    "DateField": "day",
    "DateTimeField": "moment",
    "FloatField": "float",
    "IntegerField": "whole",
    "PositiveBigIntegerField": "whole",
    "PositiveIntegerField": "whole",
    "PositiveSmallIntegerField": "whole",
    "SmallIntegerField": "whole",
    "TextField": "text",
    "UUIDField": "uuid",
}


@dataclass(frozen=True)
class Shape:
    """One table: its columns with their kinds, the columns that number its rows, and the column that counts by itself, or ""."""

    label: str
    table: str
    columns: tuple[tuple[str, str], ...]
    key: tuple[str, ...]
    counts: str

    def as_json(self) -> dict[str, Any]:
        """For the head of a backup."""
        return asdict(self)


def from_json(told: dict[str, Any]) -> Shape:
    """The opposite."""
    return Shape(told["label"], told["table"], tuple((name, kind) for name, kind in told["columns"]), tuple(told["key"]), told["counts"])


def applied() -> list[tuple[str, str]]:
    """Migrations that are in the database, by room and name."""
    return sorted(MigrationRecorder(connection).applied_migrations())


def unknown(migrations: Collection[tuple[str, str]]) -> list[str]:
    """Migrations that this Homeroom does not have: they come from a newer one."""
    known = MigrationLoader(None).disk_migrations or {}
    return sorted(f"{app}.{name}" for app, name in migrations if (app, name) not in known)


def shapes(migrations: Collection[tuple[str, str]]) -> list[Shape]:
    """Every table as these migrations make it, whatever the code says by now; parents before children."""
    loader = MigrationLoader(None)
    nodes = sorted(node for node in migrations if node in loader.graph.nodes)
    state: StateApps = loader.project_state(nodes).apps
    found = {model._meta.label: model for model in state.get_models(include_auto_created=True) if model._meta.managed}
    graph = {
        label: {
            parent
            for field in model._meta.local_concrete_fields
            if field.related_model is not None and (parent := field.related_model._meta.label) in found and parent != label
        }
        for label, model in sorted(found.items())
    }
    return [_shape(found[label]) for label in TopologicalSorter(graph).static_order()]


def _shape(model: type[models.Model]) -> Shape:
    fields = model._meta.local_concrete_fields
    key = [str(field.column) for field in model._meta.pk_fields]
    counts = next((str(field.column) for field in fields if isinstance(field, models.AutoField | models.BigAutoField)), "")
    columns = tuple((str(field.column), _kind(field)) for field in fields)
    return Shape(model._meta.label, model._meta.db_table, columns, tuple(key), counts)


def _kind(field: Any) -> str:
    while field.is_relation:
        field = field.target_field
    return KINDS[field.get_internal_type()]
