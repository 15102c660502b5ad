"""What is declared, and what is wrong with it: an undeclared, stale or impossible declaration fails the build (GEN-04)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from django.apps.registry import Apps
from django.db import models

from homeroom.kit.crypto.fields import _Sealed
from homeroom.kit.declare.audiences import Audience, people_seen_by
from homeroom.kit.declare.kinds import GROWN_UPS, KEPT, PURPOSES, ROLES, SOURCES, Line, Store


@dataclass(frozen=True)
class Table:
    """What one table keeps: about whom (path to the person's column, "" for tables about nobody), and its lines."""

    label: str
    says: str
    about: str
    seen_by: tuple[Audience, ...]
    lines: tuple[Line, ...]
    name: Any
    roles: tuple[str, ...] = ()


#: Whose data a table holds, by the column that names the person; everybody's where it says nothing.
_ROLES_ABOUT: dict[str, tuple[str, ...]] = {"": (), "teacher": GROWN_UPS, "opened_by": GROWN_UPS}

_tables: dict[str, Table] = {}
_stores: dict[str, Store] = {}


class Keeps:
    """Subclassed once per table in a room's privacy.py; the docstring is the sentence of the public page."""

    title: ClassVar[Any] = ""

    def __init_subclass__(cls, *, table: str, about: str = "", seen_by: tuple[Audience, ...] = (), roles: tuple[str, ...] = ()) -> None:
        roles = roles or _ROLES_ABOUT.get(about.rpartition("__")[2], ROLES)
        lines = []
        for value in vars(cls).values():
            if isinstance(value, Line):
                quiet = value.nature == "none"
                told = value.seen_by or (() if quiet else seen_by)
                lines.append(replace(value, about=value.about or about, seen_by=told, roles=value.roles or roles))
        if table in _tables and _tables[table].says != (cls.__doc__ or ""):
            raise ValueError(f"{table} is declared twice")
        _tables[table] = Table(table, (cls.__doc__ or "").strip(), about, seen_by, tuple(lines), cls.title, roles)


def declare_stores(*found: Store) -> None:
    """Adds what a room keeps outside tables."""
    for store in found:
        _stores[store.name] = store


def declared() -> dict[str, Table]:
    """All declared tables by model label."""
    return dict(_tables)


def stores() -> dict[str, Store]:
    """All declared stores by name."""
    return dict(_stores)


class VisibleTo(models.QuerySet):  # type: ignore[type-arg]
    """A queryset that can be narrowed to what one viewer may see."""

    def visible_to(self, viewer_id: int) -> "VisibleTo":
        """Rows about people whom one of this table's audiences lets `viewer_id` see. Sub-selects, so no row comes twice."""
        table = _tables[self.model._meta.label]
        allowed = models.Q(pk__in=[])
        for audience in table.seen_by:
            allowed |= models.Q(**{f"{table.about}__in": people_seen_by(audience, viewer_id)})
        return self.filter(allowed)


def problems(apps: Apps) -> Iterator[str]:
    """Everything that is undeclared, stale or impossible, as `what is wrong: what to write where`."""
    models_found = {model._meta.label: model for model in apps.get_models(include_auto_created=True)}
    for label in sorted(_tables.keys() - models_found.keys()):
        yield f"{label} is declared but there is no such table: remove its class"
    for label, model in sorted(models_found.items()):
        home = f"homeroom/{model._meta.app_label}/privacy.py"
        if label not in _tables:
            yield f"{label} is not declared: add a class to {home}"
            continue
        yield from _problems_of(_tables[label], model, home)


def _problems_of(table: Table, model: type[models.Model], home: str) -> Iterator[str]:
    columns = {field.name: field for field in model._meta.concrete_fields}
    told = [column for line in table.lines for column in line.columns]
    if not table.says or not table.name:
        yield f"{table.label} says nothing: give its class in {home} a docstring (the sentence of the public page) and a title"
    about = table.about.split("__")[0]
    if about and about not in told:
        told.append(about)
    for column in sorted(columns.keys() - set(told)):
        yield f"{table.label}.{column} is not declared: add it to a line in {home}"
    for column in sorted(set(told) - columns.keys()):
        yield f"{table.label}.{column} is declared but does not exist: remove it from {home}"
    for column in sorted({column for column in told if told.count(column) > 1}):
        yield f"{table.label}.{column} is declared twice: keep one line in {home}"
    for column in sorted({column for line in table.lines for column in set(line.others) - set(line.columns)}):
        yield f"{table.label}.{column} names others, but stands in another line: say others= in its own line in {home}"
    for line in table.lines:
        yield from _problems_of_line(table, line, columns, home)


def _problems_of_line(table: Table, line: Line, columns: dict[str, Any], home: str) -> Iterator[str]:
    shown = f"{table.label} ({', '.join(line.columns)})"
    if line.kind == "keys":
        for column in line.columns:
            field = columns.get(column)
            if field is not None and not (field.primary_key or field.unique or field.is_relation or isinstance(field, models.UUIDField)):
                yield f"{table.label}.{column} is no key: give it a line of another kind in {home}"
        return
    if not line.why:
        yield f"{shown} says no why: add why= in {home}"
    if line.purpose not in PURPOSES:
        yield f"{shown} has no purpose of the closed list: add purpose= in {home}"
    if line.source not in SOURCES:
        yield f"{shown} has no source: add source= in {home}"
    if line.keep not in KEPT:
        yield f"{shown} does not say how long it is kept: add keep= in {home}"
    if set(line.roles) - set(ROLES):
        yield f"{shown} is about roles that do not exist: use names of kit.declare.ROLES in {home}"
    if not line.seen_by:
        yield f"{shown} does not say who sees it: add seen_by= in {home}"
    if line.nature in ("personal", "identifier") and not line.about:
        yield f"{shown} is about a person, but nobody says whom: add about= in {home}"
    for column in line.columns:
        field = columns.get(column)
        if field is None:
            continue
        if line.sealed and not isinstance(field, _Sealed):
            yield f"{table.label}.{column} is declared sealed but its column is plain: use SealedText, or say sealed=False in {home}"
        if not line.sealed and isinstance(field, _Sealed):
            yield f"{table.label}.{column} is sealed but not declared so: say sealed=True in {home}"
