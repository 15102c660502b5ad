"""Sealing everything anew with the key that seals now, so that an older key opens nothing any more but old backups (SEC-03)."""

from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.db import models

from homeroom.kit.crypto import SealedBytes, SealedText
from homeroom.kit.db import write

#: Rows in one transaction.
BATCH = 500


def sealed_columns(model: type[models.Model]) -> list[str]:
    """The columns of a table that hold ciphertext."""
    return [field.name for field in model._meta.concrete_fields if isinstance(field, SealedText | SealedBytes)]


def reseal_all(progress: Callable[[str, int], None] = lambda table, rows: None) -> int:
    """Every sealed value of every table; answers how many rows. May be broken off and run again. `progress(table, rows so far)`."""
    total = 0
    for model in apps.get_models(include_auto_created=True):
        columns, done = sealed_columns(model), 0
        if columns:
            for batch in _batches(model):
                done += _reseal(model, columns, batch)
                progress(model._meta.label, done)
        total += done
    return total


def _batches(model: type[models.Model]) -> Iterator[list[Any]]:
    last: Any = None
    while True:
        rows = model._default_manager.order_by("pk")
        batch = list((rows if last is None else rows.filter(pk__gt=last)).values_list("pk", flat=True)[:BATCH])
        if not batch:
            return
        yield batch
        last = batch[-1]


@write
def _reseal(model: type[models.Model], columns: list[str], batch: list[Any]) -> int:
    rows = model._default_manager
    for values in list(rows.filter(pk__in=batch).values("pk", *columns)):
        rows.filter(pk=values.pop("pk")).update(**values)
    return len(batch)
