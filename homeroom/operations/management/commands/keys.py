"""`homeroom keys status`, `homeroom keys backup FILE`, `homeroom keys rotate`."""

import argparse
import datetime
import time
from pathlib import Path
from typing import Any

from homeroom.kit.command import Command as Short
from homeroom.kit.crypto.keys import LOOK
from homeroom.operations.keeping import keys
from homeroom.operations.keeping.resealing import left, reseal_all
from homeroom.operations.serving.prepare import in_this_thread


class Command(Short):
    """Nothing that a key is made of is ever printed."""

    help = "Keys that seal names and programs: status, backup FILE, rotate."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        ways = parser.add_subparsers(dest="way", required=True, metavar="status|backup|rotate")
        ways.add_parser("status", help="where they are, how old, whether backed up")
        backup = ways.add_parser("backup", help="copy them into a file, to be locked away apart from the data")
        backup.add_argument("file", type=Path)
        ways.add_parser("rotate", help="draw a new sealing key and seal everything anew; the service may go on")

    def handle(self, *args: Any, way: str, **options: Any) -> None:
        {"status": self._status, "backup": self._backup, "rotate": self._rotate}[way](options)

    def _status(self, options: dict[str, Any]) -> None:
        found = keys.state()
        backed_up = f"{found.backed_up_at:%d %B %Y}" if found.backed_up_at else "never: `homeroom keys backup FILE`"
        self.say(
            f"folder:     {found.folder}{'  (others can read it: see `homeroom doctor`)' if found.open_to_others else ''}",
            f"seals:      {found.current}, since {found.made_at:%d %B %Y}",
            f"opens:      {', '.join(found.sealing)}",
            f"backed up:  {backed_up}{', but the keys have changed since' if found.backup_is_old else ''}",
        )

    def _backup(self, options: dict[str, Any]) -> None:
        try:
            keys.back_up(options["file"], now=datetime.datetime.now(datetime.UTC))
        except keys.KeysTrouble as problem:
            self.stop(str(problem))
        self.say(f"The keys are in {options['file']}. Lock it away, apart from backups of the data: both together open everything.")

    def _rotate(self, options: dict[str, Any]) -> None:
        with in_this_thread():
            name = keys.rotate(now=datetime.datetime.now(datetime.UTC))
            # Until then a service that runs may go on with the key of before.
            time.sleep(LOOK * 1.5)
            self.say(f"{name} seals from now on. Sealing everything anew; the service may go on meanwhile ...")
            rows = reseal_all(lambda table, done: self.say(f"  {table}: {done} rows"))
            while left():
                rows += reseal_all()
        self.say(f"{rows} rows are sealed with {name}. Older keys stay, for older backups. Now: `homeroom keys backup FILE`.")
