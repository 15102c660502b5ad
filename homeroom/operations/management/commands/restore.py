"""`homeroom restore FILE`."""

import argparse
import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from homeroom.kit.command import Command as Short
from homeroom.operations.keeping.restore import restore
from homeroom.operations.keeping.trouble import BackupTrouble
from homeroom.operations.management.progress import Tenths
from homeroom.operations.serving.prepare import CannotServe, held_data, in_this_thread


class Command(Short):
    """What was there before is put aside, never deleted."""

    help = "Put a backup, also of the other kind of database, in place of the data; the service must be stopped."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--yes", action="store_true", help="also when the data here are newer than the backup")

    def handle(self, *args: Any, file: Path, yes: bool, **options: Any) -> None:
        try:
            with held_data(), in_this_thread():
                done = restore(file, now=datetime.datetime.now(datetime.UTC), over_newer=yes, progress=Tenths(self.say))
        except (BackupTrouble, CannotServe) as problem:
            self.stop(str(problem))
        if done.aside:
            place = f"in {settings.HOMEROOM_DATA}" if connection.vendor == "sqlite" else "in a schema of the database"
            self.say(f"What was here lies {place}, named ...{done.aside}. Delete it when all is well, at the latest after 30 days.")
        if done.erased:
            self.say(f"{done.erased} people or classes had been erased since that backup, and are again.")
        self.say(f"Restored: {done.rows} rows, compared one by one. `homeroom serve` starts with them.")
