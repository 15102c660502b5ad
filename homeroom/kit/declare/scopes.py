"""On whose behalf statements run: a request is closed until a view opens it to an audience, or a named task looks something up.

In production this is a word in the thread and costs nothing measurable; in tests (homeroom.testing.plugin) a statement that touches a
table about people while the request is closed is refused.
"""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps

from homeroom.kit.declare.inventory import Table, declared

#: What the system may look up by itself; a closed list.
SYSTEM_TASKS = frozenset({"session look-up", "sign-in look-up", "deposited work", "own record", "job"})
CLOSED = "closed"
#: Outside of requests and jobs: commands, and the set-up of tests.
OUTSIDE = ""
_WORDS = re.compile(r"[a-z_][a-z0-9_]*")
_here = threading.local()


class OutsideOfAudience(AssertionError):
    """A statement touched a table about people before any view opened the request, and no task of the system asked."""


def now_open_to() -> str:
    """The name of the audience or task, `CLOSED` in a request that nobody opened yet, `OUTSIDE` elsewhere."""
    return getattr(_here, "to", OUTSIDE)


def become(to: str) -> str:
    """Changes on whose behalf this thread works; answers what was before, which `become` takes back in a `finally`."""
    before = getattr(_here, "to", OUTSIDE)
    _here.to = to
    return before


@contextmanager
def system_task(name: str) -> Iterator[None]:
    """What runs inside is a task of the closed list; ValueError for any other."""
    if name not in SYSTEM_TASKS:
        raise ValueError(f"{name!r} is no task of kit.declare.scopes.SYSTEM_TASKS")
    before = become(name)
    try:
        yield
    finally:
        become(before)


def is_about_people(table: Table) -> bool:
    """Whether any line of a table is about somebody."""
    return bool(table.about) or any(line.about or line.nature in ("personal", "identifier") for line in table.lines if line.kind != "keys")


def personal_tables() -> frozenset[str]:
    """Names in the database of all tables about people, in small letters."""
    return frozenset(apps.get_model(label)._meta.db_table.lower() for label, table in declared().items() if is_about_people(table))


def refuse_outside(sql: str, personal: frozenset[str]) -> None:
    """Raises `OutsideOfAudience` when a closed request touches one of these tables, however its name is quoted or spelled."""
    if now_open_to() == CLOSED and (touched := personal & set(_WORDS.findall(sql.lower()))):
        names = ", ".join(sorted(touched))
        raise OutsideOfAudience(
            f"nobody opened this request, but a statement touches {names}: @open_to(...) the view, or name a system task"
        )
