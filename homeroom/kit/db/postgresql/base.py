"""PostgreSQL with a health check that costs no round trip, and cursors that prepare the few statements of the hot path once."""

import select
from typing import Any

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Everything else is Django's."""

    def is_usable(self) -> bool:
        """Whether the server is still there. An idle connection on which nothing has arrived is; only another one is asked."""
        if self.connection is None or self.connection.closed:
            return False
        poll = select.poll()
        poll.register(self.connection.fileno(), select.POLLIN)
        return not poll.poll(0) or bool(super().is_usable())

    def hot_cursor(self) -> Any:
        """A cursor whose parameters the server binds, so that a statement is prepared once for a connection."""
        self.close_if_health_check_failed()
        self.ensure_connection()
        cursor: Any = base.ServerBindingCursor
        return self._prepare_cursor(cursor(self.connection))  # type: ignore[attr-defined]
