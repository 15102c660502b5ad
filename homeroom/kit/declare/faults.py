"""What is wrong with the declarations: anything undeclared, stale, impossible or contradictory fails the build (GEN-04, RIGHTS-10).

One code for each fault, `privacy.E001` and so on in Django's checks; each says what to write where.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.apps.registry import Apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models.deletion import DO_NOTHING, PROTECT, RESTRICT

from homeroom.kit.crypto.fields import _Sealed
from homeroom.kit.declare.audiences import AUDIENCES
from homeroom.kit.declare.inventory import Table, declared, stores
from homeroom.kit.declare.kinds import (
    BASES,
    CATEGORIES,
    CEILINGS,
    CONSENTS,
    ERASURES,
    KEPT,
    NATURES,
    PLACES,
    PURPOSES,
    ROLES,
    SOURCES,
    SPECIAL,
    Line,
    Store,
)

#: Every fault that is looked for; a test plants each.
FAULTS = {
    "E001": "a table that nobody declared",
    "E002": "a declared table that is not there",
    "E003": "a column that nobody declared",
    "E004": "a declared column that is not there",
    "E005": "a column declared twice",
    "E006": "a table without a sentence or a title",
    "E007": "a path that leads to no person",
    "E008": "a line without a reason",
    "E009": "a purpose outside the closed list",
    "E010": "a source outside the closed list",
    "E011": "a legal basis outside the closed list",
    "E012": "nobody named who sees it, or an audience outside the closed list",
    "E013": "no time after which it goes, or one outside the closed list",
    "E014": "a nature, category or way of erasing outside the closed list",
    "E015": "roles that do not exist",
    "E016": "something personal that is about nobody",
    "E017": "sealed by word only, or by column only",
    "E018": "a key that is none",
    "E019": "a row that shall lose its person, in a column that cannot be empty",
    "E020": "a row that shall go and stay",
    "E021": "a foreign key that keeps a person from being erased",
    "E022": "consent without what is consented to, or what is consented to without consent",
    "E023": "a special category outside the list of what is disclosed",
    "E024": "a column that sounds like a special category and is not declared as one",
    "E025": "a place outside tables without a reason, an end or an audience",
    "E026": "a place outside tables of a kind that does not exist",
    "E027": "a column that names others, told of in another line",
    "E029": "a time after which it goes that nothing can tell, or that is longer than its ceiling",
    "E028": "a place outside tables that an erased person never leaves",
    "E030": "a column of files without somebody who erases them",
}

#: Words in the names of columns that stand for special categories of data (GEN-14).
SPECIAL_WORDS = re.compile(
    r"\b(race|racial|ethnic|ethnicity|religion|religious|health|illness|disability|diagnosis|medical|biometric|fingerprint|genetic|sexual|"
    r"gender|political|orientation|voiceprint)\b"
)


class Fault(NamedTuple):
    """What is wrong, and what to write where."""

    code: str
    says: str


def problems(apps: Apps) -> Iterator[Fault]:
    """Everything that is wrong now with the declarations of these models and of all stores."""
    tables = declared()
    found = {model._meta.label: model for model in apps.get_models(include_auto_created=True)}
    for label in sorted(tables.keys() - found.keys()):
        yield Fault("E002", f"{label} is declared but there is no such table: remove its class")
    for label, model in sorted(found.items()):
        home = _home(model)
        if label in tables:
            yield from _of_table(tables[label], model, home, tables)
        else:
            yield Fault("E001", f"{label} is not declared: add a class to {home}")
    for _name, store in sorted(stores().items()):
        yield from _of_store(store)


def _home(model: type[models.Model]) -> str:
    """Where its declaration belongs: in its room, or for a library in the room that uses it."""
    ours = model.__module__.startswith("homeroom.")
    return f"homeroom/{model._meta.app_label}/privacy.py" if ours else "the privacy.py of the room that uses it"


def _of_table(table: Table, model: type[models.Model], home: str, tables: dict[str, Table]) -> Iterator[Fault]:
    columns = {field.name: field for field in model._meta.concrete_fields}
    told = [column for line in table.lines for column in line.columns]
    if not table.says or not table.name:
        yield Fault(
            "E006", f"{table.label} says nothing: give its class in {home} a docstring (the sentence of the public page) and a title"
        )
    about = table.about.split("__")[0]
    if about and about not in told:
        told.append(about)
    for column in sorted(columns.keys() - set(told)):
        yield Fault("E003", f"{table.label}.{column} is not declared: add it to a line in {home}")
    for column in sorted(set(told) - columns.keys()):
        yield Fault("E004", f"{table.label}.{column} is declared but does not exist: remove it from {home}")
    for column in sorted({column for column in told if told.count(column) > 1}):
        yield Fault("E005", f"{table.label}.{column} is declared twice: keep one line in {home}")
    for column in sorted({column for line in table.lines for column in set(line.others) - set(line.columns)}):
        yield Fault("E027", f"{table.label}.{column} names others, but stands in another line: say others= in its own line in {home}")
    for path in dict.fromkeys([table.about, *(line.about for line in table.lines)]):
        if path and not _leads_to_a_person(path, model, tables):
            yield Fault(
                "E007", f"{table.label}: {path!r} leads to nobody: about= is a path to a person, or a column of public codes, in {home}"
            )
        elif path:
            yield from _of_going(table, model, path, home)
    for line in table.lines:
        yield from _of_line(table, line, columns, home)
    yield from _of_holding(table, model, home, tables)


def _leads_to_a_person(path: str, model: type[models.Model], tables: dict[str, Table]) -> bool:
    """Whether a path ends at somebody's row, or at a column of public codes."""
    here: Any = model
    for step in path.split("__"):
        if here is None:
            return False
        try:
            field = here._meta.get_field(step)
        except FieldDoesNotExist:
            return False
        if not field.is_relation:
            people = here._meta.label in tables and tables[here._meta.label].about == step
            return step == path.rpartition("__")[2] and (isinstance(field, models.CharField) or (field.primary_key and people))
        here = field.related_model
    return here._meta.label in tables and tables[here._meta.label].about == here._meta.pk.name


