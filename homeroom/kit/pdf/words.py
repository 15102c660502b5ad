"""What may be printed of words that people typed: composed, without invisible orders, without emoji where letters remain."""

import re
import unicodedata

#: Shown or not, these ask for no drawing of their own: joiners and choices of form.
JOINERS = frozenset({0x034F, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0xFE00, 0xFE10), *range(0x180B, 0x180F)})
#: Marks that shield words of one direction from the words round them (Unicode's isolates).
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
ISOLATES = frozenset("\u2066\u2067\u2068\u2069")
_ORDERS = frozenset(
    {0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2061, 0x2065), *range(0x206A, 0x2070), 0xFFF9, 0xFFFA, 0xFFFB}
)
_EMOJI = "\U0001f000-\U0001fbff\u2600-\u27bf\u2b00-\u2bff\u2300-\u23ff\U000e0000-\U000e0fff\u20e3"
_ONE_EMOJI = re.compile(f"[{_EMOJI}]")
#: Emoji with what joins them and says how they look; joiners elsewhere belong to letters and stay.
_EMOJI_RUN = re.compile(f"[\u200d\ufe00-\ufe0f]*[{_EMOJI}][\u200d\ufe00-\ufe0f{_EMOJI}]*")


def is_emoji(character: str) -> bool:
    """Pictures among the characters; no font of ours draws them."""
    return _ONE_EMOJI.match(character) is not None


def isolated(words: str) -> str:
    """Words of unknown direction (a name, an address) to be set inside a sentence of ours, without turning its order."""
    return f"{FIRST_STRONG_ISOLATE}{words}{POP_ISOLATE}"


def printable(words: str) -> str:
    """`words` as they are printed. Emoji go where letters or digits remain; a name of nothing but emoji keeps them (as boxes)."""
    kept = []
    for character in unicodedata.normalize("NFC", words.replace("\r\n", "\n").replace("\r", "\n")):
        code, category = ord(character), unicodedata.category(character)
        if character == "\n" or code in JOINERS or character in ISOLATES:
            kept.append(character)
        elif category == "Cs":
            kept.append("\ufffd")
        elif category in ("Cc", "Zs", "Zl", "Zp"):
            kept.append("\u00a0" if code == 0xA0 else " ")
        elif 0x1D400 <= code <= 0x1D7FF:
            # Letters dressed up as mathematics: people paste them for their look.
            kept.append(unicodedata.normalize("NFKC", character))
        elif code not in _ORDERS:
            kept.append(character)
    letters = any(unicodedata.category(character)[0] in "LN" and not is_emoji(character) for character in kept)
    if letters and any(is_emoji(character) for character in kept):
        return "\n".join(" ".join(line.split()) for line in _EMOJI_RUN.sub("", "".join(kept)).split("\n"))
    return "".join(kept)
