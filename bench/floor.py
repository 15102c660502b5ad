"""The floor of writing: a bare WSGI handler with the same statements, durability and connections as ours, and nothing round them.

It decodes the same JSON (msgspec), looks the session up, writes with the very SQL that ours sends (`BENCH_STATEMENTS`), commits,
answers. Served by Granian for `bell-30`, called in process for CPU. No sealing, no check of what was sent, no framework.
"""

import datetime
import hashlib
import json
import os
import sqlite3
import threading
import uuid
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec
import psycopg

from homeroom.kit.db.sqlite.base import PRAGMAS

_decode = msgspec.json.Decoder().decode
_encode = msgspec.json.Encoder().encode


class Floor:
    """`statements`: {"session": [sql, parameters], "write": [[sql, parameters], ...]} as ours sent them for one run, with marks."""

    def __init__(self, database: str, statements: dict[str, Any]) -> None:
        self.database = database
        self.statements = statements
        self._here = threading.local()
        self._turn = threading.Lock()

    def _connection(self) -> Any:
        found = getattr(self._here, "connection", None)
        if found is None:
            found = self._here.connection = self._connect()
        return found

    def _connect(self) -> Any:
        if self.database.startswith("postgresql"):
            return psycopg.connect(self.database, autocommit=True, prepare_threshold=3)
        connection = sqlite3.connect(self.database, isolation_level=None, timeout=20)
        connection.execute("PRAGMA journal_mode=WAL")
        for pragma in PRAGMAS:
            connection.execute(pragma)
        return connection

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        sent = _decode(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
        token = environ["HTTP_COOKIE"].partition("homeroom=")[2]
        now = datetime.datetime.now(datetime.UTC)
        connection = self._connection()
        look, marked = self.statements["session"]
        session = [_hash(token) if value == ["$token"] else self._own(value, {}, now, None) for value in marked]
        connection.execute(look, session).fetchone()
        if self.database.startswith("postgresql"):
            with connection.transaction():
                self._write(connection, sent["attempts"], now)
        else:
            with self._turn:
                connection.execute("BEGIN IMMEDIATE")
                self._write(connection, sent["attempts"], now)
                connection.execute("COMMIT")
        start_response("200 OK", [("Content-Type", "application/json")])
        return [_encode({"kept": [one["id"] for one in sent["attempts"]], "refused": [], "states": {}, "now": int(now.timestamp() * 1000)})]

    def _write(self, connection: Any, attempts: list[dict[str, Any]], now: datetime.datetime) -> None:
        """One run at a time: the statements of a single run, with its own id, program and times."""
        for one in attempts:
            found = None
            for sql, parameters in self.statements["write"]:
                values = [self._own(value, one, now, found) for value in parameters]
                rows = connection.execute(sql, values).fetchall()
                found = found or (rows[0][1] if rows else None)

    def _own(self, value: Any, one: dict[str, Any], now: datetime.datetime, program: Any) -> Any:
        if isinstance(value, list):
            if value[:1] == ["$list"]:
                return [self._own(part, one, now, program) for part in value[1:]]
            kind = value[0]
            if kind == "$id":
                return uuid.UUID(one["id"]) if value[1] == "uuid" else uuid.UUID(one["id"]).hex
            if kind == "$uuid":
                return uuid.UUID(value[1])
            if kind == "$digest":
                return one["program"].encode()[-16:]
            if kind == "$bytes":
                return bytes(value[1])
            if kind == "$program":
                return program
            if kind == "$now":
                return now if value[1] == "time" else now.isoformat()
        return value


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


if "BENCH_STATEMENTS" in os.environ:
    application = Floor(os.environ["BENCH_DATABASE"], json.loads(Path(os.environ["BENCH_STATEMENTS"]).read_text("utf-8")))
