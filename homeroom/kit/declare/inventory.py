"""What is declared: the tables and stores of all rooms (GEN-04)."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from django.db import models

from homeroom.kit.declare.audiences import Audience, people_seen_by
from homeroom.kit.declare.kinds import CEILINGS, GROWN_UPS, ROLES, After, Line, Store


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

    def __init_subclass__(
        cls,
        *,
        table: str,
        about: str = "",
        seen_by: tuple[Audience, ...] = (),
        roles: tuple[str, ...] = (),
        after: After | None = None,
    ) -> None:
        roles = roles or _ROLES_ABOUT.get(about.rpartition("__")[2], ROLES)
        lines = []
        for value in vars(cls).values():
            if isinstance(value, Line):
                quiet = value.nature == "none"
                told = value.seen_by or (() if quiet else seen_by)
                goes = value.after or (after if value.keep in CEILINGS else None)
                lines.append(replace(value, about=value.about or about, seen_by=told, roles=value.roles or roles, after=goes))
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
