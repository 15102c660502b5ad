"""Tests stay on this machine, and are told apart by whether they touch the database."""

from __future__ import annotations

import socket

import pytest
from django.db import connection

from homeroom.testing.plugin import is_here


@pytest.mark.parametrize("address", ["/run/socket", ("127.0.0.1", 80), ("::1", 80, 0, 0), ("localhost", 5432)])
def test_this_machine_may_be_reached(address: object) -> None:
    assert is_here(address)


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("school.example", 443), ("2001:db8::1", 80, 0, 0)])
def test_no_other_may(address: object) -> None:
    assert not is_here(address)


def test_a_test_that_leaves_the_machine_fails() -> None:
    with socket.socket() as line, pytest.raises(AssertionError, match="this machine only"):
        line.connect(("192.0.2.1", 80))


@pytest.mark.django_db
def test_a_test_that_touches_the_database_is_run_on_both(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("postgres") is not None
    assert connection.vendor in {"sqlite", "postgresql"}


@pytest.mark.django_db
@pytest.mark.sqlite
def test_what_is_said_of_sqlite_only_is_not_run_on_postgresql(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("postgres") is None
    assert connection.vendor == "sqlite"


def test_without_the_database_a_test_is_run_once(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("postgres") is None
