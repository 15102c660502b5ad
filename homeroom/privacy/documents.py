"""Papers for grown-ups, written from the declarations and never by hand: inventory, record of processing, schedule, risks.

Rows are plain values, so that they print as JSON and CSV alike; words are in the reader's language.
"""

import csv
import io
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext

from homeroom.kit.declare import ANYBODY, NOBODY, OWN_TEACHERS, PUPILS, SELF, VISITORS, Line, declared, providers, stores
from homeroom.kit.declare.inventory import Table
from homeroom.kit.declare.kinds import BASES, CATEGORIES, KEPT, NATURES, PURPOSES, SOURCES
from homeroom.privacy import promised, queries
from homeroom.privacy.stores_gen import IN_BROWSER

#: One row of a document.
Row = dict[str, Any]
#: Audiences that are no disclosure: the person, and the class around a pupil.
_WITHIN = {SELF, OWN_TEACHERS, PUPILS, NOBODY}
_PUBLIC = {VISITORS, ANYBODY}


def _lines() -> Iterable[tuple[Table, Line]]:
    for _label, table in sorted(declared().items()):
        for line in table.lines:
            if line.kind != "keys":
                yield table, line


def inventory() -> list[Row]:
    """Everything that is kept: a row for each line of each table, each store, each thing in the browser."""
    return [*(_of_line(table, line) for table, line in _lines()), *_elsewhere()]


def _of_line(table: Table, line: Line) -> Row:
    return {
        "where": table.label,
        "columns": list(line.columns),
        "what": ", ".join(queries.column_names(table, line)),
        "about": list(line.roles),
        "nature": line.nature,
        "category": line.category,
        "special": line.special,
        "source": line.source,
        "purpose": line.purpose,
        "basis": line.basis,
        "why": str(line.why),
        "seen_by": [audience.name for audience in line.seen_by],
        "keep": line.keep,
        "days": line.after.days if line.after else None,
        "erase": line.erase,
        "encrypted": line.sealed,
    }


def _elsewhere() -> Iterable[Row]:
    for _name, store in sorted(stores().items()):
        yield {
            "where": f"{store.where}: {store.name}", "what": str(store.what), "nature": store.nature, "why": str(store.why),
            "seen_by": [audience.name for audience in store.seen_by], "keep": str(store.how_long),
            "days": store.gone_within.days if store.gone_within else None,
        }  # fmt: skip
    for row in IN_BROWSER:
        yield {
            "where": f"{row.place}: {row.database or ''}{row.name}", "what": str(row.what), "nature": "technical", "why": str(row.why),
            "seen_by": [SELF.name], "keep": str(row.how_long),
        }  # fmt: skip


def ropa() -> list[Row]:
    """The record of processing (GDPR, article 30): a row for each purpose."""
    rows = []
    for purpose, words in PURPOSES.items():
        found = [(table, line) for table, line in _lines() if line.purpose == purpose and line.nature != "none"]
        if found:
            rows.append(
                {
                    "purpose": str(words),
                    "legal_bases": _each(BASES[line.basis] for _table, line in found),
                    "people": _each(role for _table, line in found for role in (line.roles or ("nobody by name",))),
                    "kinds_of_data": _each(CATEGORIES[line.category] for _table, line in found),
                    "data": _each(name for table, line in found for name in queries.column_names(table, line)),
                    "sources": _each(SOURCES[line.source] for _table, line in found),
                    "recipients": _each(audience.words for _table, line in found for audience in line.seen_by if audience is not NOBODY),
                    "outside_services": [provider.name for provider in providers()],
                    "countries_outside": _each(provider.country for provider in providers()),
                    "kept": _each(KEPT[line.keep] for _table, line in found),
                    "security": _security(found),
                    "tables": _each(table.label for table, _line in found),
                }
            )
    return rows


def _security(found: list[tuple[Table, Line]]) -> list[str]:
    sealed = sum(line.sealed for _table, line in found)
    return [
        gettext("%(sealed)s of %(all)s kinds of columns are encrypted in the database") % {"sealed": sealed, "all": len(found)},
        gettext("every page and every row is decided by who asks"),
        gettext("backups go within 30 days, and hold no keys"),
    ]


