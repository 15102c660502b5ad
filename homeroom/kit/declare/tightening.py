"""Operators and schools may tighten what is declared, and never loosen it: one pure function for lengths, thresholds and audiences."""

from dataclasses import dataclass
from typing import TypeVar, overload

from homeroom.kit.declare.audiences import Audience


@dataclass(frozen=True)
class AtMost:
    """A length: days or months that something may stay. Less is tighter."""

    value: float


@dataclass(frozen=True)
class AtLeast:
    """A threshold: an age from which something may happen, people that a figure must stand for. More is tighter."""

    value: float


Limit = TypeVar("Limit", AtMost, AtLeast)


@overload
def tighten(default: Limit, override: Limit | None) -> Limit: ...
@overload
def tighten(default: frozenset[Audience], override: frozenset[Audience] | None) -> frozenset[Audience]: ...
def tighten(default: object, override: object | None) -> object:
    """What holds when somebody wants it otherwise: the tighter of the two; of audiences, those that both name. TypeError for two kinds."""
    if override is None:
        return default
    if isinstance(default, AtMost) and isinstance(override, AtMost):
        return AtMost(min(default.value, override.value))
    if isinstance(default, AtLeast) and isinstance(override, AtLeast):
        return AtLeast(max(default.value, override.value))
    if isinstance(default, frozenset) and isinstance(override, frozenset):
        return default & override
    raise TypeError(f"{override!r} is no way to tighten {default!r}")
