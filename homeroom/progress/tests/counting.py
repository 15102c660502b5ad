"""Counts the statements of a request, without those that only begin and end transactions."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

_AROUND = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


@contextmanager
def statements() -> Iterator[list[str]]:
    """Everything that is asked of the database meanwhile."""
    asked: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(_AROUND):
            asked.append(" ".join(sql.split()))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield asked
