"""Typed news between rooms, in this process, after the commit. News may be lost; what may not be lost is read by a cursor."""

import logging
from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

N = TypeVar("N")
_listeners: dict[type[Any], list[Callable[[Any], None]]] = defaultdict(list)
_log = logging.getLogger("homeroom.broadcast")


def listen(kind: type[N], hear: Callable[[N], None]) -> None:
    """`hear` is called with every piece of news of this kind, in the thread that tells it: keep it short."""
    if hear not in _listeners[kind]:
        _listeners[kind].append(hear)


def tell(news: object) -> None:
    """Tells everybody who listens. A listener that breaks hurts nobody else."""
    for hear in _listeners[type(news)]:
        try:
            hear(news)
        except Exception:  # noqa: BLE001 -- one listener's bug must not reach whoever tells the news
            _log.exception("a listener broke", extra={"news": type(news).__name__})
