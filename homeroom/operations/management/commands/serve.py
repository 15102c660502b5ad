"""`homeroom serve`: prepare everything, then serve until told to stop."""

import argparse
import datetime
import io
import os
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import translation

from homeroom.kit.command import Command as Short
from homeroom.operations.serving import addresses, server, state
from homeroom.operations.serving.prepare import CannotServe, held_data, in_this_thread, prepare
from homeroom.sign_in.actions.links import first_administrator_link


def _port(written: str) -> int:
    if not written.isascii() or not written.isdigit() or int(written) > 65_535:
        raise argparse.ArgumentTypeError(f"{written!r} is no port; use a number from 0 to 65535")
    return int(written)


#: An example school lets a visitor try all of it: nobody is there who could approve, and somebody stands in every footer.
EXAMPLE = {"TEACHER_SIGNUP": "open", "PRIVACY_CONTACT": "privacy@school.example", "HOMEROOM_SCHOOL": "Example School"}
NOBODY_TO_ASK = "Nobody is named whom to ask about privacy: set PRIVACY_CONTACT to an address or a sentence; it stands on every page."
#: Asked at the first start; administrators read it on every page until it is answered (ORG-04).
WHICH_LAWS = (
    "Which laws about children's data apply here? Name them in HOMEROOM_LAWS, for example gdpr or coppa (docs/self-hosting.md lists all)."
)


def _of_the_example() -> dict[str, str]:
    """Only what the operator has not set."""
    return {name: value for name, value in EXAMPLE.items() if not os.environ.get(name)}


class Command(Short):
    """Without options: this machine only, no example accounts."""

    help = "Serve the classroom. --demo adds an example school, --lan serves the building."
    requires_system_checks: Any = "__all__"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--demo", action="store_true", help="make an example school and say how to sign in; on this machine only")
        parser.add_argument("--lan", action="store_true", help="serve every device in the building, over plain HTTP")
        parser.add_argument("--watch", action="store_true", help="show a level in the open browser when its file is saved (part of --demo)")
        parser.add_argument("--port", type=_port, default=settings.HOMEROOM_PORT, help="where to listen; the setting PORT does the same")

    def handle(self, *args: Any, demo: bool, lan: bool, watch: bool, port: int, **options: Any) -> None:
        if demo and lan:
            self.stop("The example school is for this machine only, since everybody could sign in to it. Use --demo or --lan, not both.")
        if settings.HOMEROOM_PROCESSES > 1 and connection.vendor == "sqlite":
            self.stop("SQLite is written by one process: leave HOMEROOM_PROCESSES at 1, or name a PostgreSQL in DATABASE_URL.")
        address = "0.0.0.0" if lan else "127.0.0.1"  # noqa: S104 - a building is what --lan asks for
        try:
            port = port or server.free_port(address)
            server.must_be_free(address, port)
            # Papers print the address that is said here, whichever the teacher's own browser came by.
            building = {"HOMEROOM_HOSTS": "*", "HOMEROOM_ADDRESS": addresses.base(port, lan=True)} if lan else {}
            self._with_settings(port, building | ({"HOMEROOM_WATCH": "yes"} if demo or watch else {}) | (_of_the_example() if demo else {}))
            with held_data():
                base = addresses.base(port, lan=lan)
                lines = self._prepared(base, demo=demo)
                first = addresses.for_the_building(base) if lan else [f"Homeroom is ready: {base}"]
                # Where to go and how to sign in to the example school stand in one line.
                said = [" ".join([*first, *lines])] if demo else [*first, *lines]
                with state.told(base, lan=lan, now=datetime.datetime.now(datetime.UTC)):
                    server.serve(address, port, processes=settings.HOMEROOM_PROCESSES, ready=lambda: self.say(*said))
        except CannotServe as problem:
            self.stop(str(problem))

    def _with_settings(self, port: int, wanted: dict[str, str]) -> None:
        """Settings are read once, at the start: where these differ, the command begins again with them, on the port that was found."""
        missing = {name: value for name, value in wanted.items() if os.environ.get(name) != value}
        if missing:
            sys.stdout.flush()
            again = [sys.executable, "-m", "homeroom", *sys.argv[1:], "--port", str(port)]
            os.execve(sys.executable, again, os.environ | missing)  # noqa: S606

    def _prepared(self, base: str, *, demo: bool) -> list[str]:
        """Lines to say once the service answers."""
        now = datetime.datetime.now(datetime.UTC)
        with in_this_thread():
            prepare(now=now, say=self.say)
            if demo:
                said = io.StringIO()
                call_command("demo", stdout=said)
                return said.getvalue().splitlines()
            key = first_administrator_link(now)
            with translation.override("en"):
                link = f"{base}{reverse('sign_in:invited')}#{key}"
        first = [f"Nobody runs this service yet. The first administrator opens this link once: {link}"] if key else []
        laws = [WHICH_LAWS] if key and not settings.HOMEROOM_LAWS else []
        return [*first, *laws, *([] if settings.PRIVACY_CONTACT else [NOBODY_TO_ASK])]
