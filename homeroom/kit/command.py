"""What our commands share: help that shows only what a person may want, and problems told as sentences instead of stack traces."""

from __future__ import annotations

from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError
from django.db import connections


class Stopped(Exception):
    """A command ends with 1, or `code`; the sentence says what happened, and what to do. The command line prints it as it is."""

    def __init__(self, sentence: str, code: int = 1) -> None:
        super().__init__(sentence)
        self.code = code


class Command(BaseCommand):
    """Django's command without its dozen technical options. `help` is the line of `homeroom help`."""

    suppressed_base_arguments = {
        "--version",
        "--verbosity",
        "--settings",
        "--pythonpath",
        "--traceback",
        "--no-color",
        "--force-color",
        "--skip-checks",
    }
    requires_system_checks: Any = []

    def run_from_argv(self, argv: list[str]) -> None:
        """As Django does it, but what is wrong is raised as `Stopped`, without the name of a class before the sentence."""
        try:
            options = vars(self.create_parser(argv[0], argv[1]).parse_args(argv[2:]))
        except CommandError as problem:
            said = str(problem).removeprefix("Error: ")
            raise Stopped(f"{said[:1].upper()}{said[1:]}. `homeroom {argv[1]} --help` says what may be written.") from problem
        try:
            self.execute(*options.pop("args", ()), **options)
        except CommandError as problem:
            raise Stopped(str(problem)) from problem
        finally:
            connections.close_all()

    def say(self, *lines: str) -> None:
        """Prints lines at once, also into a pipe."""
        for line in lines:
            self.stdout.write(line)
        self.stdout.flush()

    def stop(self, sentence: str, code: int = 1) -> NoReturn:
        """Ends the command with 1, or `code`: what happened, and what to do."""
        raise Stopped(sentence, code)
