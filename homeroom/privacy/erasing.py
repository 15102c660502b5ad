"""Erasing people and classes: planned first, children before parents, journaled, with a receipt (DEL-03, DEL-10, DEL-11, DEL-13).

`erase` does it whole in one transaction. `erase_in_slices` is for jobs: the same, but long tables go in slices first, so that nobody
who saves waits long; it is for what nobody can see any more. `replay` does it again on a database that came out of a backup (RET-05).
"""

import datetime
import json
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Literal

from django.apps import apps
from django.db import models

from homeroom.audit.actions import forget_reasons, note
from homeroom.kit.crypto import keyed_index
from homeroom.kit.db import after_commit, write
from homeroom.kit.declare import declared, stores
from homeroom.kit.ids import new_code
from homeroom.privacy import journal, remains
from homeroom.privacy.models import Erased, Receipt
from homeroom.privacy.pace import Pace
from homeroom.privacy.subjects import Part, Subject, parts

How = Literal["deleted", "anonymised", "kept"]
#: table -> how -> rows
Counts = dict[str, dict[str, int]]
#: Rows of tables about nobody that go too, with everything that hangs on them: {"sections.Section": [Subject(id, code)]}.
Also = Mapping[str, Collection[Subject]]
_NOTHING: Also = {}


def people_table() -> str:
    """The table whose rows are the people."""
    return next(label for label, table in declared().items() if table.about == "id")


def mark_of(table: str, code: str) -> bytes:
    """What is kept of somebody erased: a keyed hash of the public code."""
    return keyed_index(code, f"privacy.Erased.{table}")


def fate_of(part: Part) -> How:
    """What becomes of a row when its person is erased: the person's own row goes unless a line says that something of it stays."""
    ways = {line.erase for line in part.lines if line.nature != "none" and line.kind != "keys"}
    if "keep" in ways:
        return "kept"
    return "anonymised" if "anonymise" in ways or part.path != part.table.about else "deleted"


def plan(people: Collection[Subject], also: Also = _NOTHING) -> Counts:
    """How many rows of each table would go, lose their person, or stay. Changes nothing."""
    counts: Counts = {}
    for part in parts():
        _count(counts, part.table.label, fate_of(part), part.rows(people).count())
    for model, path, ids in _hanging(also):
        left = model._base_manager.filter(**{f"{path}__in": ids})
        for part in parts():
            if part.model is model and fate_of(part) == "deleted":
                left = left.exclude(pk__in=part.rows(people).values("pk"))
        _count(counts, model._meta.label, "deleted", left.count())
    return counts


@write
def erase(
    *, people: Collection[Subject], also: Also = _NOTHING, because: str, by: str = "", where: str = "", why: str | None = None,
    now: datetime.datetime,
) -> Receipt:  # fmt: skip
    """Everything about these people, and these rows, for ever; whole or not at all. `why`: the reason that was given, for the audit."""
    receipt = _begin(people, also, because, now)
    note("erase", by=by, where=where, why=why, now=now)
    return _finish(receipt, people, also, now)


def erase_in_slices(*, people: Collection[Subject], also: Also = _NOTHING, because: str, now: datetime.datetime) -> Receipt:
    """The same for a job, which may be cut off: the next run finds what is left and goes on with the same receipt."""
    receipt: Receipt = write(_begin)(people, also, because, now)
    for part in parts():
        if fate_of(part) == "deleted" and part.table.label != people_table():
            pace = Pace()
            while write(_slice)(receipt, part, people, pace):
                pace.rest()
    done: Receipt = write(_finish)(receipt, people, also, now)
    return done


def replay(*, now: datetime.datetime, told: Iterable[journal.Line] | None = None) -> int:
    """On a database that came out of a backup, before anybody is let in: what was erased since then is erased again; answers how much.

    `told`: lines of the journal that was there before (`journal.together(journal.in_file(), journal.in_database())`, asked before the
    restore); without it the file beside the database.
    """
    for line in journal.in_file() if told is None else told:
        _remember(line, now)
    marks: dict[str, dict[bytes, datetime.datetime]] = {}
    for table, mark, ended in Erased.objects.values_list("table", "mark", "receipt__ended_at"):
        marks.setdefault(table, {})[bytes(mark)] = ended or now
    returned = {table: [one for one in _all_of(table) if mark_of(table, one.code) in known] for table, known in marks.items()}
    people = returned.pop(people_table(), [])
    # Each with those who were erased at the same moment: clocks that began then go on.
    moments: dict[datetime.datetime, list[Subject]] = {}
    for one in people:
        moments.setdefault(marks[people_table()][mark_of(people_table(), one.code)], []).append(one)
    for ended, together in moments.items():
        for start in range(0, len(together), 20):
            write(_rows)(together[start : start + 20], _NOTHING, ended)
    write(_rows)([], returned, now)
    forget_reasons(codes=[person.code for person in people], now=now)
    for store in stores().values():
        if store.erase is not None:
            store.erase(people)
    return len(people) + sum(len(found) for found in returned.values())


def residue() -> dict[str, tuple[str, How, tuple[str, ...]]]:
    """What is left of an erased person by declaration: table -> (column that named the person, how, columns that stay) (DEL-10)."""
    return {part.table.label: (part.path, fate_of(part), part.columns) for part in parts() if fate_of(part) != "deleted"}


