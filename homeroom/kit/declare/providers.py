"""Outside services that this one speaks to: a closed register, empty as long as nothing is declared (SHR-10)."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Provider:
    """Somebody who gets something from us: which hosts, what of whom, why, in which country, by what agreement."""

    name: str
    hosts: tuple[str, ...]
    what: Any
    why: Any
    country: str
    agreement: str


_providers: dict[str, Provider] = {}


def declare_providers(*found: Provider) -> None:
    """Adds what a room speaks to. A host outside of all declarations is not reached."""
    for provider in found:
        _providers[provider.name] = provider


def providers() -> list[Provider]:
    """All declared outside services by name."""
    return [_providers[name] for name in sorted(_providers)]


def is_declared(host: str) -> bool:
    """Whether a host belongs to a declared service."""
    return any(host in provider.hosts for provider in _providers.values())
