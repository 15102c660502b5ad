"""Word lists of secret words, written by us."""

from homeroom.sections.rules.words import ar, en, es

#: Language to (words, how many of them make a secret): 2 of 2,048 or 3 of 256, so at least four million secrets each (ACC-05).
LISTS: dict[str, tuple[tuple[str, ...], int]] = {"en": (en.WORDS, 2), "es": (es.WORDS, 3), "ar": (ar.WORDS, 3)}
