"""The texts as files, ours and an operator's own: `<kind>.<number>.<language>.md`, beside them `versions.toml` and `digests.sha256`.

A text that stands in `digests.sha256` is never changed again: a new wording gets the next number. An operator's own folder
(HOMEROOM_TEXTS) is read in the same way; its versions are numbered from 1001 on and come after ours. What somebody agreed to is
copied into the database with its digest, so that a changed file is noticed there too (ACC-13, POL-01).
"""

import datetime
import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

OURS = Path(__file__).resolve().parent / "texts"
#: Kinds of texts, in the order of the pages.
KINDS = ("policy", "terms", "authority", "dpa", "letter")
#: From here on numbers are an operator's own.
OWN = 1000
LANGUAGES = ("en", "es", "ar")
LOCK, VERSIONS = "digests.sha256", "versions.toml"
#: What a text may leave open; filled in from the settings when it is shown.
PLACES = ("service", "operator", "school", "contact", "post", "country", "consent_age")
_PLACE = re.compile(r"\{([^{}]*)\}")


class TextsUnusable(RuntimeError):
    """A folder of texts has a fault; the sentence says which."""


@dataclass(frozen=True)
class Agreement:
    """One version of one text in one language."""

    kind: str
    number: int
    language: str
    text: str
    date: datetime.date = datetime.date.min
    material: bool = False
    #: language -> what has changed
    changed: Mapping[str, str] = field(default_factory=dict)
    purposes: tuple[str, ...] = ()
    #: The language that decides when translations differ.
    reference: str = "en"

    @property
    def title(self) -> str:
        """Its first line."""
        return self.text.partition("\n")[0].strip()

    @property
    def digest(self) -> str:
        """SHA-256 of the text, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def shown_number(self) -> int:
        """As people read it: an operator's own versions count from one too."""
        return self.number - OWN if self.is_own else self.number

    @property
    def is_own(self) -> bool:
        """Written by the operator."""
        return self.number > OWN

    @property
    def parts(self) -> list[tuple[str, list[str]]]:
        """After the title: ("h", [heading]), ("p", [sentence]) and ("ul", [items])."""
        found: list[tuple[str, list[str]]] = []
        for part in self.text.partition("\n")[2].strip().split("\n\n"):
            lines = [line.strip() for line in part.splitlines() if line.strip()]
            items = [line[2:] for line in lines if line.startswith("- ")]
            if len(lines) == 1 and lines[0].startswith("## "):
                found.append(("h", [lines[0][3:]]))
            else:
                found.append(("ul", items) if items and len(items) == len(lines) else ("p", [" ".join(lines)]))
        return found

    def filled(self, values: Mapping[str, str]) -> list[tuple[str, list[str]]]:
        """Its parts with the open places filled in."""
        return [(kind, [_PLACE.sub(lambda found: values.get(found[1], found[0]), line) for line in lines]) for kind, lines in self.parts]

    def changed_in(self, language: str) -> str:
        """What is new in this version."""
        return self.changed.get(language) or self.changed.get(self.reference, "")


Shelf = dict[tuple[str, int, str], Agreement]


def read(folder: Path) -> Shelf:
    """All texts of one folder; raises `TextsUnusable` with everything that is wrong."""
    wrong = list(problems(folder))
    if wrong:
        raise TextsUnusable("; ".join(wrong))
    told = _versions(folder)
    found: Shelf = {}
    for path in sorted(folder.glob("*.md")):
        kind, number, language = path.name.removesuffix(".md").split(".")
        facts = told[kind][number]
        found[kind, int(number), language] = Agreement(
            kind=kind,
            number=int(number),
            language=language,
            text=path.read_text("utf-8"),
            date=facts["date"],
            material=facts["material"],
            changed=facts.get("changed", {}),
            purposes=tuple(facts.get("purposes", ())),
            reference=told.get("reference", "en"),
        )
    return found


def _versions(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / VERSIONS).read_text("utf-8"))


def locked(folder: Path) -> dict[str, str]:
    """File -> digest of every text that never changes again, as `sha256sum` writes them."""
    place = folder / LOCK
    lines = place.read_text("utf-8").splitlines() if place.exists() else []
    return {name.strip(): digest for digest, _space, name in (line.partition("  ") for line in lines if line.strip())}


