"""`homeroom doctor`: what an operator should look at."""

import datetime
from typing import Any

from homeroom.kit.command import Command as Short
from homeroom.operations.keeping.doctor import examine

MARKS = {"well": "  ok  ", "look": " look ", "wrong": "WRONG "}


class Command(Short):
    """Ends with 1 when something is wrong."""

    help = "Look at keys, network, database, disk and settings, and say what to do."

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = 0
        for finding in examine(now=datetime.datetime.now(datetime.UTC)):
            wrong += finding.grade == "wrong"
            self.say(f"{MARKS[finding.grade]} {finding.what}", *([f"       {finding.to_do}"] if finding.grade != "well" else []))
        if wrong:
            self.stop(f"{wrong} {'thing is' if wrong == 1 else 'things are'} wrong.")
        self.say("Nothing is wrong.")
