"""The command line: `homeroom serve`, `homeroom curriculum check`, ... (`homeroom help` lists them)."""

import os
import sys


def main() -> None:
    """Runs one command. Each is a Django command of the room that owns it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeroom.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["homeroom", *sys.argv[1:]])


if __name__ == "__main__":
    main()
