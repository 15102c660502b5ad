"""`homeroom restore FILE`."""

import argparse
import datetime
from pathlib import Path
from typing import Any

from django.db import connection

from homeroom.kit.command import Command as Short
from homeroom.operations.keeping.backup import BackupTrouble, restore
from homeroom.operations.serving.prepare import CannotServe, held_data


class Command(Short):
    """What was there before is put aside, never deleted."""

    help = "Put a backup in place of the data; the service must be stopped."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--yes", action="store_true", help="also when the data here are newer than the backup")

    def handle(self, *args: Any, file: Path, yes: bool, **options: Any) -> None:
        try:
            if connection.vendor != "sqlite":
                self.stop("The data are in PostgreSQL: restore them with pg_restore, as docs/self-hosting.md shows.")
            with held_data():
                aside = restore(file, now=datetime.datetime.now(datetime.UTC), over_newer=yes)
        except (BackupTrouble, CannotServe) as problem:
            self.stop(str(problem))
        if aside is not None:
            self.say(f"What was here lies in {aside}. Delete it when all is well.")
        self.say("Restored. `homeroom serve` brings tables up to date and starts.")
