"""What goes by itself when its time has come: one job over the declarations, in slices that nobody has to wait for (RET-01, RET-02)."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from homeroom.jobs.registry import last_run
from homeroom.kit.db import write
from homeroom.kit.declare import After, declared
from homeroom.privacy import remains
from homeroom.privacy.pace import Pace

JOB = "privacy: what is over goes"
#: After so long without a run the scheduler counts as silent, and the service says that it is not ready.
SILENT = datetime.timedelta(hours=48)


@dataclass(frozen=True)
class Rule:
    """These columns of a table go `after`; the whole row does where nothing else stands in it."""

    table: str
    after: After
    columns: tuple[str, ...]
    whole: bool

    @property
    def model(self) -> type[models.Model]:
        """The table's model."""
        return apps.get_model(self.table)

    def due(self, now: datetime.datetime) -> "models.QuerySet[Any]":
        """Rows whose time has come. A clock that has not begun never ends."""
        rows = self.model._base_manager.filter(**{f"{self.after.clock}__lte": now - datetime.timedelta(days=self.after.days)})
        if self.whole:
            return rows
        told = models.Q(pk__in=[])
        for column in self.columns:
            told |= models.Q(**{f"{column}__isnull": False})
        return rows.filter(told)


def rules() -> Iterator[Rule]:
    """Every declared time that this job keeps, table by table."""
    for label, table in sorted(declared().items()):
        lines = [line for line in table.lines if line.kind != "keys" and line.nature != "none"]
        for after in dict.fromkeys(line.after for line in lines if line.after is not None and not line.after.by):
            columns = tuple(column for line in lines if line.after == after for column in line.columns)
            yield Rule(label, after, columns, whole=all(line.after == after for line in lines))


def run(*, now: datetime.datetime) -> int:
    """Takes away everything that is over; answers how many rows. Cut off in the middle, the next run goes on."""
    count = 0
    for rule in rules():
        pace = Pace()
        while True:
            wanted = pace.rows
            done = take_a_slice(rule, pace, now=now)
            count += done
            if done < wanted:
                break
            pace.rest()
    remains.clean(daily=True)
    return count


@write
def take_a_slice(rule: Rule, pace: Pace, *, now: datetime.datetime) -> int:
    """At most `pace.rows` rows, in one transaction; answers how many."""
    with pace.timed():
        first = list(rule.due(now).order_by("pk").values_list("pk", flat=True)[: pace.rows])
        rows = rule.model._base_manager.filter(pk__in=first)
        if not first:
            return 0
        if not rule.whole:
            return rows.update(**dict.fromkeys(rule.columns, None))
        with remains.overwriting():
            return int(rows._raw_delete(rows.db) or 0)


def is_silent(*, now: datetime.datetime) -> bool:
    """Whether the job has not come to an end for two days."""
    last = last_run(JOB)
    return last is not None and now - (last.ended_at or last.started_at) > SILENT
