"""Whatever an operator or a school asks for, nothing becomes looser than it was declared: every pair, and a thousand drawn ones."""

import itertools
import random
from typing import Any

import pytest

from homeroom.kit.declare.audiences import AUDIENCES
from homeroom.kit.declare.tightening import AtLeast, AtMost, tighten

DRAWN = random.Random(20261125)
NUMBERS = [0, 0.5, 1, 12, 13, 16, 18, 24, 28, 36, 730, *(DRAWN.uniform(0, 10_000) for _ in range(30))]
GROUPS = [frozenset(DRAWN.sample(AUDIENCES, DRAWN.randint(0, len(AUDIENCES)))) for _ in range(40)]


def is_looser(one: Any, than: Any) -> bool:
    if isinstance(one, AtMost):
        return bool(one.value > than.value)
    if isinstance(one, AtLeast):
        return bool(one.value < than.value)
    return bool(one - than)


def pairs() -> list[tuple[Any, Any]]:
    numbers = list(itertools.product(NUMBERS, NUMBERS))
    return [
        *((AtMost(one), AtMost(other)) for one, other in numbers),
        *((AtLeast(one), AtLeast(other)) for one, other in numbers),
        *itertools.product(GROUPS, GROUPS),
    ]


def test_nothing_becomes_looser_than_either() -> None:
    assert len(pairs()) > 4_000
    for default, override in pairs():
        found = tighten(default, override)
        assert not is_looser(found, default)
        assert not is_looser(found, override)


def test_what_is_tighter_is_taken_and_no_tighter_than_asked() -> None:
    for default, override in pairs():
        if not is_looser(override, default):
            assert tighten(default, override) == override
        if not is_looser(default, override):
            assert tighten(default, override) == default


def test_order_and_repetition_change_nothing() -> None:
    for (one, other), (third, _) in zip(pairs(), pairs()[1:], strict=False):
        assert tighten(one, other) == tighten(other, one)
        assert tighten(tighten(one, other), other) == tighten(one, other)
        if type(third) is type(one):
            assert tighten(tighten(one, other), third) == tighten(one, tighten(other, third))


def test_without_a_wish_it_stays_as_declared() -> None:
    for default, _override in pairs():
        assert tighten(default, None) is default


@pytest.mark.parametrize(
    ("default", "override"), [(AtMost(1), AtLeast(1)), (AtLeast(1), AtMost(1)), (GROUPS[0], AtMost(1)), (AtMost(1), 1)]
)
def test_two_kinds_are_no_way_to_tighten(default: Any, override: Any) -> None:
    with pytest.raises(TypeError):
        tighten(default, override)