def problems(folder: Path) -> Iterator[str]:
    """Everything that is wrong with a folder, as `what: what to do`."""
    try:
        told = _versions(folder)
    except (OSError, ValueError) as problem:
        yield f"{folder / VERSIONS} cannot be read ({problem}): write it as homeroom/agreements/texts/versions.toml is written"
        return
    ours, reference, lock = folder == OURS, told.get("reference", "en"), locked(folder)
    if reference not in LANGUAGES:
        yield f"reference is {reference!r}: write one of {', '.join(LANGUAGES)}"
    files: dict[tuple[str, int], set[str]] = {}
    for path in sorted(folder.glob("*.md")):
        parts = path.name.removesuffix(".md").split(".")
        if len(parts) != 3 or parts[0] not in KINDS or not parts[1].isdigit() or parts[2] not in LANGUAGES:
            yield f"{path.name} is no name of a text: write <{'|'.join(KINDS)}>.<number>.<{'|'.join(LANGUAGES)}>.md"
            continue
        if (int(parts[1]) > OWN) is ours:
            yield f"{path.name} has a number of {'an operator' if ours else 'ours'}: own texts are numbered from {OWN + 1} on"
        files.setdefault((parts[0], int(parts[1])), set()).add(parts[2])
        yield from _problems_of_text(path, lock)
    for name in sorted(lock.keys() - {path.name for path in folder.glob("*.md")}):
        yield f"{name} was released and is gone: put it back, people may have agreed to it"
    for (kind, number), languages in sorted(files.items()):
        yield from _problems_of_version(f"{kind}.{number}", number, told.get(kind, {}).get(str(number)), languages, reference)


def _problems_of_text(path: Path, lock: dict[str, str]) -> Iterator[str]:
    try:
        text = path.read_text("utf-8")
    except ValueError:
        yield f"{path.name} is not written in UTF-8: save it so"
        return
    if not text.partition("\n")[0].strip() or not text.partition("\n")[2].strip():
        yield f"{path.name} says nothing: its first line is the title, then comes the text"
    for place in sorted(set(_PLACE.findall(text)) - set(PLACES)):
        yield f"{path.name} leaves {{{place}}} open: write one of {', '.join(f'{{{one}}}' for one in PLACES)}"
    if path.name in lock and lock[path.name] != hashlib.sha256(text.encode()).hexdigest():
        yield f"{path.name} was changed after its release: put the old words back and write a new version"


def _problems_of_version(name: str, number: int, facts: Any, languages: set[str], reference: str) -> Iterator[str]:
    if reference not in languages:
        yield f"{name} is not there in {reference}, the language that decides: write {name}.{reference}.md"
    if not isinstance(facts, dict) or not isinstance(facts.get("date"), datetime.date) or not isinstance(facts.get("material"), bool):
        yield f"{name} has no date and material in {VERSIONS}: add [{name}]"
    elif number not in (1, OWN + 1) and not (facts.get("changed") or {}).get(reference):
        yield f"{name} does not say what has changed: add changed.{reference} to [{name}] in {VERSIONS}"


@lru_cache(maxsize=4)
def _read(folder: str) -> Shelf:
    return read(Path(folder))


def agreements() -> Shelf:
    """All texts, ours and the operator's own, by kind, number and language."""
    own = getattr(settings, "HOMEROOM_TEXTS", None)
    return _read(str(OURS)) | (_read(str(own)) if own else {})


def forget_texts() -> None:
    """Reads the folders again at the next question."""
    _read.cache_clear()


def current(kind: str, language: str) -> Agreement:
    """The newest version, in this language or else in the one that decides; KeyError for a kind that has no text."""
    return version(kind, max((number for name, number, _language in agreements() if name == kind), default=0), language)


def version(kind: str, number: int, language: str) -> Agreement:
    """One version, in this language or else in the one that decides; KeyError when there is none."""
    texts = agreements()
    for text in (texts.get((kind, number, language)), *(texts.get((kind, number, code)) for code in LANGUAGES)):
        if text is not None and text.language in (language, text.reference):
            return text
    raise KeyError(kind, number)


def versions(kind: str, language: str) -> list[Agreement]:
    """All versions of a kind, newest first."""
    numbers = sorted({number for name, number, _language in agreements() if name == kind}, reverse=True)
    return [version(kind, number, language) for number in numbers]


def kinds() -> list[str]:
    """All kinds that have a text, in the order of the pages."""
    there = {kind for kind, _number, _language in agreements()}
    return [kind for kind in KINDS if kind in there]


def since_version(purpose: str) -> int | None:
    """The version of the policy that names a purpose first; None when none does: then nothing may be done for it."""
    naming = [text.number for (kind, _number, _language), text in agreements().items() if kind == "policy" and purpose in text.purposes]
    return min(naming, default=None)
