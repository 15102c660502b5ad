"""The command line: `homeroom serve`, `homeroom curriculum check`, ... (`homeroom help` lists them)."""

import os
import sys


def main() -> None:
    """Runs one command. Each is a Django command of the room that owns it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeroom.config.settings")
    from django.core.management import execute_from_command_line

    from homeroom.config.environment import WrongSetting
    from homeroom.kit.crypto.keys import KeysUnreadable

    try:
        if sys.argv[1:] in ([], ["help"], ["--help"], ["-h"]):
            _help()
        else:
            execute_from_command_line(["homeroom", *sys.argv[1:]])
    except (WrongSetting, KeysUnreadable) as problem:
        sys.exit(f"Homeroom cannot start: {problem}")


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
