"""For pytest: what touches the database is marked `postgres`, so that `-m postgres` runs it there too; nothing leaves the machine;
what tests marked `@promise` came to is written into build/proofs.json, and `--careless 0` runs their controls."""

from __future__ import annotations

import socket
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.postgresql import base as postgresql
from django.db.backends.sqlite3 import base as sqlite

from homeroom.kit.declare import scopes
from homeroom.kit.hosts import is_this_machine
from homeroom.testing import outbox, proofs
from homeroom.testing.postgres import running
from homeroom.testing.promises import MARK, controls_of, find, replaced

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from homeroom.testing.postgres import Cluster

OUTCOMES = pytest.StashKey[list[proofs.Outcome]]()
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--careless N` replaces what the Nth promise of each test rests on; tests without one are left out."""
    told = "replace what the Nth promise of each test rests on by its careless opposite"
    parser.addoption("--careless", type=int, default=None, metavar="N", help=told)
    parser.addoption("--proofs", type=Path, default=proofs.PLACE, metavar="FILE", help="where it is kept what tests of promises came to")


def pytest_configure(config: pytest.Config) -> None:
    """Tests of promises are marked, so that `-m promise` finds them."""
    config.addinivalue_line("markers", f"{MARK}(control): set by @promise (homeroom/testing/promises.py)")
    config.stash[OUTCOMES] = []
    _let_tables_be_emptied()


def _let_tables_be_emptied() -> None:
    """Behind a test that commits, Django empties all tables: triggers that refuse this (the audit's) are set aside for that long."""

    def on_sqlite(self: Any, style: Any, tables: Any, **how: Any) -> list[str]:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
        return [
            *(f"DROP TRIGGER {name}" for name, _sql in triggers),
            *empty_sqlite(self, style, tables, **how),
            *(sql for _, sql in triggers),
        ]

    def on_postgresql(self: Any, style: Any, tables: Any, **how: Any) -> list[str]:
        aside = [f"ALTER TABLE {self.quote_name(table)} {{}} TRIGGER USER" for table in tables]
        emptied = empty_postgresql(self, style, tables, **how)
        return [*(one.format("DISABLE") for one in aside), *emptied, *(one.format("ENABLE") for one in aside)]

    on: tuple[tuple[Any, Any], ...] = (
        (sqlite.DatabaseWrapper.ops_class, on_sqlite),
        (postgresql.DatabaseWrapper.ops_class, on_postgresql),
    )
    empty_sqlite, empty_postgresql = (operations.sql_flush for operations, _aside in on)
    for operations, aside in on:
        operations.sql_flush = aside


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Every test that touches the database is run on both, unless it is marked `sqlite`. A promise that rests on nothing is an error."""
    number = config.getoption("--careless")
    if number is not None:
        config.hook.pytest_deselected(items=[item for item in items if len(controls_of(item)) <= number])
        items[:] = [item for item in items if len(controls_of(item)) > number]
    for item in items:
        for control in controls_of(item):
            try:
                find(control.breaks)
            except LookupError as stale:
                raise pytest.UsageError(f"{item.nodeid}: {stale}") from stale
        touches = item.get_closest_marker("django_db") is not None or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
        if touches and item.get_closest_marker("sqlite") is None:
            item.add_marker("postgres")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """With `--careless`, the test itself runs beside the careless opposite; what is made before it is made as it should be."""
    number = item.config.getoption("--careless")
    if number is None:
        return (yield)
    with replaced(controls_of(item)[number]):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Notes what a test came to, for each promise that it proves."""
    report = yield
    number = item.config.getoption("--careless")
    if report.when == "call" or report.outcome == "failed":
        on = "postgresql" if "postgresql" in str(settings.DATABASES["default"]["ENGINE"]) else "sqlite"
        test = item.nodeid.partition("[")[0]
        for control in controls_of(item) if number is None else controls_of(item)[number : number + 1]:
            if number is None:
                told = [proofs.Outcome(name, test, on, report.outcome, rests_on=control.breaks) for name in control.ids]
            else:
                told = [proofs.Outcome(name, test, on, _came_to(call), control.breaks) for name in control.ids]
            item.config.stash[OUTCOMES] += told
    return report


def _came_to(call: pytest.CallInfo[None]) -> str:
    """What became of a control: only a failed assertion shows that the test looks at what was promised."""
    if call.excinfo is None:
        return proofs.UNNOTICED
    if call.when == "call" and _is_judgement(call.excinfo.value):
        return proofs.NOTICED
    return f"broke: {call.excinfo.type.__name__}"


def _is_judgement(problem: BaseException) -> bool:
    """Whether assertions failed and nothing else; Hypothesis tells several at once."""
    if isinstance(problem, BaseExceptionGroup):
        return all(_is_judgement(one) for one in problem.exceptions)
    return isinstance(problem, AssertionError | pytest.fail.Exception)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Adds this run to build/proofs.json."""
    if outcomes := session.config.stash[OUTCOMES]:
        place = session.config.getoption("--proofs")
        proofs.write(proofs.together(proofs.read(place), outcomes), place)


def is_here(address: Any) -> bool:
    """Whether a socket address is on this machine."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    return not host or is_this_machine(host)


@pytest.fixture(autouse=True)
def _nothing_leaves_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that connects elsewhere fails, also where there is no network that would stop it."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if not is_here(address):
            raise AssertionError(f"A test wanted to reach {address}: tests use this machine only.")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def _quiet_at_first() -> None:
    """A test begins where nobody has to be told anything, and knows it: or its statements would be counted with the last test's memory."""
    from homeroom.support.queries import remember_quiet  # noqa: PLC0415 - models, once Django is set up

    remember_quiet(3600)


@pytest.fixture(autouse=True)
def _no_mail_goes_unnoticed() -> Iterator[None]:
    """There is no mail room: the first mail of the service makes the test red that sent it (OUTBOX)."""
    yield
    assert outbox.everything() == [], "say in the test what was sent, and empty django.core.mail.outbox"


def _guarded(execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Every statement of a test passes here: none touches a table about people in a request that nobody opened."""
    scopes.refuse_outside(sql, _personal_tables())
    return execute(sql, params, many, context)


@cache
def _personal_tables() -> frozenset[str]:
    return scopes.personal_tables()


@pytest.fixture(autouse=True)
def _nobody_is_looked_up_unasked() -> Iterator[None]:
    """Statements about people run for an audience or for a named task of the system (homeroom.kit.declare.scopes)."""
    with connection.execute_wrapper(_guarded):
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A running cluster for tests that start servers of their own; `postgres.fresh("name")` gives DATABASE_URL."""
    with running() as cluster:
        yield cluster
