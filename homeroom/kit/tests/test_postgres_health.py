"""On PostgreSQL a connection that the server closed is noticed without asking it anything, and the next request gets a new one."""

from typing import Any

import psycopg
import pytest
from django.core.signals import request_started
from django.db import connection


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_the_server_closed_is_replaced() -> None:
    if connection.vendor != "postgresql":
        # A file is closed by nobody.
        assert connection.is_usable()
        return
    connection.ensure_connection()
    assert connection.is_usable()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (process,) = cursor.fetchone()
    settings: dict[str, Any] = connection.get_connection_params()
    plain = {name: settings[name] for name in ("user", "password", "host", "port", "dbname") if settings.get(name)}
    with psycopg.connect(**plain, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [process])

    assert not connection.is_usable()
    # What Django does when the next request begins.
    request_started.send(sender=None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
