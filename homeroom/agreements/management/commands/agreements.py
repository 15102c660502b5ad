"""`homeroom agreements`: are our texts and your own in order; release a version, so that it never changes again."""

import argparse
import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings

from homeroom.agreements import library
from homeroom.kit.command import Command as Short


class Command(Short):
    """Reads the folders; `release` writes the one file of digests."""

    help = "Policy, terms, letters in versions: check, release, list."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        ways = parser.add_subparsers(dest="way", required=True, metavar="check|release|list")
        ways.add_parser("list", help="what versions there are")
        for way, said in (
            ("check", "say everything that is wrong with the texts"),
            ("release", "note what was written: it never changes again"),
        ):
            one = ways.add_parser(way, help=said)
            one.add_argument("folder", nargs="?", type=Path, help="a folder of your own; without it HOMEROOM_TEXTS, or ours")

    def handle(self, *args: Any, way: str, folder: Path | None = None, **options: Any) -> None:
        if way == "list":
            for kind in library.kinds():
                for text in library.versions(kind, "en"):
                    self.say(f"{kind}.{text.number}  {text.date}  {'material  ' if text.material else ''}{text.title}")
            return
        place = (folder or settings.HOMEROOM_TEXTS or library.OURS).resolve()
        wrong = list(library.problems(place))
        if wrong:
            self.stop("\n".join(wrong))
        if way == "release":
            self._release(place)
        loose = sorted({path.name for path in place.glob("*.md")} - library.locked(place).keys())
        self.say(f"{len(list(place.glob('*.md')))} texts in {place} are in order.")
        if loose:
            self.say(f"Not released yet, so they may still change: {', '.join(loose)}")

    def _release(self, place: Path) -> None:
        kept = library.locked(place)
        for path in place.glob("*.md"):
            kept.setdefault(path.name, hashlib.sha256(path.read_bytes()).hexdigest())
        lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(kept.items()))
        (place / library.LOCK).write_text(lines, "utf-8")
