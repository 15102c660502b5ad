"""Cursors for the statements that every run of every pupil sends."""

from typing import Any

from django.db import connection


def hot_cursor() -> Any:
    """A cursor (`with hot_cursor() as cursor`) for hand-written SQL of the hot path; on PostgreSQL its statements are prepared once."""
    make = getattr(connection, "hot_cursor", None) or connection.cursor
    return make()
