"""Twins are told apart by the fewest letters and by their tiles."""

import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from homeroom.kit.tokens_gen import TILE_ANIMALS
from homeroom.sections.rules.names import key_of
from homeroom.sections.rules.tiles import ALL, deal_tiles, is_free
from homeroom.sections.rules.twins import shown_names

A_NAME = some.builds(
    lambda first, rest: f"{first} {rest}".strip(),
    some.sampled_from(["Ben", "Cleo", "محمد", "José"]),
    some.text(alphabet="abcAB é", max_size=6).map(lambda x: " ".join(x.split())),
)


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (["Ben Stone", "Cleo Stone"], ["Ben", "Cleo"]),
        (["Ben Stone", "Ben Hill"], ["Ben S.", "Ben H."]),
        (["Ben Stone", "Ben Stark", "Ben Hill"], ["Ben Sto.", "Ben Sta.", "Ben H."]),
        (["Ben", "Ben Hill"], ["Ben", "Ben H."]),
        (["Ben Al", "Ben Alba"], ["Ben Al", "Ben Alb."]),
        (["Ben Hill", "ben hill"], ["Ben Hill", "ben hill"]),
        (["محمد علي", "محمد عمر"], ["محمد عل.", "محمد عم."]),
        (["李小明", "李小红"], ["李小明", "李小红"]),
    ],
)
def test_as_few_letters_as_tell_them_apart(names: list[str], shown: list[str]) -> None:
    assert shown_names(names) == shown


@given(some.lists(A_NAME, max_size=40))
def test_two_are_shown_alike_only_when_their_names_are_the_same(names: list[str]) -> None:
    shown = shown_names(names)

    assert len(shown) == len(names)
    assert len({key_of(one) for one in shown}) == len({key_of(one) for one in names})


@given(some.lists(A_NAME, max_size=30))
def test_one_letter_less_would_not_do(names: list[str]) -> None:
    shown = shown_names(names)
    for seen in shown:
        if seen.endswith(".") and len(seen.split(" ", 1)[1]) > 2:
            shorter = key_of(seen[:-2])
            assert sum(key_of(other).startswith(shorter) for other in names) > 1


@settings(deadline=None)
@given(some.integers(0, 96), some.integers())
def test_no_two_tiles_are_alike_in_a_class_of_ninety_six(count: int, seed: int) -> None:
    tiles = deal_tiles([f"Pupil{number}" for number in range(count)], draw=random.Random(seed))

    assert len(set(tiles)) == count


def test_past_ninety_six_each_tile_comes_back_as_seldom_as_can_be() -> None:
    uses = Counter(deal_tiles([f"Pupil{number}" for number in range(600)]))

    assert set(uses) == set(ALL)
    assert max(uses.values()) - min(uses.values()) <= 1


def test_twins_never_have_the_same_tile_in_a_full_school_either() -> None:
    names = [f"Pupil{number}" for number in range(500)] + [f"Ben {number}" for number in range(90)]
    tiles = deal_tiles(names)

    assert len(set(tiles[500:])) == 90


@settings(deadline=None)
@given(some.integers(0, 84), some.integers(2, len(TILE_ANIMALS)), some.integers())
def test_twins_never_share_an_animal_while_there_are_animals(others: int, twins: int, seed: int) -> None:
    """WCAG 1.4.1: two rabbits in two colours sound alike and look alike in grey."""
    there = [f"Pupil{number}" for number in range(others)]
    draw = random.Random(seed)
    taken = list(zip(there, deal_tiles(there, draw=draw), strict=True))

    at_once = deal_tiles([f"Ben {number}" for number in range(twins)], taken, draw=draw)
    later = deal_tiles(["Ben Last"], [("Ben First", taken[0][1])] if taken else [], draw=draw)

    assert len({animal for animal, _colour in at_once}) == twins
    assert not taken or later[0][0] != taken[0][1][0]


def test_a_whole_class_shares_animals_as_seldom_as_can_be() -> None:
    animals = Counter(animal for animal, _colour in deal_tiles([f"Pupil{number}" for number in range(30)]))

    assert set(animals.values()) == {2, 3}


def test_who_moves_keeps_the_tile_unless_somebody_has_it_or_a_twin_its_animal() -> None:
    taken = [("Ben Hill", ("owl", 3)), ("Cleo", ("cat", 1))]

    assert is_free("Ben Stone", ("cat", 2), taken)
    assert not is_free("Ben Stone", ("cat", 1), taken)
    assert not is_free("Ben Stone", ("owl", 5), taken)


def test_who_comes_later_gets_a_tile_that_nobody_has() -> None:
    first = deal_tiles(["Ben", "Cleo"])
    later = deal_tiles(["Ben"], list(zip(["Ben", "Cleo"], first, strict=True)))

    assert later[0] not in first
