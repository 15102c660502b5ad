"""What a class calls each pupil: the first name, and as few letters of the rest as tell twins apart."""

import unicodedata
from collections import Counter
from collections.abc import Sequence

from homeroom.sections.rules.names import key_of

JOINERS = "\u200c\u200d"


def letters_of(text: str) -> list[str]:
    """The letters a reader sees: marks and joined signs stay with the letter they belong to."""
    found: list[str] = []
    for sign in text:
        if found and (unicodedata.category(sign)[0] == "M" or sign in JOINERS or found[-1][-1] in JOINERS):
            found[-1] += sign
        else:
            found.append(sign)
    return found


def parted(name: str) -> tuple[str, str]:
    """The first name, and the rest."""
    first, _, rest = name.strip().partition(" ")
    return first, rest.strip()


def shown_names(names: Sequence[str]) -> list[str]:
    """For each full name what the class sees. Two are alike only where the full names are; their tiles tell them apart."""
    parts = [(first, letters_of(rest)) for first, rest in map(parted, names)]
    named = Counter(key_of(first) for first, _ in parts)
    beginnings: Counter[tuple[str, str]] = Counter()
    for first, rest in parts:
        group = key_of(first)
        if named[group] > 1:
            beginnings.update((group, key) for key in {key_of("".join(rest[:length])) for length in range(1, len(rest) + 1)})
    return [first if named[key_of(first)] == 1 else _told_apart(first, rest, beginnings) for first, rest in parts]


def _told_apart(first: str, rest: list[str], beginnings: Counter[tuple[str, str]]) -> str:
    group = key_of(first)
    for length in range(1, len(rest)):
        if beginnings[group, key_of("".join(rest[:length]))] == 1 and not rest[length - 1].isspace():
            return f"{first} {''.join(rest[:length])}."
    return f"{first} {''.join(rest)}".strip()
