"""How actions reach the database: whole, in order, durable before anybody is told."""

from homeroom.kit.db.hot import hot_cursor
from homeroom.kit.db.write import after_commit, before_commit, later, write

__all__ = ["after_commit", "before_commit", "hot_cursor", "later", "write"]
