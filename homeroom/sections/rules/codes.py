"""Class codes of digits, join codes of letters: how long, how drawn, how read back from what somebody typed."""

import random
import unicodedata
from secrets import SystemRandom

from homeroom.kit.ids import CODE_LETTERS

#: At most one guess in so many opens a class.
ODDS = 100_000
SHORTEST = 6
#: 27 letters: nine of them hold 42 bits (notes/reliability-security.md 4b.4).
JOIN_LETTERS = 9


def digits_needed(open_codes: int) -> int:
    """Length of the next class code when so many are open already."""
    length = SHORTEST
    while (open_codes + 1) * ODDS > 10**length:
        length += 1
    return length


def draw_class_code(open_codes: int, draw: random.Random | None = None) -> str:
    """A class code: digits only, so that it can be typed in any script."""
    draw = draw or SystemRandom()
    return "".join(draw.choice("0123456789") for _ in range(digits_needed(open_codes)))


def tidy_class_code(typed: str) -> str:
    """What was typed as plain digits: any script's digits, spaces and hyphens left out."""
    return "".join(str(value) for sign in typed if (value := unicodedata.decimal(sign, None)) is not None)


def draw_join_code(draw: random.Random | None = None) -> str:
    """A join code, as it is kept."""
    draw = draw or SystemRandom()
    return "".join(draw.choice(CODE_LETTERS) for _ in range(JOIN_LETTERS))


def tidy_join_code(typed: str) -> str:
    """What was typed as it is kept: small letters, nothing between them."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", typed).lower() if sign in CODE_LETTERS)


def in_groups(code: str) -> str:
    """A code as it is shown and read aloud: "482 913", "bcd fgh jkm"."""
    size = 4 if len(code) % 3 and len(code) % 4 == 0 else 3
    return " ".join(code[place : place + size] for place in range(0, len(code), size))
