"""Nothing leaves: a serving process reaches this machine and declared outside services, and nobody else (SHR-10, SSO-02).

Python tells its audit hooks of every connection before it is made, also of those that libraries make.
"""

import sys
from typing import Any

from homeroom.kit.declare.providers import is_declared
from homeroom.kit.hosts import is_this_machine


class NotDeclared(PermissionError):
    """Some code wanted to reach a host that no room has declared."""


def look(event: str, facts: tuple[Any, ...]) -> None:
    """Raises `NotDeclared` for a connection, a datagram or a question for a name that leads elsewhere."""
    if event in ("socket.connect", "socket.sendto"):
        address = facts[1]
        # Local sockets have a path.
        if isinstance(address, tuple) and not may_be_reached(str(address[0])):
            raise NotDeclared(f"{address[0]} is no declared outside service: see homeroom.kit.declare.providers")
    elif event == "socket.getaddrinfo" and facts[0] and not may_be_reached(_text(facts[0])):
        raise NotDeclared(f"{_text(facts[0])} is no declared outside service: see homeroom.kit.declare.providers")


def _text(host: Any) -> str:
    return host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)


def may_be_reached(host: str) -> bool:
    """Whether a host is this machine, or belongs to a declared service."""
    return not host or is_this_machine(host) or is_declared(host)


def close() -> None:
    """From here on, for as long as this process lives: a hook cannot be taken out again."""
    sys.addaudithook(look)
