"""`homeroom sbom [FILE]`."""

import argparse
import datetime
from pathlib import Path
from typing import Any

from homeroom.kit.command import Command as Short
from homeroom.operations.parts import bill, locks


class Command(Short):
    """Everything that is locked, with what only builds and tests marked as such."""

    help = "Write a bill of materials (CycloneDX JSON): every library, its version and its digests."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="a file; without it the bill is printed")

    def handle(self, *args: Any, file: Path | None, **options: Any) -> None:
        try:
            found = locks.libraries()
        except locks.NoLocks as problem:
            self.stop(str(problem))
        text = bill.as_text(bill.bill_of(found, now=datetime.datetime.now(datetime.UTC)))
        if file is None:
            self.stdout.write(text, ending="")
            return
        file.write_text(text, "utf-8")
        self.say(f"{file}: {len(found)} libraries, {sum(one.ships for one in found)} of them run in the service or in browsers.")
