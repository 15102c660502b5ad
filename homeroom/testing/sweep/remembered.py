"""What the process remembers and has not written: presence, pace, kept pages, Django's caches, mails that wait."""

from __future__ import annotations

import sys
import uuid
from collections import deque
from collections.abc import Iterator, Mapping
from types import FunctionType, MethodType, ModuleType
from typing import Any

from django.core import mail
from django.core.cache import caches as django_caches

#: How deep things hang in what a module remembers.
DEEPEST = 12
#: Parts of a module's name that remember nothing of people: tests, and the words and pure decisions of a room, made when they are loaded.
NOT_MEMORY = {"tests", "testing", "rules", "words"}


def memory() -> dict[str, bytes]:
    """Every text, number and identifier that hangs on a name of one of our modules: {"memory homeroom.progress.presence": ...}."""
    found, seen = {}, set[int]()
    for name, module in sorted(sys.modules.items()):
        if name.startswith("homeroom.") and not NOT_MEMORY & set(name.split(".")) and isinstance(module, ModuleType):
            said = [text for key, value in list(vars(module).items()) if not key.startswith("__") for text in _texts(value, seen, 0)]
            if said:
                found[f"memory {name}"] = b"\n".join(said)
    return found


def caches() -> dict[str, bytes]:
    """What lies in Django's caches."""
    found = {}
    for number, cache in enumerate(django_caches.all(initialized_only=True)):
        kept = getattr(cache, "_cache", {})
        found[f"cache {number}"] = b"\n".join(text for item in list(kept.items()) for text in _texts(item, set(), 0))
    return found


def mails() -> dict[str, bytes]:
    """Every mail that was sent in this test, with its heads."""
    return {f"mail {number}": one.message().as_bytes() for number, one in enumerate(getattr(mail, "outbox", []))}


def _texts(thing: Any, seen: set[int], depth: int) -> Iterator[bytes]:
    if isinstance(thing, str):
        yield thing.encode("utf-8", "surrogatepass")
    elif isinstance(thing, bytes | bytearray | memoryview):
        yield bytes(thing)
    elif isinstance(thing, int | float | uuid.UUID):
        yield str(thing).encode()
    elif depth < DEEPEST and id(thing) not in seen and not isinstance(thing, type | ModuleType | FunctionType | MethodType):
        seen.add(id(thing))
        for inner in _inside(thing):
            yield from _texts(inner, seen, depth + 1)


def _inside(thing: Any) -> Iterator[Any]:
    if isinstance(thing, Mapping):
        for key, value in list(thing.items()):
            yield from (key, value)
    elif isinstance(thing, list | tuple | set | frozenset | deque):
        yield from list(thing)
    elif type(thing).__module__.startswith("homeroom."):
        yield from list(getattr(thing, "__dict__", {}).values())
        for kind in type(thing).__mro__:
            slots = vars(kind).get("__slots__", ())
            yield from (getattr(thing, slot) for slot in ((slots,) if isinstance(slots, str) else slots) if hasattr(thing, slot))
