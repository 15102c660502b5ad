"""The ledger as the public page and the catalogues of translations want it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext

from homeroom.privacy import checked_by, ledger

PLACE = "policy/promises.toml"


@dataclass(frozen=True)
class Told:
    """One promise that is built, in the reader's language; tests in English words."""

    name: str
    says: str
    partly: str
    tests: tuple[str, ...]
    standing: str


@dataclass(frozen=True)
class Chapter:
    """What belongs together: the promises that are built, and how many are left to others or to later."""

    title: str
    promises: tuple[Told, ...]
    later: int
    others: int


@dataclass(frozen=True)
class Page:
    """Everything on the page. `known`: whether the tests ran on this very version."""

    chapters: tuple[Chapter, ...]
    counts: dict[ledger.State, int]
    known: bool

    @property
    def total(self) -> int:
        """All rows of the ledger."""
        return sum(self.counts.values())

    @property
    def later(self) -> int:
        """Rows whose room is not built."""
        return self.counts["not-built"]

    @property
    def others(self) -> int:
        """Rows that people keep, not programs."""
        return self.counts["operator"] + self.counts["organisation"]

    @property
    def unproven(self) -> int:
        """Built, and the tests of this version do not prove it."""
        return sum(promise.standing == "unproven" for chapter in self.chapters for promise in chapter.promises)


@lru_cache(maxsize=1)
def book() -> ledger.Ledger:
    """The ledger of this clone or service."""
    return ledger.read_ledger(Path(settings.HERE) / PLACE)


def page() -> Page:
    """The ledger in the reader's language, with what the tests of this version came to, where that is known."""
    here, told = Path(settings.HERE), book()
    commit, proofs = ledger.read_proofs(here / "build" / "proofs.json")
    ran = all(row.name in proofs for row in told.promises if row.state == "built")
    known = bool(commit) and ran and commit == (ledger.commit_of(here) or commit)
    tests = checked_by.tests_by_promise(here)
    chapters = []
    for section, title in told.sections.items():
        rows = told.of(section)
        promises = tuple(_told(row, tests.get(row.name, ()), proofs if known else {}) for row in rows if row.state == "built")
        later = sum(row.state == "not-built" for row in rows)
        chapters.append(Chapter(gettext(title), promises, later, len(rows) - len(promises) - later))
    counts = {state: sum(row.state == state for row in told.promises) for state in ledger.STATES}
    return Page(tuple(chapters), counts, known)


def _told(row: ledger.Promise, tests: tuple[str, ...], proofs: dict[str, ledger.Tests]) -> Told:
    partly = gettext(row.partly) if row.partly else ""
    return Told(row.name, gettext(row.says), partly, tuple(map(checked_by.in_words, tests)), ledger.standing(row, proofs.get(row.name, {})))


def texts() -> Iterator[tuple[str | None, str, str]]:
    """(context, English, where) of what stands in the ledger and is translated when the page is drawn."""
    for title in book().sections.values():
        yield None, title, PLACE
    for row in book().promises:
        for text in (row.says, row.partly):
            if text:
                yield None, text, f"{PLACE}: {row.name}"
