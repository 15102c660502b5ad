"""Careless opposites: each is given the real thing of a promise and answers what stands in its place while the control runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Anything = Callable[..., Any]


def does_nothing(real: Anything) -> Anything:
    """Is called, and forgets to do it."""
    return lambda *args, **kwargs: None


def says_yes(real: Anything) -> Anything:
    """Lets everybody."""
    return lambda *args, **kwargs: True


def says_no(real: Anything) -> Anything:
    """Notices nothing."""
    return lambda *args, **kwargs: False


def says_nought(real: Anything) -> Anything:
    """Counts nothing."""
    return lambda *args, **kwargs: 0


def finds_nothing(real: Anything) -> Anything:
    """Has an empty list of everything."""
    return lambda *args, **kwargs: []


def hands_back(real: Anything) -> Anything:
    """Gives back the first thing it is handed, as it came."""
    return lambda *args, **kwargs: args[0] if args else next(iter(kwargs.values()))


def is_empty(real: Any) -> Any:
    """A table, list or text with nothing in it."""
    return type(real)()


def answers(value: Any) -> Callable[[Any], Anything]:
    """Whatever is asked, it is this: `careless=answers("adult")`."""
    return lambda real: lambda *args, **kwargs: value


def becomes(value: Any) -> Callable[[Any], Any]:
    """A constant is this instead: `careless=becomes(())`."""
    return lambda real: value
