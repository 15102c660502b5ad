"""A database of a test's own, with folders and keys, on either database, which may be backed up, restored and moved in this process."""

import contextlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection

from homeroom.kit.crypto import keys as ring
from homeroom.kit.crypto.keys import forget_keys
from homeroom.operations.keeping import standing
from homeroom.operations.serving.prepare import in_this_thread

#: Makes `own_database("name")`.
Databases = Callable[[str], AbstractContextManager[None]]


@pytest.fixture
def own_database(settings: Any, tmp_path: Path, django_db_blocker: Any) -> Iterator[Databases]:
    """`with own_database("first"):` the service's database is a fresh one with all tables; the same name is the same database."""
    settings.HOMEROOM_DATA, settings.HOMEROOM_KEYS = tmp_path / "data", tmp_path / "keys"
    settings.HOMEROOM_DATA.mkdir()
    forget_keys()
    ring()
    made: list[str] = []

    @contextlib.contextmanager
    def within(name: str) -> Iterator[None]:
        place: Path | str = f"own_{name}"
        if connection.vendor == "sqlite":
            place = settings.HOMEROOM_DATA / f"{name}.sqlite3"
        elif name not in made:
            _make(str(place))
        with django_db_blocker.unblock(), standing.another(place), in_this_thread():
            if name not in made:
                made.append(name)
                call_command("migrate", verbosity=0, interactive=False)
            yield

    yield within
    forget_keys()


def _make(name: str) -> None:
    told = connection.settings_dict
    address = {"host": told["HOST"], "port": told["PORT"], "user": told["USER"], "password": told["PASSWORD"], "dbname": "postgres"}
    with psycopg.connect(**address, autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}"')
