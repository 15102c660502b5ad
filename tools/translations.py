"""Compile every translations/<lang>/LC_MESSAGES/*.po to the .mo beside it; a placeholder lost in translation is refused."""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent


def problems(path: Path) -> list[str]:
    """Compile one file; what is wrong with it, one line each."""
    with path.open("rb") as source:
        catalogue = read_po(source, abort_invalid=True)
    wrong = [
        f"{path.relative_to(ROOT)}: {message.lineno}: {message.id!r}: {error}" for message, errors in catalogue.check() for error in errors
    ]
    if not wrong:
        with path.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, catalogue)
    return wrong


def main() -> int:
    """Compile all; 1 when one is broken."""
    wrong = [line for path in sorted(ROOT.glob("translations/*/LC_MESSAGES/*.po")) for line in problems(path)]
    print("\n".join(wrong))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
