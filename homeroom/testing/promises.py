"""`@promise`: ties a test to the promises it proves, and names what they rest on; replaced by its careless opposite, the test must fail."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import Any, TypeVar

import pytest
from django.urls import get_resolver

from homeroom.testing import careless as opposites

F = TypeVar("F", bound=Callable[..., Any])
#: Makes the opposite out of the real thing.
Opposite = Callable[[Any], Any]
MARK = "promise"
#: Where a real thing is replaced.
OURS = ("homeroom", "tests")


@dataclass(frozen=True, slots=True)
class Control:
    """One promise of a test: its ids, the dotted name of what they rest on, and what makes the opposite of it."""

    ids: tuple[str, ...]
    breaks: str
    careless: Opposite


def promise(*ids: str, breaks: str, careless: str | Opposite = "does_nothing") -> Callable[[F], F]:
    """Marks a test as proof of these rows of the ledger (policy/promises.toml).

    `breaks` is the dotted name of a function, class attribute or constant of ours; `careless` is given the real one and answers what stands
    in its place during the control, or names such a function of homeroom.testing.careless. A control counts when the test then fails by an
    assertion; of a test with many parameters, at least one must. Several marks on one test are several controls.
    """
    opposite: Opposite = getattr(opposites, careless) if isinstance(careless, str) else careless
    mark = getattr(pytest.mark, MARK)(Control(ids, breaks, opposite))

    def marked(test: F) -> F:
        found: F = mark(test)
        return found

    return marked


def controls_of(item: pytest.Item) -> list[Control]:
    """The controls of a test, nearest first."""
    return [mark.args[0] for mark in item.iter_markers(MARK)]


def find(dotted: str) -> tuple[Any, str, Any]:
    """(where it hangs, its name there, the thing itself); raises LookupError when there is none: then the mark is stale."""
    parts = dotted.split(".")
    for cut in range(len(parts) - 1, 0, -1):
        try:
            place: Any = import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for part in parts[cut:-1]:
            place = getattr(place, part, None)
        if hasattr(place, parts[-1]):
            return place, parts[-1], vars(place).get(parts[-1], getattr(place, parts[-1]))
        break
    raise LookupError(f"there is no {dotted}: mend `breaks` of the promise that names it")


@contextmanager
def replaced(control: Control) -> Iterator[None]:
    """Puts the careless opposite in place of the real thing, wherever our modules have taken it to by an import."""
    place, name, real = find(control.breaks)
    # Views are imported at the first request: one that came while the opposite stands there would keep it.
    assert get_resolver().url_patterns
    opposite, holders = control.careless(real), _holders(place, name, real)
    own = _holders(place, name, opposite)[1:]
    for holder, key in holders:
        setattr(holder, key, opposite)
    try:
        yield
    finally:
        for holder, key in [*holders, *_holders(place, name, opposite)]:
            if (holder, key) not in own:
                setattr(holder, key, real)


def _holders(place: Any, name: str, thing: Any) -> list[tuple[Any, str]]:
    """Everything that holds a thing: its place, and names of our modules that are the same object.

    Plain values are alike by chance, so they are replaced at their place and under their own name only.
    """
    plain = isinstance(thing, (str, bytes, int, float, bool, type(None), tuple, frozenset))
    found = [(place, name)]
    if not isinstance(place, ModuleType):
        return found
    for module in list(sys.modules.values()):
        if module is place or not getattr(module, "__name__", "").startswith(OURS):
            continue
        found += [(module, key) for key, value in vars(module).items() if value is thing and (not plain or key == name)]
    return found
