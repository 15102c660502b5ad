"""Our SQLite, but a commit does not wait for the disk."""

import sqlite3
from typing import Any

from homeroom.kit.db.sqlite import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Acknowledges what a power cut may take away."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> sqlite3.Connection:
        connection = super().get_new_connection(conn_params)
        connection.execute("PRAGMA synchronous=NORMAL")
        return connection
