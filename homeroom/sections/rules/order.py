"""The order in which people look for names in a list: accents, case and signs between words do not move a name; letters of their own do."""

import re
import unicodedata

#: Sorts behind every letter: a letter of its own stands behind all names that begin with the letter it is drawn from.
_BEHIND = "\U0010ffff"
#: Letters that decompose, but have a place of their own in the alphabets that use them (Spanish; Russian; Ukrainian).
_OWN = {"n\u0303": "n", "\u0438\u0306": "\u0438", "\u0456\u0308": "\u0456"}
#: Letters that Unicode does not take apart, by the letters beside which people look for them.
_BESIDE = str.maketrans(
    {
        "\u00e6": "ae", "\u0153": "oe", "\u00f8": "o", "\u0142": "l", "\u0111": "d", "\u00f0": "d", "\u00fe": "th", "\u0131": "i",
        # Arabic: a bare alef, whatever it carries; the other forms of teh and yeh; no stretched lines.
        "\u0671": "\u0627", "\u0629": "\u062a", "\u0649": "\u064a", "\u0640": "",
        # Persian and Urdu write these for the Arabic kaf and yeh, and add five letters behind their neighbours.
        "\u06a9": "\u0643", "\u06cc": "\u064a",
        "\u067e": f"\u0628{_BEHIND}", "\u0686": f"\u062c{_BEHIND}", "\u0698": f"\u0632{_BEHIND}", "\u06a4": f"\u0641{_BEHIND}",
        "\u06af": f"\u0643{_BEHIND}",
    }
)  # fmt: skip


def place_of(name: str) -> tuple[str, str, str]:
    """What a list of names is sorted by: the letters; then, for names of the same letters, their accents; then their case."""
    taken_apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    letters = taken_apart
    for own, drawn_from in _OWN.items():
        letters = letters.replace(own, drawn_from + _BEHIND)
    letters = "".join(sign for sign in letters if not _is_accent(sign)).translate(_BESIDE)
    # "Anne-Marie" is two words; an apostrophe or a full stop is nothing.
    letters = "".join(sign if unicodedata.category(sign)[0] in "LMNC" else " " if sign == "-" or sign.isspace() else "" for sign in letters)
    counted = re.sub(r"\d+", lambda digits: str(int(digits[0])).zfill(20), letters)
    return " ".join(counted.split()), taken_apart, name


def heading_of(name: str) -> str:
    """The letter that a name stands under in a list: E for Élodie, but Ñ for Ñusta; empty for no name."""
    letters = place_of(name)[0]
    if letters[:1].isdigit() or letters[1:2] == _BEHIND:
        letters = next(sign for sign in unicodedata.normalize("NFC", name) if unicodedata.category(sign)[0] in "LN")
    return letters[:1].upper()


def _is_accent(sign: str) -> bool:
    """Marks over and under letters, and the vowels of Arabic and Hebrew; not the vowel signs of Indian and Thai letters."""
    weight = unicodedata.combining(sign)
    return weight >= 200 or 10 <= weight <= 36