def _begin(people: Collection[Subject], also: Also, because: str, now: datetime.datetime) -> Receipt:
    wanted = [(people_table(), one) for one in people] + [(table, one) for table, found in also.items() for one in found]
    marks = [(table, mark_of(table, one.code)) for table, one in wanted]
    before = (
        Erased.objects.filter(mark__in=[mark for _table, mark in marks], receipt__ended_at__isnull=True).select_related("receipt").first()
    )
    if before is not None:
        return before.receipt
    receipt = Receipt.objects.create(begun_at=now, because=because)
    Erased.objects.bulk_create(Erased(receipt=receipt, table=table, mark=mark) for table, mark in marks)
    return receipt


def _finish(receipt: Receipt, people: Collection[Subject], also: Also, now: datetime.datetime) -> Receipt:
    _tell(receipt, _rows(people, also, now))
    forget_reasons(codes=[person.code for person in people], now=now)
    receipt.ended_at = now
    receipt.save(update_fields=["ended_at"])
    line, gone = journal.line_of(receipt), list(people)
    after_commit(lambda: journal.append(line))
    for store in stores().values():
        if store.erase is not None:
            after_commit(lambda forget=store.erase: forget(gone))  # type: ignore[misc]
    return receipt


def _tell(receipt: Receipt, more: Counts) -> None:
    """Adds to the receipt what was erased, in the transaction that erased it: an erasure that is cut off has told what is gone."""
    counts: Counts = json.loads(receipt.counts)
    for label, ways in more.items():
        for how, number in ways.items():
            _count(counts, label, how, number)
    receipt.counts = json.dumps(counts, sort_keys=True)
    receipt.save(update_fields=["counts"])


def _rows(people: Collection[Subject], also: Also, now: datetime.datetime) -> Counts:
    """All rows, in this transaction; answers how many of each table really went, lost their person, or stayed."""
    counts: Counts = {}
    if not people and not any(also.values()):
        return counts
    with remains.overwriting():
        for part in parts():
            how = fate_of(part)
            if part.table.label == people_table():
                _let_go(part.model, [person.id for person in people])
            if how == "deleted":
                done = _delete(part.model, part.rows(people).order_by())
            elif how == "anonymised":
                done = _anonymise(part, people, now)
            else:
                done = part.rows(people).count()
            _count(counts, part.table.label, how, done)
        for model, path, ids in _hanging(also):
            _count(counts, model._meta.label, "deleted", _delete(model, model._base_manager.filter(**{f"{path}__in": ids})))
    return counts


def _delete(model: type[models.Model], rows: "models.QuerySet[Any]") -> int:
    """One statement. What should have gone before makes the database refuse the whole erasure, so nothing is left hanging."""
    if rows.query.is_sliced or len(rows.query.alias_map) > 1:
        rows = model._base_manager.filter(pk__in=list(rows.values_list("pk", flat=True)))
    return int(rows._raw_delete(rows.db) or 0)


def _slice(receipt: Receipt, part: Part, people: Collection[Subject], pace: Pace) -> bool:
    """Whether there may be more."""
    wanted = pace.rows
    with pace.timed():
        first = list(part.rows(people).values_list("pk", flat=True)[:wanted])
        if first:
            with remains.overwriting():
                done = _delete(part.model, part.model._base_manager.filter(pk__in=first))
            _tell(receipt, {part.table.label: {"deleted": done}})
    return len(first) == wanted


def _anonymise(part: Part, people: Collection[Subject], now: datetime.datetime) -> int:
    """Cuts the row from its person: no number, or a new code by chance that is the same for all rows of one person in this table.
    Clocks that begin with the end of the account begin now."""
    clocks = {line.after.clock: now for line in part.lines if line.after is not None and line.after.from_erasing}
    done = 0
    for person in people:
        done += part.rows([person]).order_by().update(**{part.path: new_code() if part.by_code else None}, **clocks)
    return done


def _let_go(people_model: type[models.Model], ids: list[int]) -> None:
    """Columns that only mention a person (who made this link?) and may be empty are emptied."""
    for model, column in _pointing_at(people_model):
        if model._meta.get_field(column).null:
            model._base_manager.filter(**{f"{column}__in": ids}).update(**{column: None})


def _hanging(also: Also) -> Iterator[tuple[type[models.Model], str, list[int]]]:
    """(table, column, ids) of everything that goes with these rows, and last the rows themselves."""
    for label, found in also.items():
        ids, model = [one.id for one in found], apps.get_model(label)
        for other, column in _pointing_at(model):
            yield other, column, ids
        yield model, "pk", ids


def _pointing_at(model: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    """(table, column) of everything that names rows of a table."""
    for other in apps.get_models(include_auto_created=True):
        for field in other._meta.concrete_fields:
            if field.related_model is model:
                yield other, field.name


def _all_of(table: str) -> Iterator[Subject]:
    for row_id, code in apps.get_model(table)._base_manager.values_list("pk", "code").iterator(2000):
        yield Subject(row_id, code)


def _remember(line: journal.Line, now: datetime.datetime) -> None:
    write(_remember_whole)(line, now)


def _remember_whole(line: journal.Line, now: datetime.datetime) -> None:
    receipt, _made = Receipt.objects.update_or_create(
        pk=uuid.UUID(line["receipt"]),
        defaults={
            "begun_at": datetime.datetime.fromisoformat(line["begun_at"]),
            "ended_at": datetime.datetime.fromisoformat(line["ended_at"]) if line["ended_at"] else now,
            "because": line["because"],
            "counts": json.dumps(line["counts"], sort_keys=True),
        },
    )
    for table, mark in line["erased"]:
        Erased.objects.update_or_create(table=table, mark=bytes.fromhex(mark), defaults={"receipt": receipt})


def _count(counts: Counts, label: str, how: str, number: int) -> None:
    if number:
        of_table = counts.setdefault(label, {})
        of_table[how] = of_table.get(how, 0) + number
