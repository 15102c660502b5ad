"""`homeroom backup FILE`."""

import argparse
import datetime
from pathlib import Path
from typing import Any

from homeroom.kit.command import Command as Short
from homeroom.operations.keeping.backup import BackupTrouble, back_up


class Command(Short):
    """The service may go on meanwhile."""

    help = "Back the data up into one file, without the keys, while the service goes on."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        told = [0]

        def progress(done: int, pages: int) -> None:
            tenth = done * 10 // max(pages, 1)
            if tenth > told[0] and tenth < 10:
                told[0] = tenth
                self.say(f"  {tenth * 10} %")

        try:
            size = back_up(file, now=datetime.datetime.now(datetime.UTC), progress=progress)
        except BackupTrouble as problem:
            self.stop(str(problem))
        self.say(f"{file}: {size / 1024**2:.1f} MB. The keys are not in it: `homeroom keys backup` keeps them apart.")
