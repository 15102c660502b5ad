"""`homeroom curriculum check` and `homeroom curriculum new PATH`: the checker in labs/check, which needs neither server nor database."""

import argparse
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings

from homeroom.kit.command import Command as Short
from homeroom.kit.node import find_node


class Command(Short):
    """Ends as the checker ends."""

    help = "Check every level by playing it (check), or begin a new level, lesson, unit or course (new PATH)."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        ways = parser.add_subparsers(dest="way", required=True, metavar="check|new")
        check = ways.add_parser("check", help="play every solution and mistake; write what the server loads when all is well")
        check.add_argument("--only", metavar="PART", help="play only levels whose path holds this; nothing is written then")
        new = ways.add_parser("new", help="make a folder with an id of its own and every key to fill in")
        new.add_argument("path", help="for example curriculum/courses/maze/01-maze/01-maze/21-through-the-hedge")
        new.add_argument("--lab", default=None, help="for a level: maze if nothing is said and the level before says nothing")

    def handle(self, *args: Any, way: str, **options: Any) -> None:
        if not (Path(settings.HERE) / "labs" / "check" / "main.ts").exists():
            self.stop("The checker is not here: curriculum is written in a clone of the project, not in an installed service.")
        if (node := find_node()) is None:
            self.stop("This needs Node 22.18 or newer. `make serve` installs it where the machine has none.")
        if way == "new":
            wanted = ["--new", options["path"], *(["--lab", options["lab"]] if options["lab"] else [])]
        elif options["only"]:
            wanted = ["--only", options["only"]]
        else:
            wanted = ["--emit", str(settings.HOMEROOM_CURRICULUM)]
        sys.exit(subprocess.run([node, "labs/check/main.ts", *wanted], cwd=settings.HERE, check=False).returncode)
