"""`homeroom dbshell --why "..."`: Django's shell of the database, opened only with a reason, which stands in the record (STF-02)."""

import argparse
import datetime
from typing import Any

from django.core.management.commands.dbshell import Command as Shell

from homeroom.audit.actions import note
from homeroom.kit.command import Command as Short
from homeroom.kit.db import write

#: A reason that says something has at least so many letters.
LEAST = 12


class Command(Short, Shell):
    """Notes first, opens then."""

    help = "Open the database's own shell; --why says the reason, which is kept."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--why", required=True, metavar="REASON", help="why somebody must look into the tables themselves")
        super().add_arguments(parser)  # type: ignore[arg-type]

    def handle(self, *args: Any, **options: Any) -> None:
        why: str = options.pop("why")
        if len(why.strip()) < LEAST:
            self.stop("Say in a few words why: the reason is kept in the record of what was done.")
        _note(why.strip())
        super().handle(*args, **options)


@write
def _note(why: str) -> None:
    note("open_database_shell", why=why, now=datetime.datetime.now(datetime.UTC))
