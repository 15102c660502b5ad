"""Tiles: an animal in a colour beside each name. No two alike in a class of up to 96, then as few as can be.

Twins get different animals while there are some: a colour alone is not heard, and is grey on paper.
"""

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
    # What counts: whole tiles, and their animals by themselves.
    uses: Counter[Tile | str] = Counter()
    twins: dict[str, Counter[Tile | str]] = defaultdict(Counter)
    for name, tile in taken:
        uses.update((tile, tile[0]))
        twins[_first(name)].update((tile, tile[0]))
    dealt: list[Tile] = []
    for name in names:
        own = twins[_first(name)]
        # Fewest twins with its animal, then with all of it; then fewest pupils with all of it, then with its animal; then chance.
        tile = min(ALL, key=lambda one: (own[one[0]], own[one], uses[one], uses[one[0]], draw.random()))
        uses.update((tile, tile[0]))
        own.update((tile, tile[0]))
        dealt.append(tile)
    return dealt


def is_free(name: str, tile: Tile, taken: Iterable[tuple[str, Tile]]) -> bool:
    """Whether a pupil of this full name may bring this tile along: nobody has it, and no twin its animal."""
    return not any(tile == other or (tile[0] == other[0] and _first(name) == _first(their)) for their, other in taken)


def _first(name: str) -> str:
    return key_of(parted(name)[0])
