"""What the roster and the pages of secrets show: names with their tiles, pictures in families, words to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from homeroom.kit.picture_words import ANIMALS_IN_WORDS, SECRET_PICTURES_IN_WORDS
from homeroom.kit.tokens_gen import SECRET_PICTURES
from homeroom.sections import queries as classes
from homeroom.sections.rules.order import heading_of, place_of
from homeroom.sections.rules.secrets import YOUNG_PICTURES
from homeroom.sections.rules.twins import parted, shown_names
from homeroom.sections.rules.words import LISTS
from homeroom.sign_in.rules import MANY_NAMES, letters_of, may_try

if TYPE_CHECKING:
    from homeroom.sections.models import Enrolment
    from homeroom.sign_in.access import Opened

#: design/pictures/secret keeps its sixty in six families of ten, in this order.
FAMILIES: tuple[tuple[Promise | str, tuple[str, ...]], ...] = tuple(
    (words, SECRET_PICTURES[start : start + 10])
    for start, words in enumerate((_("In the sky"), _("Animals"), _("To eat"), _("At home"), _("To ride"), _("Outside")))
    for start in (start * 10,)
)


@dataclass(frozen=True)
class Tile:
    """One name of the roster. `letter` is set on the first of each letter, where a long list can be jumped to."""

    code: str
    name: str
    animal: str
    animal_in_words: Promise | str
    colour: int
    letter: str


@dataclass(frozen=True)
class Choice:
    """One picture with its name."""

    name: str
    words: Promise | str


def roster_of(opened: Opened) -> dict[str, Any]:
    """`tiles` in the order of the names, `letters` above a long list, `hidden` when some cannot come in through this door."""
    seats = list(classes.seats_in(opened.section.pk))
    names = shown_names([seat.student.name for seat in seats])
    named = sorted(zip(names, seats, strict=True), key=lambda one: (place_of(one[0]), one[1].pk))
    through = [(name, seat) for name, seat in named if may_try(seat.sign_in, opened.door.opens)]
    letters = letters_of([heading_of(name) for name, _seat in through])
    tiles, seen = [], set[str]()
    for name, seat in through:
        letter = heading_of(name)
        tiles.append(
            Tile(
                seat.student.code,
                name,
                seat.tile_animal,
                ANIMALS_IN_WORDS.get(seat.tile_animal, seat.tile_animal),
                seat.tile_colour,
                "" if letter in seen else letter,
            )
        )
        seen.add(letter)
    return {"tiles": tiles, "letters": letters if len(tiles) > MANY_NAMES else [], "hidden": len(seats) > len(tiles)}


def secret_of(seat: Enrolment, chosen: list[str]) -> dict[str, Any]:
    """What the page of this seat's secret shows; nothing of the secret itself but how many words it has, and in which language."""
    # The first name only: whoever knows the class code can open this page.
    shown: dict[str, Any] = {"name": parted(seat.student.name)[0], "animal_in_words": ANIMALS_IN_WORDS.get(seat.tile_animal, "")}
    if seat.sign_in == "picture":
        return shown | {"pictures": _choices(YOUNG_PICTURES)}
    if seat.sign_in == "pictures":
        places = [*(_choices(tuple(chosen))), *([None] * (3 - len(chosen)))]
        return shown | {"families": [(words, _choices(names)) for words, names in FAMILIES], "chosen": chosen, "places": places}
    if seat.sign_in == "words":
        secret = (seat.secret or "").split()
        language = next((code for code, (words, _count) in LISTS.items() if secret and set(secret) <= set(words)), "en")
        words, count = LISTS[language]
        return shown | {
            "word_numbers": range(1, (len(secret) or count) + 1),
            "words_language": language,
            "page_data": {"words": list(words)},
        }
    return shown


def _choices(names: tuple[str, ...]) -> list[Choice]:
    return [Choice(name, SECRET_PICTURES_IN_WORDS[name]) for name in names]
