"""Write the golden files of homeroom/privacy: what is stored, why, how long, with every default filled in, for reading in a change.

Run by `make generate`; `--check` writes nothing and says what differs.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TO = ROOT / "homeroom" / "privacy"


def made() -> dict[str, str]:
    """Every golden file by name."""
    from homeroom.privacy import documents, queries  # noqa: PLC0415 - needs Django ready

    return {
        "inventory.golden.txt": queries.inventory(),
        "ropa.golden.txt": documents.as_lines("The record of processing activities (GDPR, article 30).", documents.ropa()),
        "schedule.golden.txt": documents.as_lines("How long everything is kept.", documents.schedule()),
    }


def main(options: list[str]) -> int:
    """Write, or look."""
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "homeroom.config.settings_test"
    import django  # noqa: PLC0415 - once the settings are named

    django.setup()
    differ = 0
    for name, text in made().items():
        place = TO / name
        if place.exists() and place.read_text("utf-8") == text:
            continue
        if "--check" in options:
            print(f"{place.relative_to(ROOT)} differs from what is declared: run `make generate` and read the change")
            differ = 1
        else:
            place.write_text(text, "utf-8")
    return differ


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
