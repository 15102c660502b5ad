"""Write homeroom/privacy/inventory.golden.txt: every declaration of what is stored, with every default filled in, for reading in a change.

Run by `make generate`; `--check` writes nothing and says that it differs.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TO = ROOT / "homeroom" / "privacy" / "inventory.golden.txt"


def main(options: list[str]) -> int:
    """Write, or look."""
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "homeroom.config.settings_test"
    import django  # noqa: PLC0415 - once the settings are named

    django.setup()
    from homeroom.privacy.queries import inventory  # noqa: PLC0415 - needs Django ready

    made = inventory()
    same = TO.exists() and TO.read_text("utf-8") == made
    if "--check" in options:
        if not same:
            print(f"{TO.relative_to(ROOT)} differs from what is declared: run `make generate` and read the change")
        return int(not same)
    if not same:
        TO.write_text(made, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
