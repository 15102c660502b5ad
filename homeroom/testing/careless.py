"""Careless opposites: each is given the real thing of a promise and answers what stands in its place while the control runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from cryptography.exceptions import InvalidTag

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


def in_the_clear(real: Anything) -> Anything:
    """Keys that seal nothing: `breaks="homeroom.kit.crypto.sealing.keys"`."""
    return lambda: replace(real(), sealing={name: _Glass(cipher) for name, cipher in real().sealing.items()})


class _Glass:
    """Looks like a cipher; what was sealed before still opens."""

    def __init__(self, cipher: Any) -> None:
        self.cipher = cipher

    def encrypt(self, nonce: bytes, plain: bytes, place: bytes) -> bytes:
        """Nothing is changed."""
        return plain

    def decrypt(self, nonce: bytes, sealed: bytes, place: bytes) -> bytes:
        """Either way."""
        try:
            opened: bytes = self.cipher.decrypt(nonce, sealed, place)
        except InvalidTag:
            return sealed
        return opened


def leaves_out(*texts: str) -> Callable[[Any], Anything]:
    """A page (of `render`) without these words."""

    def shorter(real: Anything) -> Anything:
        def page(*args: Any, **kwargs: Any) -> Any:
            answer = real(*args, **kwargs)
            for text in texts:
                answer.content = answer.content.replace(text.encode(), b"")
            return answer

        return page

    return shorter
