"""SWEEP: whether a canary is found in anything the service wrote: tables, files of the data folder, logs; plain or encoded."""

from __future__ import annotations

import base64
import hashlib
import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, quote_plus

from django.conf import settings
from django.db import connection

from homeroom.kit.logs import Lines


def encodings(canary: str) -> dict[str, bytes]:
    """How a text can lie somewhere: as it is, small, URL-encoded, in base64 at each of the three places, as a common digest."""
    plain, found = canary.encode(), {"plain": canary.encode(), "small": canary.lower().encode()}
    found |= {"in an address": quote(canary, safe="").encode(), "in a form": quote_plus(canary).encode()}
    for at in range(3):
        # Neighbours change the first and the last letters, not those between.
        inner = base64.b64encode(b"\x00" * at + plain)[(0, 2, 3)[at] : len(base64.b64encode(b"\x00" * at + plain)) // 4 * 4 - 4]
        found[f"in base64 at {at}"] = inner
    for name in ("md5", "sha1", "sha256"):
        for form, text in (("", plain), (" small", canary.lower().encode())):
            digest = hashlib.new(name, text, usedforsecurity=False)
            found[f"{name}{form}"], found[f"{name}{form} in hex"] = digest.digest(), digest.hexdigest().encode()
    return {how: text for how, text in found.items() if len(text) > 3}


def tables() -> dict[str, bytes]:
    """Every row of every table, as the database gives it out: ciphertext is ciphertext."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - names of our own tables
            found[f"table {table}"] = b"\n".join(b"\t".join(_bytes(value) for value in row) for row in cursor.fetchall())
    return found


def rows() -> dict[str, int]:
    """How many rows each table has."""
    return {table: content.count(b"\n") + 1 if content else 0 for table, content in tables().items()}


def files() -> dict[str, bytes]:
    """Every file of the data folder."""
    folder = Path(settings.HOMEROOM_DATA)
    return {f"file {path.name}": path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()} if folder.exists() else {}


def _bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode()


def traces(*canaries: str, said: str = "") -> list[str]:
    """Where a canary lies, and how: "table audit_entry: ada@... (sha1 in hex)". `said` is what was logged meanwhile."""
    places = tables() | files() | {"log": said.encode()}
    return [
        f"{place}: {canary} ({how})"
        for canary in canaries
        for how, text in encodings(canary).items()
        for place, content in places.items()
        if text in content
    ]


@contextmanager
def listening() -> Iterator[io.StringIO]:
    """Everything that is logged meanwhile, down to the smallest remark, as it would stand in the log."""
    stream, root = io.StringIO(), logging.getLogger()
    handler, levels = logging.StreamHandler(stream), {}
    handler.setFormatter(Lines())
    for name in ("", "homeroom", "django.request", "django.security", "django.server"):
        logger = logging.getLogger(name)
        levels[logger] = logger.level
        logger.setLevel(logging.DEBUG)
    root.addHandler(handler)
    try:
        yield stream
    finally:
        root.removeHandler(handler)
        for logger, level in levels.items():
            logger.setLevel(level)
