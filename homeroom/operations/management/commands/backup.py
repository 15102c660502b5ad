"""`homeroom backup FILE`, `homeroom backup --to FOLDER --keep-days 30`, `homeroom backup --check FILE`."""

import argparse
import datetime
from pathlib import Path
from typing import Any

from homeroom.kit.command import Command as Short
from homeroom.operations.keeping import older, rotation
from homeroom.operations.keeping.backup import back_up, check, head_of
from homeroom.operations.keeping.trouble import BackupTrouble
from homeroom.operations.management.progress import Tenths


def _days(written: str) -> int:
    if not written.isascii() or not written.isdigit() or not 1 <= int(written) <= rotation.LONGEST.days:
        raise argparse.ArgumentTypeError(f"{written!r} is no number of days from 1 to {rotation.LONGEST.days}")
    return int(written)


class Command(Short):
    """The service may go on meanwhile."""

    help = "Back the data up into one file, without the keys, while the service goes on."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        ways = parser.add_mutually_exclusive_group(required=True)
        ways.add_argument("file", type=Path, nargs="?", help="a new file")
        ways.add_argument("--to", type=Path, metavar="FOLDER", help="a new file in this folder; backups there that are too old are deleted")
        ways.add_argument("--check", type=Path, metavar="FILE", help="open all of a backup, and say what it holds; changes nothing")
        parser.add_argument("--keep-days", type=_days, default=rotation.LONGEST.days, metavar="DAYS", help="with --to: at most 30")

    def handle(self, *args: Any, file: Path | None, to: Path | None, check: Path | None, keep_days: int, **options: Any) -> None:
        try:
            if check is not None:
                self._check(check)
            else:
                self._back_up(file, to, datetime.timedelta(days=keep_days))
        except BackupTrouble as problem:
            self.stop(str(problem))

    def _back_up(self, file: Path | None, to: Path | None, keep: datetime.timedelta) -> None:
        now = datetime.datetime.now(datetime.UTC)
        path = file or rotation.name_in(to or Path(), now)
        size = back_up(path, now=now, progress=Tenths(self.say))
        rotation.note(path, now=now)
        self.say(f"{path}: {size / 1024**2:.1f} MB, opened again and compared.")
        if to is not None:
            rotation.keep_journal(to)
            for old in rotation.drop_older(to, than=now - keep):
                self.say(f"{old}: older than {keep.days} days, deleted.")
        self.say("The keys are not in it: `homeroom keys backup` keeps them apart.")

    def _check(self, path: Path) -> None:
        with older.as_of_now(path, now=datetime.datetime.now(datetime.UTC)) as found:
            head = head_of(found)
            check(found, progress=Tenths(self.say))
        self.say(f"{path}: whole, made on {head.made_at:%d %B %Y at %H:%M} UTC, {sum(head.rows.values())} rows. Your keys open it.")
