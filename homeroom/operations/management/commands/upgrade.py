"""`homeroom upgrade`."""

import argparse
import datetime
from pathlib import Path
from typing import Any

from homeroom.kit.command import Command as Short
from homeroom.operations.keeping import standing
from homeroom.operations.keeping.trouble import BackupTrouble
from homeroom.operations.keeping.upgrade import upgrade
from homeroom.operations.management.progress import Tenths
from homeroom.operations.serving.prepare import CannotServe, held_data, in_this_thread


class Command(Short):
    """`homeroom serve` does the same by itself when it finds tables of an older version."""

    help = "Back up, bring the tables up to date, compare; or leave everything as it was. The service must be stopped."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, metavar="FOLDER", help="where the backup of before goes (the data folder's `backups`)")

    def handle(self, *args: Any, to: Path | None, **options: Any) -> None:
        try:
            with held_data(), in_this_thread():
                if not standing.is_there():
                    self.stop("There are no data yet. `homeroom serve` makes the tables.")
                done = upgrade(
                    now=datetime.datetime.now(datetime.UTC), to=to, progress=Tenths(self.say), told=lambda name: self.say(f"  {name}")
                )
        except (BackupTrouble, CannotServe) as problem:
            self.stop(str(problem))
        if not done.steps:
            self.say("Everything is up to date already.")
        else:
            self.say(f"{len(done.steps)} steps, everything compared. The backup of before lies in {done.backup}.")
