"""The texts of agreements as files, `texts/<kind>.<number>.<language>.md`: a first line that is the title, then paragraphs and lists.

A file is never changed once it has been released: a new wording gets the next number. What somebody agreed to is copied into the
database with its digest, so that a changed file is noticed.
"""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

TEXTS = Path(__file__).resolve().parent / "texts"


@dataclass(frozen=True)
class Agreement:
    """One version of one text in one language."""

    kind: str
    number: int
    language: str
    text: str

    @property
    def title(self) -> str:
        """Its first line."""
        return self.text.partition("\n")[0].strip()

    @property
    def digest(self) -> str:
        """SHA-256 of the text, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def parts(self) -> list[tuple[str, list[str]]]:
        """After the title: ("p", [sentence]) and ("ul", [items])."""
        found: list[tuple[str, list[str]]] = []
        for part in self.text.partition("\n")[2].strip().split("\n\n"):
            lines = [line.strip() for line in part.splitlines() if line.strip()]
            items = [line[2:] for line in lines if line.startswith("- ")]
            found.append(("ul", items) if items and len(items) == len(lines) else ("p", [" ".join(lines)]))
        return found


@lru_cache(maxsize=1)
def agreements() -> dict[tuple[str, int, str], Agreement]:
    """All texts by kind, number and language."""
    found = {}
    for path in sorted(TEXTS.glob("*.md")):
        kind, number, language = path.name.removesuffix(".md").split(".")
        found[kind, int(number), language] = Agreement(kind, int(number), language, path.read_text("utf-8"))
    return found


def current(kind: str, language: str) -> Agreement:
    """The newest version, in this language or else in English; KeyError for a kind that has no text."""
    newest = max((number for name, number, _language in agreements() if name == kind), default=0)
    texts = agreements()
    return texts.get((kind, newest, language)) or texts[kind, newest, "en"]


def kinds() -> list[str]:
    """All kinds that have a text."""
    return sorted({kind for kind, _number, _language in agreements()})
