"""`homeroom doctor`: what an operator should look at."""

import argparse
import datetime
from pathlib import Path
from typing import Any

from homeroom.kit.command import Command as Short
from homeroom.operations.keeping.doctor import examine
from homeroom.operations.parts.findings import against

MARKS = {"well": "  ok  ", "look": " look ", "wrong": "WRONG "}


class Command(Short):
    """Ends with 1 when something is wrong."""

    help = "Look at keys, network, database, disk and settings, and say what to do."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        told = "also compare our libraries with these advisories (OSV format; a file or folder that you bring)"
        parser.add_argument("--advisories", type=Path, metavar="FILE", help=told)

    def handle(self, *args: Any, advisories: Path | None, **options: Any) -> None:
        wrong, now = 0, datetime.datetime.now(datetime.UTC)
        for finding in (*examine(now=now), *(against(advisories, now=now) if advisories else ())):
            wrong += finding.grade == "wrong"
            self.say(f"{MARKS[finding.grade]} {finding.what}", *([f"       {finding.to_do}"] if finding.grade != "well" else []))
        if wrong:
            self.stop(f"{wrong} {'thing is' if wrong == 1 else 'things are'} wrong.")
        self.say("Nothing is wrong.")
