"""Brings tables from one migration to another, and looks whether everything that was there is there."""

from collections.abc import Callable, Collection, Iterator

from django.apps import apps
from django.core.checks import run_checks
from django.core.checks.messages import ERROR
from django.db import connection, models
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor

from homeroom.operations.keeping import loading, shape
from homeroom.operations.keeping.trouble import BackupTrouble

#: Called with the migration that is done, as "room.0002_name".
Told = Callable[[str], None]


def pending() -> list[Migration]:
    """Migrations that this Homeroom has and the database has not, in order."""
    executor = MigrationExecutor(connection)
    return [step for step, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def to(migrations: Collection[tuple[str, str]] | None = None, *, told: Told = lambda name: None) -> None:
    """Exactly these migrations, or all that there are. Within the caller's transaction where the database can."""
    executor = MigrationExecutor(connection, progress_callback=lambda action, step=None, fake=False: _done(action, step, told))
    targets = executor.loader.graph.leaf_nodes() if migrations is None else list(migrations)
    if targets:
        executor.migrate(targets)


def _done(action: str, step: Migration | None, told: Told) -> None:
    if action == "apply_success" and step is not None:
        if connection.vendor == "postgresql" and connection.in_atomic_block:
            with connection.cursor() as cursor:
                # What a step of data has left to be looked at later would keep the next one from changing the table.
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        told(f"{step.app_label}.{step.name}")


def rows() -> dict[str, int]:
    """How many rows each table has."""
    counts = {}
    with connection.cursor() as cursor:
        for one in shape.shapes(shape.applied()):
            cursor.execute(f'SELECT count(*) FROM "{one.table}"')  # noqa: S608 - names of our own tables
            counts[one.label] = cursor.fetchone()[0]
    return counts


def insist_on_everything(before: dict[str, int], steps: Collection[Migration] = ()) -> None:
    """Raises `BackupTrouble` when rows are missing or new, a sealed column does not open, or the database or our checks find fault.

    A migration that means to change how many rows a table has says so: `changes_rows = ("sections.Section",)`.
    """
    meant = {label for step in steps for label in getattr(step, "changes_rows", ())}
    after = rows()
    changed = sorted(label for label, count in before.items() if after.get(label, 0) != count and label not in meant)
    if changed:
        said = ", ".join(f"{label} {before[label]} before, {after.get(label, 0)} now" for label in changed)
        raise BackupTrouble(f"Rows are not what they were: {said}.")
    loading.insist_on_wholeness()
    if not pending() and (closed := sorted(_closed())):
        raise BackupTrouble(f"What is encrypted does not open with the keys that are here: {', '.join(closed)}.")
    if wrong := [problem for problem in run_checks() if problem.level >= ERROR]:
        raise BackupTrouble(f"The checks find fault: {wrong[0].msg}")


def _closed() -> Iterator[str]:
    """Tables whose first or last row does not open."""
    for model in apps.get_models(include_auto_created=True):
        everything: models.QuerySet[models.Model] = model._base_manager.all()
        for order in ("pk", "-pk"):
            try:
                list(everything.order_by(order)[:1])
            except ValueError:
                yield model._meta.label
                break
