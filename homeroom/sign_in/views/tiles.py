"""What the roster and the pages of secrets show: names with their tiles, pictures in families, words to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from homeroom.kit.picture_words import ANIMALS_IN_WORDS, SECRET_PICTURES_IN_WORDS
from homeroom.kit.tokens_gen import SECRET_PICTURES
from homeroom.sections import queries as classes
from homeroom.sections.rules.order import heading_of
from homeroom.sections.rules.secrets import YOUNG_PICTURES
from homeroom.sections.rules.twins import parted
from homeroom.sections.rules.words import LISTS
from homeroom.sign_in.rules import MANY_NAMES, may_try

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
    places = classes.places_in(opened.section.pk)
    through = [place for place in places if may_try(place.seat.sign_in, opened.door.opens)]
    tiles, seen = [], set[str]()
    for place in through:
        seat, letter = place.seat, heading_of(place.shown)
        tiles.append(
            Tile(
                seat.student.code,
                place.shown,
                seat.tile_animal,
                ANIMALS_IN_WORDS.get(seat.tile_animal, seat.tile_animal),
                seat.tile_colour,
                "" if letter in seen else letter,
            )
        )
        seen.add(letter)
    letters = [tile.letter for tile in tiles if tile.letter] if len(tiles) > MANY_NAMES else []
    return {"tiles": tiles, "letters": letters, "hidden": len(places) > len(tiles)}


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
