"""Runs tests beside one change after the other. A worker loads everything once (the service, a database in memory, all tests) and forks a
child for each change, which stops at the first test that notices.
"""

from __future__ import annotations

import gc
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import cached_property
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import django
import pytest
from django.test.utils import setup_databases
from django.urls import get_resolver

from tools.mutants.changes import Mutant, mutants
from tools.mutants.reached import SEEN, Reached, said, watched

ROOT = Path(__file__).resolve().parents[2]
#: The tests that can notice. Those of servers in other processes cannot: the change is not there.
TESTS = ("homeroom", "tests/promises")
NOTICED, UNNOTICED, SLOW, UNREACHED = "noticed", "unnoticed", "too slow", "no test comes there"
#: How a child ends that could not put the change in place.
NOT_CHANGED = 71
#: A test that takes this much longer than it did, and these seconds more, runs round in circles.
TIMES_SLOWER, SECONDS_MORE = 10, 20
#: Says something to the process that started the workers.
Tell = Callable[[Any], None]


class Worker:
    """As a plugin of pytest: what is done with the tests once they are collected."""

    def __init__(self, files: list[str], work: Callable[[Worker], None]) -> None:
        self.files, self.work, self.items = files, work, dict[str, pytest.Item]()
        self.functions: dict[str, list[FunctionType]] = {}
        #: A folder of its own, gone with the worker.
        self.place = Path()

    def run(self) -> None:
        """Loads, collects, works."""
        os.environ["DJANGO_SETTINGS_MODULE"] = "homeroom.config.settings_test"
        django.setup()
        assert get_resolver().url_patterns
        for file in self.files:
            import_module(_module_name(file))
        setup_databases(verbosity=0, interactive=False)
        with tempfile.TemporaryDirectory(prefix="homeroom-mutants-") as place:
            self.place = Path(place)
            told = ["-qq", "-s", "-p", "no:cacheprovider", "--proofs", f"{place}/proofs.json", "-W", "ignore", "--no-header", *TESTS]
            pytest.main(told, plugins=[self])

    @pytest.fixture(scope="session")
    def django_db_setup(self) -> None:
        """The database is made before the first fork, and is nobody's to take down."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Instead of running all tests."""
        self.items = {item.nodeid: item for item in session.items}
        paths = {str(ROOT / file): file for file in self.files}
        for one in gc.get_objects():
            if isinstance(one, FunctionType) and one.__code__.co_filename in paths:
                self.functions.setdefault(paths[one.__code__.co_filename], []).append(one)
        gc.freeze()
        self.work(self)
        return True

    @cached_property
    def _as_it_was(self) -> tuple[Path, Path]:
        """The folder of data and keys of tests, and a copy of it: no child finds what one before has left or spoilt."""
        here = Path(os.environ["HOMEROOM_DATA"]).parent
        copy = self.place / "as it was"
        shutil.copytree(here, copy)
        return here, copy

    def beside(self, mutant: Mutant | None, tests: list[str], reached: Reached) -> tuple[int, str]:
        """Runs tests in a child, one by one until one fails; (how it ended, the last test it began)."""
        here, copy = self._as_it_was
        with tempfile.TemporaryDirectory(prefix="homeroom-mutants-") as place:
            begun = Path(place) / "begun"
            begun.touch()
            child = os.fork()
            if not child:
                self._run_in_child(mutant, tests, reached, begun)
            _child, status = os.waitpid(child, 0)
            last = begun.read_text()
        shutil.rmtree(here, ignore_errors=True)
        shutil.copytree(copy, here)
        return status, last

    def _run_in_child(self, mutant: Mutant | None, tests: list[str], reached: Reached, begun: Path) -> None:
        # Never back into the parent's code, whatever happens here.
        status = NOT_CHANGED
        try:
            os.environ["PYTEST_DEBUG_TEMPROOT"] = str(begun.parent)
            _say_nothing()
            sys.dont_write_bytecode = True
            if mutant is not None:
                put_in_place(mutant, self.functions.get(mutant.file, []))
            items = [self.items[test] for test in tests]
            for item, after in zip(items, [*items[1:], None], strict=True):
                begun.write_text(item.nodeid)
                signal.alarm(SECONDS_MORE + int(TIMES_SLOWER * reached.seconds.get(item.nodeid, 0)))
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
                if item.session.testsfailed:
                    break
            status = int(bool(items) and bool(items[0].session.testsfailed))
        finally:
            os._exit(status)

    def ordered(self, tests: set[str], reached: Reached, before: str) -> list[str]:
        """The test that noticed last time first, then the quick ones; those that empty all tables when they are through, at the end."""

        def first(test: str) -> tuple[bool, bool, float, str]:
            return _empties(self.items[test]), test != before, reached.seconds.get(test, 0.0), test

        return sorted(tests & self.items.keys(), key=first)


