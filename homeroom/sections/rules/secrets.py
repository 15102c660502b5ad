"""Drawing and comparing what pupils sign in with. Always drawn, never chosen (ACC-05)."""

import hashlib
import hmac
import random
import re
import secrets as chance
import unicodedata

from homeroom.kit.tokens_gen import SECRET_PICTURES
from homeroom.sections.rules.ages import Way
from homeroom.sections.rules.words import LISTS

#: The sixteen of the youngest: names.json of design/pictures/secret says `young`.
YOUNG_PICTURES: tuple[str, ...] = (
    "sun", "moon", "star", "cat", "fish", "bird", "apple", "banana", "cake", "key", "ball", "car", "boat", "tree", "flower", "house",
)  # fmt: skip
#: Digits of a one-time password.
ONE_TIME = 8
_small_changes = str.maketrans(
    {"\u0623": "\u0627", "\u0625": "\u0627", "\u0622": "\u0627", "\u0649": "\u064a", "\u0629": "\u0647", "\u0640": ""}
)


def draw_secret(way: Way, language: str = "en", draw: random.Random | None = None) -> str:
    """The secret of one seat, its parts between spaces: "sun cat tree", "acorn velvet", "4729 1836"."""
    draw = draw or chance.SystemRandom()
    if way == "picture":
        return draw.choice(YOUNG_PICTURES)
    if way == "pictures":
        return " ".join(draw.sample(SECRET_PICTURES, 3))
    if way == "words":
        words, count = LISTS.get(language, LISTS["en"])
        return " ".join(draw.sample(words, count))
    digits = "".join(draw.choice("0123456789") for _ in range(ONE_TIME))
    return f"{digits[:4]} {digits[4:]}"


def tidy_secret(typed: str) -> str:
    """How a secret is compared: small letters, no accents, any script's digits, kind to Arabic spelling, single spaces."""
    plain = unicodedata.normalize("NFKD", typed).casefold()
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign))
    digits = "".join(str(unicodedata.decimal(sign, sign)) for sign in kept)
    return " ".join(part for part in re.split(r"[\s,+]+", digits.translate(_small_changes)) if part)


def is_secret(kept: str | None, tried: str) -> bool:
    """Whether this is the secret; takes as long when it is not, or when there is none. The order of pictures and words counts."""
    one_word = kept is not None and kept.replace(" ", "").isdigit()
    right = _digest(tidy_secret(kept or ""), one_word)
    given = _digest(tidy_secret(tried), one_word)
    return hmac.compare_digest(right, given) and bool(kept)


def _digest(text: str, one_word: bool) -> bytes:
    return hashlib.sha256((text.replace(" ", "") if one_word else text).encode()).digest()
