"""User names, made by the system from the first name in any script; unique, never chosen (ACC-02)."""

import random
import unicodedata
from collections.abc import Collection
from secrets import SystemRandom

from homeroom.sections.rules.twins import parted

#: Of which letters nothing is left ("learner4711").
NAMELESS = "learner"
LONGEST = 12


def base_of(name: str) -> str:
    """Letters of the first name as one types them: small, no accents on Latin letters, no Arabic vowel signs."""
    first = unicodedata.normalize("NFKC", parted(name)[0]).lower()
    kept = [sign for sign in unicodedata.normalize("NFKD", first) if not _is_dropped(sign)]
    letters = unicodedata.normalize("NFC", "".join(kept))[:LONGEST]
    # What changes when it is made small or normal once more could not be found again.
    again = unicodedata.normalize("NFC", letters.lower())
    return letters if letters and letters == again and unicodedata.category(letters[0]) != "Mn" else NAMELESS


def _is_dropped(sign: str) -> bool:
    return (
        unicodedata.category(sign)[0] not in ("L", "M")
        or "\u0300" <= sign <= "\u036f"
        or "\u064b" <= sign <= "\u065f"
        or sign in "\u0640\u0670"
    )


def draw_username(name: str, taken: Collection[str], draw: random.Random | None = None) -> str:
    """A name that nobody in `taken` has: the letters, then two digits or as many more as it needs."""
    draw = draw or SystemRandom()
    base = base_of(name)
    digits = 4 if base == NAMELESS else 2
    while True:
        for _ in range(8):
            found = f"{base}{draw.randrange(10 ** (digits - 1), 10**digits)}"
            if found not in taken:
                return found
        digits += 1