def _empties(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("django_db")
    committing = {"transactional_db", "live_server", "django_db_reset_sequences"}
    return bool(committing & set(getattr(item, "fixturenames", ()))) or (mark is not None and bool(mark.kwargs.get("transaction")))


def look(worker: Worker, share: tuple[int, int], found: Reached) -> list[str]:
    """Runs a share of all tests as things are, and notes what each comes to; the tests that fail, which come to nothing."""
    _say_nothing()
    seen: set[str] = set()
    for file in worker.files:
        setattr(import_module(_module_name(file)), SEEN, seen)
        _give(worker.functions.get(file, []), watched(file, (ROOT / file).read_text("utf-8")))
    paths = list(dict.fromkeys(name.partition("::")[0] for name in worker.items))[share[0] :: share[1]]
    items = [item for name, item in worker.items.items() if name.partition("::")[0] in paths]
    failing = []
    for item, after in zip(items, [*items[1:], None], strict=True):
        seen.clear()
        failed, begun = item.session.testsfailed, time.monotonic()
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
        if item.session.testsfailed > failed:
            failing.append(item.nodeid)
            continue
        found.seconds[item.nodeid] = round(time.monotonic() - begun, 3)
        if seen:
            found.lines[item.nodeid] = sorted(seen)
    return failing


def _say_nothing() -> None:
    """What tests print is not asked for here."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(nowhere, stream)


def judge(worker: Worker, names: list[tuple[str, str, str, str]], reached: Reached, tell: Tell, is_over: Callable[[], bool]) -> None:
    """Tells of each of these changes what becomes of it, and which test noticed."""
    sound: dict[str, bool] = {}
    wanted = set(names)
    for mutant in (one for file in worker.files for one in mutants(file, (ROOT / file).read_text("utf-8")) if one.name in wanted):
        if is_over():
            return
        tests = worker.ordered(reached.tests_of(mutant), reached, reached.noticed_by.get(said(mutant.name), ""))
        how, test = UNREACHED if not tests else UNNOTICED, ""
        while tests:
            status, test = worker.beside(mutant, tests, reached)
            how = came_to(status)
            if how == NOTICED and test not in sound:
                # What fails alone and as things are, notices nothing.
                sound[test] = came_to(worker.beside(None, [test], reached)[0]) == UNNOTICED
            if how != NOTICED or sound[test]:
                break
            tests = [one for one in tests[tests.index(test) + 1 :] if sound.get(one, True)]
            how = UNNOTICED
        tell((mutant.name, mutant.line, how, test))


def together(count: int, files: list[str], work: Callable[[Worker, int, Callable[[Any], None]], None]) -> Iterator[Any]:
    """What some workers tell, as it comes."""
    apart = get_context("fork")
    telling = apart.SimpleQueue()

    def run(number: int) -> None:
        try:
            Worker(files, lambda worker: work(worker, number, telling.put)).run()
        finally:
            telling.put(None)

    workers = [apart.Process(target=run, args=(number,)) for number in range(count)]
    for one in workers:
        one.start()
    running = count
    while running:
        told = telling.get()
        if told is None:
            running -= 1
        else:
            yield told
    for one in workers:
        one.join()


def _module_name(file: str) -> str:
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def put_in_place(mutant: Mutant, functions: list[FunctionType]) -> None:
    """Gives every function of the module its changed code, and what is made at import its changed value, wherever it was imported to."""
    _give(functions, mutant.code)
    module = import_module(_module_name(mutant.file))
    for one in vars(module).values():
        if hasattr(one, "cache_clear"):
            one.cache_clear()
    if not mutant.statement:
        _put_constants(module, mutant.code, functions)


def _give(functions: list[FunctionType], code: CodeType) -> None:
    changed = {(one.co_qualname, one.co_firstlineno): one for one in _codes(code)}
    for one in functions:
        # A dataclass makes functions of its own, which are not in the file.
        if (key := (one.__code__.co_qualname, one.__code__.co_firstlineno)) in changed:
            one.__code__ = changed[key]


def _codes(code: CodeType) -> Iterator[CodeType]:
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from _codes(one)


def _put_constants(module: ModuleType, code: CodeType, functions: list[FunctionType]) -> None:
    """Constants of the module, attributes of its classes, values that arguments have when none is given."""
    fresh = dict(vars(module))
    exec(code, fresh)  # noqa: S102 - our own module, a little changed
    for name, value in fresh.items():
        before = getattr(module, name, None)
        if isinstance(value, type) and isinstance(before, type) and value.__module__ == module.__name__:
            for key, inner in vars(value).items():
                is_plain = isinstance(inner, bool | int | float | str | tuple | frozenset)
                if is_plain and not key.startswith("__") and vars(before)[key] != inner:
                    setattr(before, key, inner)
        if isinstance(value, FunctionType) and isinstance(before, FunctionType) and before in functions:
            before.__defaults__, before.__kwdefaults__ = value.__defaults__, value.__kwdefaults__
        if name.startswith("__") or isinstance(value, type | FunctionType | ModuleType) or _same(value, before):
            continue
        for holder in list(sys.modules.values()):
            if getattr(holder, "__name__", "").startswith(("homeroom", "tests")) and getattr(holder, name, None) is before:
                setattr(holder, name, value)


def _same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and (one is other or bool(one == other))


def came_to(status: int) -> str:
    """What a child's end says: a test failed, or all of them passed."""
    if os.WIFSIGNALED(status):
        return SLOW
    code = os.WEXITSTATUS(status)
    return UNNOTICED if code == 0 else NOTICED if code == 1 else f"broke ({code})"
