"""The command line: `homeroom serve`, `homeroom curriculum check`, ... (`homeroom help` lists them)."""

import os
import sys


def main() -> None:
    """Runs one command. Each is a Django command of the room that owns it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeroom.config.settings")
    from django.core.management import execute_from_command_line
    from django.db import DatabaseError, OperationalError

    from homeroom.config.environment import WrongSetting
    from homeroom.kit.command import Stopped
    from homeroom.kit.crypto.keys import KeysUnreadable

    try:
        if sys.argv[1:] in ([], ["help"], ["--help"], ["-h"]):
            _help()
        else:
            execute_from_command_line(["homeroom", *sys.argv[1:]])
    except (WrongSetting, KeysUnreadable) as problem:
        sys.exit(f"Homeroom cannot start: {problem}")
    except Stopped as problem:
        print(problem, file=sys.stderr)
        sys.exit(problem.code)
    except OperationalError as problem:
        sys.exit(_no_database(problem))
    except DatabaseError as problem:
        # The one that is no fault of ours: another file lies where the database should be, or half of one.
        if "not a database" not in str(problem) and "malformed" not in str(problem):
            raise
        sys.exit(_no_database(problem))
    except KeyboardInterrupt:
        sys.exit("Stopped.")


def _no_database(problem: Exception) -> str:
    """What keeps the database from answering, in its own words, and where to look."""
    from django.conf import settings

    said = next(iter(str(problem).strip().splitlines()), type(problem).__name__).rstrip(".")
    if settings.ENVIRONMENT.database_url:
        return f"The database does not answer: {said}. Look whether PostgreSQL runs, and whether DATABASE_URL names it."
    file = settings.DATABASES["default"]["NAME"]
    return f"The database {file} cannot be used: {said}. Look whether the disk is full; a backup comes back with `homeroom restore FILE`."


def _help() -> None:
    """Our commands only, a line each."""
    import django
    from django.core.management import get_commands, load_command_class

    django.setup()
    ours = sorted(name for name, room in get_commands().items() if str(room).startswith("homeroom."))
    print("Homeroom: a computer-science classroom a school runs itself.\n")
    for name in ours:
        print(f"  homeroom {name:<12} {load_command_class(get_commands()[name], name).help}")
    print("\n`homeroom COMMAND --help` says more. Settings come from the environment: docs/self-hosting.md.")


if __name__ == "__main__":
    main()
