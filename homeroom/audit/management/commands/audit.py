"""`homeroom audit`: is the record of what was done whole, and what its end is, to keep elsewhere."""

import argparse
import datetime
import json
from pathlib import Path
from typing import Any

from homeroom.audit import queries
from homeroom.audit.rules import Point, mark_of
from homeroom.kit.command import Command as Short

HEAD = "audit.head"


class Command(Short):
    """Reads; changes nothing."""

    help = "Is the record of what was done whole: verify, head."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        ways = parser.add_subparsers(dest="way", required=True, metavar="verify|head")
        verify = ways.add_parser("verify", help="follow the whole record; ends with 1 when an entry was changed or taken out")
        verify.add_argument(
            "--head", type=Path, metavar="FILE", help="also that it still goes through this end, kept by `homeroom audit head`"
        )
        head = ways.add_parser("head", help="print the end of the record: keep it on paper or on another computer")
        head.add_argument("--output", type=Path, metavar="FILE", help="write it into a file")

    def handle(self, *args: Any, way: str, **options: Any) -> None:
        if way == "head":
            self._head(options["output"])
        else:
            self._verify(options["head"])

    def _head(self, output: Path | None) -> None:
        point = queries.head()
        told = {"entry": point.entry, "hash": point.hash.hex(), "at": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")}
        text = json.dumps(told | {"mark": mark_of(point, HEAD).hex()}, indent=1)
        if output is None:
            self.say(text)
            return
        output.write_text(text + "\n", "utf-8")
        self.say(
            f"The record ends with entry {point.entry}: {point.hash.hex()}", f"Kept in {output}. Put it where this computer cannot write."
        )

    def _verify(self, kept: Path | None) -> None:
        pinned = self._read(kept) if kept is not None else None
        walk = queries.follow_all()
        if walk.broken is not None:
            self.stop(
                f"The record does not hold at entry {walk.broken}: it was changed, or something was taken out there. "
                "Keep this database as it is, and compare it with a backup."
            )
        if pinned is not None and not queries.is_at(pinned):
            self.stop(f"Entry {pinned.entry} of {kept} is not in the record any more, or reads otherwise: its end was replaced.")
        self.say(f"The record is whole: {walk.entries} entries, the last is {walk.to.entry}.", f"Its end: {walk.to.hash.hex()}")

    def _read(self, place: Path) -> Point:
        try:
            told = json.loads(place.read_text("utf-8"))
            point, mark = Point(int(told["entry"]), bytes.fromhex(told["hash"])), bytes.fromhex(told["mark"])
        except (OSError, ValueError, KeyError, TypeError):
            return self.stop(f"{place} is no end of a record: `homeroom audit head --output FILE` writes one.")
        if mark != mark_of(point, HEAD):
            self.stop(f"{place} was not written by this service, or was changed.")
        return point
