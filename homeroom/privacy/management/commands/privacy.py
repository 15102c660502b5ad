"""`homeroom privacy report`: which promises are proven by the tests of this commit."""

import argparse
from pathlib import Path
from typing import Any

from django.conf import settings

from homeroom.kit.command import Command as Short
from homeroom.privacy import ledger


class Command(Short):
    """Prints; changes nothing."""

    help = "Which promises the tests prove: report."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        ways = parser.add_subparsers(dest="way", required=True, metavar="report")
        report = ways.add_parser("report", help="proven, unproven and not built, from build/proofs.json, which `make test` writes")
        report.add_argument("--proofs", type=Path, default=Path(settings.HERE) / "build" / "proofs.json", metavar="FILE")

    def handle(self, *args: Any, way: str, proofs: Path, **options: Any) -> None:
        place = Path(settings.HERE) / "policy" / "promises.toml"
        if not place.exists():
            self.stop("The ledger is not here: promises are proven in a clone of the project, not in an installed service.")
        book, (commit, found) = ledger.read_ledger(place), ledger.read_proofs(proofs)
        self.say(f"The tests of commit {commit[:12]}." if commit else "No test has run here yet: `make test` runs them all.")
        counts = {"proven": 0, "unproven": 0, "not built": 0}
        for section, title in book.sections.items():
            self.say("", f"{title} ({section})")
            for promise in book.of(section):
                word = ledger.standing(promise, found.get(promise.name, {}))
                counts[word] += 1
                if promise.says:
                    later = f" Still to come: {promise.later}." if promise.later else ""
                    self.say(f"  {word:<10}{promise.name:<10}{promise.says}{later}")
            if missing := [promise.name.rpartition("-")[2] for promise in book.of(section) if not promise.says]:
                self.say(f"  not built {_ranges([int(number) for number in missing])}")
        self.say("", ", ".join(f"{count} {word}" for word, count in counts.items()))


def _ranges(numbers: list[int]) -> str:
    """1, 2, 3 and 7 as "1-3, 7"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