def schedule() -> list[Row]:
    """How long everything stays, why, and what becomes of it (RET-01)."""
    rows: list[Row] = [
        {
            "where": table.label,
            "what": ", ".join(queries.column_names(table, line)),
            "kept": str(KEPT[line.keep]),
            "days": line.after.days if line.after else None,
            "from": line.after.clock if line.after else "",
            "why": str(line.why),
            "when_erased": line.erase,
        }
        for table, line in _lines()
    ]
    for row in _elsewhere():
        told = {name: row[name] for name in ("where", "what", "why")}
        rows.append({**told, "kept": row["keep"], "days": row.get("days"), "from": "", "when_erased": ""})
    return rows


def dpia() -> list[Row]:
    """A skeleton for assessing risks: every field with a child behind it, a public audience or a disclosure is a question to answer."""
    rows = []
    for table, line in _lines():
        risks = _risks(line)
        if risks:
            rows.append(
                {
                    "where": table.label,
                    "what": ", ".join(queries.column_names(table, line)),
                    "why_kept": str(line.why),
                    "legal_basis": str(BASES.get(line.basis, "")),
                    "risks": risks,
                    "measures": _measures(line),
                    "answer": "",
                }
            )
    for provider in providers():
        leaves = gettext("leaves this service, for %(name)s in %(country)s") % {"name": provider.name, "country": provider.country}
        told = {"where": provider.name, "what": str(provider.what), "why_kept": str(provider.why), "legal_basis": ""}
        rows.append({**told, "risks": [leaves], "measures": [provider.agreement], "answer": ""})
    return rows


def _risks(line: Line) -> list[str]:
    risks = []
    if line.nature != "none" and "student" in line.roles:
        risks.append(gettext("it can be about a child under 13"))
    if set(line.seen_by) & _PUBLIC and line.nature != "none":
        risks.append(gettext("anybody can see it"))
    beyond = [str(audience.words) for audience in line.seen_by if audience not in _WITHIN | _PUBLIC]
    if beyond and line.nature != "none":
        risks.append(gettext("others than the person and the class see it: %(whom)s") % {"whom": ", ".join(beyond)})
    if line.special:
        risks.append(gettext("it is of a category that the law protects most"))
    return risks


def _measures(line: Line) -> list[str]:
    measures = [str(KEPT[line.keep]), str(NATURES[line.nature])]
    if line.sealed:
        measures.append(gettext("encrypted in the database"))
    if line.erase == "delete":
        measures.append(gettext("deleted with the account"))
    return measures


def _each(words: Iterable[Any]) -> list[str]:
    """Every word once, in the order it came."""
    return list(dict.fromkeys(str(word) for word in words if str(word)))


def framework() -> list[Row]:
    """Which promises serve which outcome of the NIST Cybersecurity Framework 2.0, and where each stands (SEC-10)."""
    told = tomllib.loads((Path(settings.HERE) / "policy" / "framework.toml").read_text("utf-8"))
    states = {row.name: row.state for row in promised.book().promises}
    return [
        {
            "outcome": f"{function}.{category}",
            "function": facts["title"],
            "promises": names,
            "built": [name for name in names if states[name] == "built"],
            "kept_by_people": [name for name in names if states[name] in ("operator", "organisation")],
            "not_built": [name for name in names if states[name] == "not-built"],
        }
        for function, facts in told.items()
        for category, names in facts.items()
        if category != "title"
    ]


DOCUMENTS = {"framework": framework, "inventory": inventory, "ropa": ropa, "schedule": schedule, "dpia": dpia}


def as_csv(rows: list[Row]) -> str:
    """A table with a heading; what has several values has them in one cell."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    table = csv.DictWriter(out, columns, restval="")
    table.writeheader()
    for row in rows:
        table.writerow({name: _cell(value) for name, value in row.items()})
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    # A cell that begins so is a formula to a spreadsheet.
    return f"'{text}" if text[:1] in "=+-@\t" and text else text


def as_lines(title: str, rows: list[Row]) -> str:
    """For golden files: a line for each value, so that a change is read in review."""
    out = [f"# {title} Written by `make generate`."]
    for row in rows:
        out.append("")
        for name, value in row.items():
            if isinstance(value, list):
                out += [f"{name}:", *(f"  {one}" for one in value)]
            elif value not in (None, ""):
                out.append(f"{name}: {value}")
    return "\n".join(out) + "\n"
