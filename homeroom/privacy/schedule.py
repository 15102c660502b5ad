"""The schedule of everything that is kept, as the public page shows it: the same rules that the job runs (RET-01)."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy, ngettext, pgettext

from homeroom.kit.declare import Line, declared
from homeroom.kit.declare.inventory import Table
from homeroom.kit.declare.kinds import KEPT
from homeroom.privacy.queries import STORED, column_names

_WITH_ITS_CLOCK = gettext_lazy("as soon as that time has come: %(clock)s")


@dataclass(frozen=True)
class Kept:
    """One line: what, for how long, why."""

    what: list[str]
    how_long: Any
    exactly: str
    why: Any


def schedule() -> list[tuple[Any, list[Kept]]]:
    """(title of the table, its lines) of everything that is stored."""
    return [
        (table.name, [_kept(table, line) for line in table.lines if line.kind != "keys"])
        for _label, table in sorted(declared().items(), key=lambda one: str(one[1].name))
    ]


def _kept(table: Table, line: Line) -> Kept:
    what = [pgettext(STORED, name) for name in column_names(table, line)]
    return Kept(what, KEPT[line.keep], _exactly(table, line), line.why)


def _exactly(table: Table, line: Line) -> str:
    """By which clock it goes, and how long after."""
    if line.after is None:
        return ""
    clock = pgettext(STORED, str(getattr(apps.get_model(table.label)._meta.get_field(line.after.clock), "verbose_name", "")))
    days = int(line.after.days)
    if not days:
        return str(_WITH_ITS_CLOCK) % {"clock": clock}
    return ngettext("%(days)s day after: %(clock)s", "%(days)s days after: %(clock)s", days) % {"days": days, "clock": clock}
