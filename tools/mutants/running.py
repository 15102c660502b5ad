"""Runs the tests of a room beside one change, in a process of its own that has everything loaded already, database and all."""

from __future__ import annotations

import gc
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import django
import pytest
from django.test.utils import setup_databases
from django.urls import get_resolver

from tools.mutants.changes import Mutant

ROOT = Path(__file__).resolve().parents[2]
#: Seconds after which a change counts as noticed: it runs round in circles.
PATIENCE = 120
NOTICED, UNNOTICED, SLOW = "noticed", "unnoticed", "too slow"
#: How a child ends that could not put the change in place.
NOT_CHANGED = 71


def prepare(files: list[str]) -> None:
    """Once, before the first fork: the whole service and a fresh database in memory."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "homeroom.config.settings_test"
    django.setup()
    assert get_resolver().url_patterns
    for file in files:
        import_module(_module_name(file))
    for name in ("pytest", "pytest_django.plugin", "hypothesis", "homeroom.testing.plugin", "homeroom.testing.matrix"):
        import_module(name)
    setup_databases(verbosity=0, interactive=False)


def _module_name(file: str) -> str:
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def put_in_place(mutant: Mutant) -> None:
    """Gives every function of the module its changed code, and every constant its changed value, wherever they were imported to."""
    module = import_module(_module_name(mutant.file))
    changed = {(code.co_qualname, code.co_firstlineno): code for code in _codes(mutant.code)}
    path = str(ROOT / mutant.file)
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__code__.co_filename == path:
            one.__code__ = changed[one.__code__.co_qualname, one.__code__.co_firstlineno]
    if "." not in mutant.place and not isinstance(getattr(module, mutant.place, None), FunctionType):
        _put_constants(module, mutant.code)


def _codes(code: CodeType) -> Iterator[CodeType]:
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from _codes(one)


def _put_constants(module: ModuleType, code: CodeType) -> None:
    fresh = dict(vars(module))
    exec(code, fresh)  # noqa: S102 - our own module, a little changed
    for name, value in fresh.items():
        before = getattr(module, name, None)
        if name.startswith("__") or isinstance(value, type | FunctionType | ModuleType) or _same(value, before):
            continue
        for holder in list(sys.modules.values()):
            if getattr(holder, "__name__", "").startswith(("homeroom", "tests")) and getattr(holder, name, None) is before:
                setattr(holder, name, value)


def _same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and (one is other or bool(one == other))


def _ready() -> Any:
    """For pytest: the database is there, and is nobody's to take down."""

    class Ready:
        @pytest.fixture(scope="session")
        def django_db_setup(self) -> None:
            """Made before the fork."""

    return Ready()


def _run_tests(tests: tuple[str, ...]) -> int:
    # What promises came to beside a change is nobody's proof: it goes with this folder.
    with tempfile.TemporaryDirectory(prefix="homeroom-mutants-") as place:
        told = ["-q", "-x", "-p", "no:cacheprovider", "--proofs", f"{place}/proofs.json", "-W", "ignore", *tests]
        return int(pytest.main(told, plugins=[_ready()]))


def start(tests: tuple[str, ...], mutant: Mutant | None) -> int:
    """Forks; the number of the child."""
    child = os.fork()
    if child:
        return child
    # Never back into the parent's code, whatever happens here.
    status = NOT_CHANGED
    try:
        signal.alarm(PATIENCE)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (1, 2):
            os.dup2(nowhere, stream)
        sys.dont_write_bytecode = True
        if mutant is not None:
            put_in_place(mutant)
        status = _run_tests(tests)
    finally:
        os._exit(status)


def came_to(status: int) -> str:
    """What a child's end says: a test failed, or all of them passed."""
    if os.WIFSIGNALED(status):
        return SLOW
    code = os.WEXITSTATUS(status)
    return UNNOTICED if code == 0 else NOTICED if code == 1 else f"broke ({code})"


def judged(waiting: Iterator[tuple[Mutant, tuple[str, ...]]], at_once: int, is_over: Callable[[], bool]) -> Iterator[tuple[Mutant, str]]:
    """Each change with what became of it, some at a time, until all are through or time is over."""
    running: dict[int, Mutant] = {}
    while True:
        while len(running) < at_once and not is_over():
            found = next(waiting, None)
            if found is None:
                break
            mutant, tests = found
            running[start(tests, mutant)] = mutant
        if not running:
            return
        child, status = os.waitpid(-1, 0)
        yield running.pop(child), came_to(status)


def passes(tests: tuple[str, ...]) -> bool:
    """Whether the tests pass as things are; otherwise they would notice everything."""
    _child, status = os.waitpid(start(tests, None), 0)
    return came_to(status) == UNNOTICED
