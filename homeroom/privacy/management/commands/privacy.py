"""`homeroom privacy`: where each promise stands, papers written from the declarations, and whether a receipt of erasure is real."""

import argparse
import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import override

from homeroom.kit.command import Command as Short
from homeroom.kit.crypto import verifying_key
from homeroom.privacy import documents, ledger, receipts

#: The exit code when the tests of this commit have not run: nothing can be said.
UNKNOWN = 2
PAPERS = {
    "framework": "which promises serve which outcome of the NIST Cybersecurity Framework 2.0",
    "inventory": "everything that is kept, line by line",
    "ropa": "the record of processing activities (GDPR, article 30)",
    "schedule": "how long everything is kept",
    "dpia": "a skeleton for assessing risks: every field of a child, public or disclosed, as a question to answer",
}


class Command(Short):
    """Prints; changes nothing."""

    help = "Promises and their proofs: report. Papers: framework, inventory, ropa, schedule, dpia. Whether a receipt is real: receipt FILE."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        ways = parser.add_subparsers(dest="way", required=True, metavar="report|framework|inventory|ropa|schedule|dpia|receipt")
        report = ways.add_parser("report", help="where each promise stands, from build/proofs.json, which `make test` writes")
        report.add_argument("--format", choices=("text", "json"), default="text", help="for people, or for programs")
        report.add_argument("--proofs", type=Path, default=Path(settings.HERE) / "build" / "proofs.json", metavar="FILE")
        for name, told in PAPERS.items():
            paper = ways.add_parser(name, help=told)
            paper.add_argument("--format", choices=("json", "csv"), default="json")
            paper.add_argument("--language", choices=tuple(settings.HOMEROOM_LANGUAGES), default="en")
        receipt = ways.add_parser("receipt", help="verifies a receipt of erasure; needs neither network nor database")
        receipt.add_argument("file", type=Path, metavar="FILE")
        receipt.add_argument("--key", default="", metavar="KEY", help="public key of whoever signed it; without it, this service's")

    def handle(self, *args: Any, way: str, **options: Any) -> None:
        if way in documents.DOCUMENTS:
            self._paper(way, options["format"], options["language"])
        elif way == "receipt":
            self._receipt(options["file"], options["key"])
        else:
            self._report(options["proofs"], options["format"])

    def _paper(self, name: str, form: str, language: str) -> None:
        with override(language):
            rows = documents.DOCUMENTS[name]()
        if form == "csv":
            self.stdout.write(documents.as_csv(rows), ending="")
        else:
            about = {"controller": settings.HOMEROOM_OPERATOR, "contact": settings.PRIVACY_CONTACT, "document": name}
            self.say(json.dumps({**about, "rows": rows}, indent=1, ensure_ascii=False))

    def _receipt(self, file: Path, key: str) -> None:
        try:
            told = receipts.verified(file.read_text("utf-8"), key or verifying_key())
        except (OSError, UnicodeDecodeError) as problem:
            self.stop(f"{file} cannot be read: {problem}.")
        except receipts.NoReceipt as problem:
            self.stop(str(problem))
        self.say("The signature is good.", f"Receipt {told['receipt']}: erased on {told['ended_at']}.")
        for table, ways in told["rows"].items():
            self.say(f"  {table}: " + ", ".join(f"{number} {how}" for how, number in ways.items()))

    def _report(self, proofs: Path, form: str) -> None:
        place = Path(settings.HERE) / "policy" / "promises.toml"
        if not place.exists():
            self.stop("The ledger is not here: promises are proven in a clone of the project, not in an installed service.", UNKNOWN)
        here, (commit, found) = ledger.commit_of(Path(settings.HERE)), ledger.read_proofs(proofs)
        if not commit:
            self.stop(f"No test has run here yet, there is no {proofs.name}: `make test` runs them all and writes it.", UNKNOWN)
        if commit != here:
            self.stop(f"The tests ran on commit {commit[:12]}, this is {here[:12] or 'no clone'}: `make test` runs them again.", UNKNOWN)
        book = ledger.read_ledger(place)
        rows = ledger.report(book, found)
        if form == "json":
            self.say(json.dumps({"rows": rows}, indent=1, ensure_ascii=False))
        else:
            self._print(book, commit, {row["id"]: row["state"] for row in rows})

    def _print(self, book: ledger.Ledger, commit: str, states: dict[str, ledger.Standing]) -> None:
        self.say(f"The tests of commit {commit[:12]}.")
        for section, title in book.sections.items():
            self.say("", f"{title} ({section})")
            for promise in book.of(section):
                if promise.state == "built":
                    later = f" Still to come: {promise.partly}." if promise.partly else ""
                    self.say(f"  {states[promise.name]:<14}{promise.name:<10}{promise.says}{later}")
            for state in ledger.STANDINGS[2:]:
                if missing := [int(promise.name.rpartition("-")[2]) for promise in book.of(section) if promise.state == state]:
                    self.say(f"  {state:<14}{_ranges(missing)}")
        self.say("", ", ".join(f"{list(states.values()).count(word)} {word}" for word in ledger.STANDINGS))


def _ranges(numbers: list[int]) -> str:
    """1, 2, 3 and 7 as "1-3, 7"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