def _of_going(table: Table, model: type[models.Model], path: str, home: str) -> Iterator[Fault]:
    """What becomes of a row when this person is erased: one thing, and one that the column allows (DEL-10)."""
    ways = {line.erase for line in table.lines if line.about == path and line.kind != "keys" and line.nature != "none"}
    if "delete" in ways and "keep" in ways:
        yield Fault(
            "E020", f"{table.label}: some of a row about {path} goes and some stays: a row has one fate, say the same erase= in {home}"
        )
    column = _first_column(model, path)
    named = column is not None and column.is_relation
    if ways == {"keep"} and named:
        yield Fault(
            "E020",
            f"{table.label}: a row that names {path} by a foreign key cannot stay as it is: say erase='anonymise' or 'delete' in {home}",
        )
    if "anonymise" in ways and named and "__" not in path and column is not None and not column.null:
        yield Fault(
            "E019",
            f"{table.label}.{path} cannot be empty, but its row shall lose its person: give it null=True, or say erase='delete' in {home}",
        )


def _first_column(model: type[models.Model], path: str) -> Any:
    return next((field for field in model._meta.concrete_fields if field.name == path.partition("__")[0]), None)


def _of_holding(table: Table, model: type[models.Model], home: str, tables: dict[str, Table]) -> Iterator[Fault]:
    """Foreign keys that hold somebody: those by which the row neither goes nor lets go."""
    for field in model._meta.concrete_fields:
        if not field.is_relation or field.null or field.related_model is None:
            continue
        parent: Any = field.related_model
        label = parent._meta.label
        if label not in tables or not tables[label].about or label == table.label:
            continue
        stubborn = getattr(field.remote_field, "on_delete", None) in (PROTECT, RESTRICT, DO_NOTHING)
        holds = f"{table.label}.{field.name} would keep a row of {label} from being erased"
        goes = {line.erase for line in table.lines if line.about and line.kind != "keys" and line.nature != "none"}
        if stubborn or "delete" not in goes:
            yield Fault("E021", f"{holds}: say CASCADE and erase='delete', or null=True, in {home}")


