"""The tests' own PostgreSQL keeps what it acknowledged through a crash, and is gone with its folder when it is no longer needed."""

from __future__ import annotations

import socket

import psycopg
import pytest

from homeroom.testing.postgres import Cluster, running


def test_what_was_committed_is_there_after_a_crash(postgres: Cluster) -> None:
    address = postgres.fresh("crash")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (n int)")
        connection.execute("INSERT INTO kept VALUES (7)")

    postgres.kill()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(address, connect_timeout=2)
    postgres.start()

    with psycopg.connect(address) as connection:
        assert connection.execute("SELECT n FROM kept").fetchall() == [(7,)]


def test_commits_are_durable_as_in_a_school(postgres: Cluster) -> None:
    with psycopg.connect(postgres.fresh("durable")) as connection:
        settings = {name: connection.execute("SELECT current_setting(%s)", [name]).fetchone() for name in ("fsync", "synchronous_commit")}

    assert settings == {"fsync": ("on",), "synchronous_commit": ("on",)}


def test_a_fresh_database_is_empty(postgres: Cluster) -> None:
    with psycopg.connect(postgres.fresh("again"), autocommit=True) as connection:
        connection.execute("CREATE TABLE old (n int)")

    with psycopg.connect(postgres.fresh("again")) as connection:
        assert connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)


def test_nothing_is_left_behind() -> None:
    with running() as cluster:
        folder, port = cluster.folder, cluster.port
        assert folder.exists()

    assert not folder.exists()
    with socket.socket() as line:
        assert line.connect_ex(("127.0.0.1", port)) != 0
