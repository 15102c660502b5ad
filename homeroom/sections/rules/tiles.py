"""Tiles: an animal in a colour beside each name. No two alike in a class of up to 96, then as few as can be; twins never the same."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from secrets import SystemRandom

from homeroom.kit.tokens_gen import TILE_ANIMALS
from homeroom.sections.rules.names import key_of
from homeroom.sections.rules.twins import parted

COLOURS = range(1, 9)
#: (animal, colour)
Tile = tuple[str, int]
ALL: tuple[Tile, ...] = tuple((animal, colour) for animal in TILE_ANIMALS for colour in COLOURS)


def deal_tiles(names: Sequence[str], taken: Iterable[tuple[str, Tile]] = (), draw: random.Random | None = None) -> list[Tile]:
    """Tiles for new pupils of these full names; `taken` are the names and tiles of who is in the class already."""
    draw = draw or SystemRandom()
    uses: Counter[Tile] = Counter(dict.fromkeys(ALL, 0))
    twins: dict[str, Counter[Tile]] = defaultdict(Counter)
    for name, tile in taken:
        uses[tile] += 1
        twins[_first(name)][tile] += 1
    dealt: list[Tile] = []
    for name in names:
        own = twins[_first(name)]
        # Fewest twins with it, then fewest pupils with it, then chance.
        tile = min(ALL, key=lambda one: (own[one], uses[one], draw.random()))
        uses[tile] += 1
        own[tile] += 1
        dealt.append(tile)
    return dealt


def _first(name: str) -> str:
    return key_of(parted(name)[0])
