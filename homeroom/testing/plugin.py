"""For pytest: what touches the database is marked `postgres`, so that `-m postgres` runs it there too; nothing leaves the machine."""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING, Any

import pytest

from homeroom.testing.postgres import running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homeroom.testing.postgres import Cluster

DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test that touches the database is run on both, unless it is marked `sqlite`."""
    for item in items:
        touches = item.get_closest_marker("django_db") is not None or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
        if touches and item.get_closest_marker("sqlite") is None:
            item.add_marker("postgres")


def is_here(address: Any) -> bool:
    """Whether a socket address is on this machine."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    if host in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def _nothing_leaves_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that connects elsewhere fails, also where there is no network that would stop it."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if not is_here(address):
            raise AssertionError(f"A test wanted to reach {address}: tests use this machine only.")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A running cluster for tests that start servers of their own; `postgres.fresh("name")` gives DATABASE_URL."""
    with running() as cluster:
        yield cluster
