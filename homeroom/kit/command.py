"""What our commands share: help that shows only what a person may want, and problems told as sentences instead of stack traces."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError


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

    def say(self, *lines: str) -> None:
        """Prints lines at once, also into a pipe."""
        for line in lines:
            self.stdout.write(line)
        self.stdout.flush()

    def stop(self, sentence: str) -> Any:
        """Ends the command with 1: what happened, and what to do."""
        raise CommandError(sentence)
