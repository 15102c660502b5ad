"""What a database leaves in its own files of rows that are gone (DEL-11): overwritten or cleaned away."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def overwriting() -> Iterator[None]:
    """Meanwhile SQLite writes zeros over what it deletes, free pages too; on PostgreSQL nothing is different."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        before = int(cursor.fetchone()[0])
        cursor.execute("PRAGMA secure_delete=1")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA secure_delete={('0', '1', 'FAST')[before]}")


def clean(*, daily: bool = False) -> bool:
    """Empties SQLite's write-ahead log into the database; whether it went. While somebody reads it does not: the next erasure or the
    daily job does it. Called outside of transactions. PostgreSQL clears its dead rows away once a day (VACUUM): it reads all tables."""
    if connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            if daily:
                cursor.execute("VACUUM")
            return daily
        cursor.execute("PRAGMA busy_timeout")
        patience = int(cursor.fetchone()[0])
        cursor.execute("PRAGMA busy_timeout=0")
        try:
            # What can be moved while others write goes first, so that nobody waits for it.
            cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return bool(cursor.fetchone()[0] == 0)
        finally:
            cursor.execute(f"PRAGMA busy_timeout={patience}")
