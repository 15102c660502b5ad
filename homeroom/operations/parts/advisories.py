"""What is known against our libraries: advisories in the OSV format, in a file or folder that the operator brings; nothing is fetched."""

import datetime
import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from homeroom.operations.parts.locks import Library

#: Where a version stands to its release: before (2.0rc1, 2.0.0-beta.1), it, after (2.0.post1).
_BEFORE, _IS, _AFTER = -1, 0, 1
Order = tuple[int, tuple[int, ...], int, tuple[tuple[int, int | str], ...]]


class NoAdvisories(RuntimeError):
    """The file cannot be used; the sentence says why."""


@dataclass(frozen=True)
class Known:
    """One advisory that meets one of our libraries."""

    id: str
    library: Library
    summary: str
    fixed_in: str


@dataclass(frozen=True)
class Looked:
    """What a file says: how many advisories, the newest one's date, those that meet us."""

    advisories: int
    newest: datetime.date | None
    known: tuple[Known, ...]


def look(path: Path, libraries: Collection[Library]) -> Looked:
    """Compares a file (one advisory, a list, {"vulns": [...]}, a line each) or a folder of them. Raises `NoAdvisories`."""
    ours: dict[tuple[str, str], list[Library]] = {}
    for one in libraries:
        ours.setdefault((one.ecosystem, _normal(one.name)), []).append(one)
    number, newest = 0, ""
    known: list[Known] = []
    for advisory in _in(path):
        number += 1
        newest = max(newest, str(advisory.get("modified", ""))[:10])
        if "withdrawn" not in advisory:
            known += _met(advisory, ours)
    if not number:
        raise NoAdvisories(f"There is no advisory in {path}. It must hold JSON in the OSV format, or be a folder of such files.")
    date = datetime.date.fromisoformat(newest) if newest else None
    return Looked(number, date, tuple(sorted(known, key=lambda one: (one.library.name, one.id))))


def _in(path: Path) -> Iterator[dict[str, Any]]:
    files = sorted(path.rglob("*.json")) if path.is_dir() else [path]
    for file in files:
        try:
            text = file.read_text("utf-8")
            told = json.loads(text) if not file.name.endswith(".jsonl") else [json.loads(line) for line in text.splitlines() if line]
        except (OSError, ValueError) as problem:
            raise NoAdvisories(f"{file} cannot be read as JSON.") from problem
        if isinstance(told, dict) and "vulns" in told:
            told = told["vulns"]
        for advisory in told if isinstance(told, list) else [told]:
            if not isinstance(advisory, dict) or "id" not in advisory:
                raise NoAdvisories(f"{file} is no advisory in the OSV format: it has no id.")
            yield advisory


def _met(advisory: dict[str, Any], ours: dict[tuple[str, str], list[Library]]) -> Iterator[Known]:
    for affected in advisory.get("affected", ()):
        package = affected.get("package", {})
        for library in ours.get((package.get("ecosystem", ""), _normal(package.get("name", ""))), ()):
            if library.version in affected.get("versions", ()) or any(
                _within(span, library.version) for span in affected.get("ranges", ())
            ):
                yield Known(str(advisory["id"]), library, str(advisory.get("summary", "")), _fixed(affected, library.version))


def _within(span: dict[str, Any], version: str) -> bool:
    """Events in order: introduced opens, fixed closes, last_affected closes behind itself."""
    if span.get("type") not in ("ECOSYSTEM", "SEMVER"):
        return False
    is_in, here = False, order_of(version)
    events = [(kind, str(at)) for event in span.get("events", ()) for kind, at in event.items()]
    for kind, at in sorted(events, key=lambda event: order_of(event[1])):
        if kind == "introduced" and here >= order_of(at):
            is_in = True
        elif (kind == "fixed" and here >= order_of(at)) or (kind == "last_affected" and here > order_of(at)):
            is_in = False
    return is_in


def _fixed(affected: dict[str, Any], version: str) -> str:
    fixes = [str(event["fixed"]) for span in affected.get("ranges", ()) for event in span.get("events", ()) if "fixed" in event]
    later = [fix for fix in fixes if order_of(fix) > order_of(version) and re.match(r"[0-9v]", fix)]
    return min(later, key=order_of, default="")


def order_of(version: str) -> Order:
    """Versions of both ecosystems in order (PEP 440 and SemVer as far as they are used): 1.2 < 1.10, 2.0rc1 < 2.0 < 2.0.post1."""
    text = version.strip().lower().lstrip("v=").partition("+")[0]
    epoch, _, rest = text.rpartition("!")
    release = re.match(r"\d+(?:\.\d+)*", rest)
    numbers = [int(number) for number in release[0].split(".")] if release else [0]
    while len(numbers) > 1 and not numbers[-1]:
        numbers.pop()
    more = rest[release.end() :] if release else rest
    place = _IS if not more.strip(".-_") else _AFTER if re.match(r"[.\-_]?(?:post|rev|r\d)", more) else _BEFORE
    words = tuple((0, int(word)) if word.isdigit() else (1, word) for word in re.findall(r"\d+|[a-z]+", more))
    return int(epoch or 0), tuple(numbers), place, words


def _normal(name: str) -> str:
    return name if name.startswith("@") else re.sub(r"[-_.]+", "-", name).lower()