def _of_line(table: Table, line: Line, columns: dict[str, Any], home: str) -> Iterator[Fault]:
    if line.kind == "keys":
        yield from _of_keys(table, line, columns, home)
        return
    shown = f"{table.label} ({', '.join(line.columns)})"
    agreed = bool(line.consent) == (line.basis == "consent") and (not line.consent or line.consent in CONSENTS)
    closed = line.nature in NATURES and line.category in CATEGORIES and line.erase in ERASURES
    about_somebody = line.nature in ("personal", "identifier")
    for code, good, says in (
        ("E008", line.why, f"says no why: add why= in {home}"),
        ("E009", line.purpose in PURPOSES, f"has no purpose of the closed list: add purpose= in {home}, one of {_listed(PURPOSES)}"),
        ("E010", line.source in SOURCES, f"has no source of the closed list: add source= in {home}, one of {_listed(SOURCES)}"),
        ("E011", _is_grounded(line), f"has no legal basis of the closed list: add basis= in {home}, one of {_listed(BASES)}"),
        ("E012", _is_seen(line.seen_by), f"does not say who sees it: add seen_by= in {home}, audiences of kit.declare"),
        ("E013", line.keep in KEPT, f"does not say how long it is kept: add keep= in {home}, one of {_listed(KEPT)}"),
        ("E014", closed, f"says nature=, category= or erase= outside of the closed lists of kit.declare.kinds: mend it in {home}"),
        ("E015", not set(line.roles) - set(ROLES), f"is about roles that do not exist: use names of kit.declare.ROLES in {home}"),
        ("E016", line.about or not about_somebody, f"is about a person, but nobody says whom: add about= in {home}"),
        ("E022", agreed, f"says basis='consent' or consent=, which go together: name one of kit.declare.kinds.CONSENTS in {home}"),
    ):
        if not good:
            yield Fault(code, f"{shown} {says}")
    yield from _of_time(shown, line, columns, home)
    for column in line.columns:
        if column in columns:
            yield from _of_column(table, line, columns[column], home)


def _of_time(shown: str, line: Line, columns: dict[str, Any], home: str) -> Iterator[Fault]:
    """What has a ceiling says by which clock it goes, and no later (RET-01)."""
    ceiling, after = CEILINGS.get(line.keep), line.after
    if line.nature == "none" or (ceiling is None and after is None):
        return
    if after is None or not isinstance(columns.get(after.clock), models.DateTimeField):
        yield Fault("E029", f"{shown} is kept for a time, but by no clock: say after=After('a column with times', days=...) in {home}")
    elif ceiling is None or not 0 <= after.days <= ceiling:
        yield Fault("E029", f"{shown} stays longer than its keep= allows: say at most {ceiling or 0:g} days in {home}")


def _of_keys(table: Table, line: Line, columns: dict[str, Any], home: str) -> Iterator[Fault]:
    for column in line.columns:
        field = columns.get(column)
        if field is not None and not (field.primary_key or field.unique or field.is_relation or isinstance(field, models.UUIDField)):
            yield Fault("E018", f"{table.label}.{column} is no key: give it a line of another kind in {home}")


def _is_grounded(line: Line) -> bool:
    """RIGHTS-10: whatever is about somebody is kept on one of the legal grounds."""
    return line.basis in BASES or (line.nature == "none" and not line.basis)


def _is_seen(by: tuple[Any, ...]) -> bool:
    return bool(by) and not set(by) - set(AUDIENCES)


def _of_column(table: Table, line: Line, field: Any, home: str) -> Iterator[Fault]:
    name = f"{table.label}.{field.name}"
    if line.sealed and not isinstance(field, _Sealed):
        yield Fault("E017", f"{name} is declared sealed but its column is plain: use SealedText, or say sealed=False in {home}")
    if not line.sealed and isinstance(field, _Sealed):
        yield Fault("E017", f"{name} is sealed but not declared so: say sealed=True in {home}")
    if isinstance(field, models.FileField) and (name not in stores() or stores()[name].erase is None):
        yield Fault(
            "E030", f"{name} holds files, and nobody erases them: declare_stores(Store({name!r}, 'file', ..., erase=...)) in {home}"
        )
    if line.special and name not in SPECIAL:
        yield Fault(
            "E023", f"{name} is of a special category that we told nobody of: take it out, or disclose it in kit.declare.kinds.SPECIAL"
        )
    words = f"{field.name} {field.verbose_name}".lower().replace("_", " ")
    if not line.special and SPECIAL_WORDS.search(words):
        yield Fault("E024", f"{name} sounds like a special category of data: say special=True in {home}, or call it what it is")


def _of_store(store: Store) -> Iterator[Fault]:
    shown = f"the store {store.name!r}"
    if not store.what or not store.why or not store.how_long or not _is_seen(store.seen_by):
        yield Fault("E025", f"{shown} does not say what, why, how long or who sees it: fill in all four where it is declared")
    if store.where not in PLACES or store.nature not in NATURES:
        yield Fault("E026", f"{shown}: where= is one of {_listed(PLACES)}, nature= one of {_listed(NATURES)}")
    if store.nature != "none" and store.gone_within is None and store.erase is None:
        yield Fault("E028", f"{shown} does not say how an erased person leaves it: give it gone_within= or erase= where it is declared")


def _listed(closed: Any) -> str:
    return ", ".join(repr(str(word)) for word in closed if word)
