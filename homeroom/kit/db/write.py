"""`@write`: an action runs whole and is durable when it returns.

On SQLite one writer thread runs all actions; what waits together is committed together, with a savepoint per action, so that a classful
of saves costs one fsync and nobody waits for a lock. On PostgreSQL (and where a test holds a transaction) the action runs in place.
A `Refused` with `keep_marks` commits what the action wrote before it refused; any other exception undoes the action alone.
An action says its sentences in the language of the request, also in the writer thread.
"""

import errno
import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from django.conf import settings
from django.db import DatabaseError, DataError, OperationalError, close_old_connections, connection, transaction
from django.utils.translation import activate, get_language
from django.utils.translation import gettext as _

from homeroom.kit.errors import Busy, Full, Malformed, Refused

P = ParamSpec("P")
R = TypeVar("R")

#: How many actions share one commit at most.
GROUP = 64
#: How long a request waits for its turn and its commit.
PATIENCE = 25.0

_here = threading.local()
_jobs: "queue.SimpleQueue[_Job]" = queue.SimpleQueue()
_starting = threading.Lock()
_thread: threading.Thread | None = None


class _Job:
    """One action in the queue. `wait` answers what it returned, or raises what it raised."""

    __slots__ = ("_done", "_problem", "_result", "language", "run")

    def __init__(self, run: Callable[[], Any]) -> None:
        self.run = run
        self.language = get_language()
        self._done = threading.Lock()
        self._done.acquire()
        self._problem: BaseException | None = None
        self._result: Any = None

    def settle(self, problem: BaseException | None, result: Any) -> None:
        """Called once, by the writer thread, after the commit."""
        self._problem, self._result = problem, result
        self._done.release()

    def wait(self) -> Any:
        if not self._done.acquire(timeout=PATIENCE):
            raise Busy()
        if self._problem is not None:
            raise self._problem
        return self._result


def write(action: Callable[P, R]) -> Callable[P, R]:
    """Runs `action` in one transaction (see the module). An action called by an action joins the outer one."""

    @wraps(action)
    def whole(*args: P.args, **kwargs: P.kwargs) -> R:
        if getattr(_here, "writing", False):
            return action(*args, **kwargs)
        if connection.vendor == "sqlite" and not settings.HOMEROOM_WRITE_IN_PLACE:
            job = _Job(lambda: action(*args, **kwargs))
            _ensure_thread()
            _jobs.put(job)
            result: R = job.wait()
            return result
        return _in_place(lambda: action(*args, **kwargs))

    return whole


def later(action: Callable[[], object]) -> None:
    """Runs an action that nobody waits for and that may be lost (when a session was last seen): a busy database holds no page up."""
    job = _Job(action)
    if connection.vendor == "sqlite" and not settings.HOMEROOM_WRITE_IN_PLACE:
        _ensure_thread()
        _jobs.put(job)
    else:
        with suppress(Refused):
            _in_place(action)


def after_commit(tell: Callable[[], None]) -> None:
    """Calls `tell` once what was written is durable; never when it was undone."""
    transaction.on_commit(tell, robust=True)


def before_commit(settle: Callable[[list[Any]], None], one: Any) -> None:
    """Hands `one` to `settle` with all others of this action, as the last thing before its commit; at once when no action runs.

    For what every action must take its turn at (the audit's chain): the lock is held for a moment, and nothing is waited for behind it.
    """
    last: dict[Callable[[list[Any]], None], list[Any]] | None = getattr(_here, "last", None)
    if last is None:
        settle([one])
    else:
        last.setdefault(settle, []).append(one)


def _in_place(run: Callable[[], R]) -> R:
    _here.writing = True
    try:
        kept, result = _whole(run)
    except DatabaseError as problem:
        raise told(problem) from problem
    finally:
        _here.writing = False
    if kept is not None:
        raise kept
    return cast("R", result)


def _whole(run: Callable[[], R]) -> tuple[Refused | None, R | None]:
    """Runs in one transaction, or savepoint within one; a refusal whose marks were kept, or the result."""
    last: dict[Callable[[list[Any]], None], list[Any]] = {}
    _here.last = last
    try:
        with transaction.atomic():
            kept: Refused | None = None
            result: R | None = None
            try:
                result = run()
            except Refused as refused:
                if not refused.keep_marks:
                    raise
                kept = refused
            for settle, those in last.items():
                settle(those)
            return kept, result
    finally:
        _here.last = None


def told(problem: BaseException) -> BaseException:
    """A database's complaint as a refusal a person can act on, or the problem itself."""
    text = str(problem)
    if isinstance(problem, OSError) and problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return Full()
    if isinstance(problem, DataError) and "NUL" in text:
        # PostgreSQL keeps no such character; forms drop it (kit.typed), whoever sends it otherwise is told.
        return Malformed(_("Something that was sent holds a character that cannot be kept. Please type it anew."))
    if isinstance(problem, OperationalError):
        if "disk is full" in text or "No space left" in text or "disk I/O error" in text:
            return Full()
        if "locked" in text or "busy" in text or "lock timeout" in text or "could not connect" in text or "connection" in text:
            return Busy()
    return problem


def _ensure_thread() -> None:
    global _thread  # noqa: PLW0603 -- there is one writer in a process
    if _thread is None or not _thread.is_alive():
        with _starting:
            if _thread is None or not _thread.is_alive():
                _thread = threading.Thread(target=_work, name="writer", daemon=True)
                _thread.start()


def _work() -> None:
    _here.writing = True
    while True:
        group = [_jobs.get()]
        while len(group) < GROUP:
            try:
                group.append(_jobs.get_nowait())
            except queue.Empty:
                break
        _commit(group)


def _commit(group: list[_Job]) -> None:
    if len(group) == 1:
        _alone(group[0])
        return
    answers: list[tuple[BaseException | None, Any]] = []
    try:
        with transaction.atomic():
            for job in group:
                answers.append(_one(job))
    except BaseException as problem:  # noqa: BLE001 -- handed to whoever waits for the answer
        answers = [(told(problem), None)] * len(group)
        close_old_connections()
    for job, answer in zip(group, answers, strict=True):
        job.settle(*answer)


def _alone(job: _Job) -> None:
    """Nobody else waits: the transaction is the action's, without a savepoint in it."""
    activate(job.language or settings.LANGUAGE_CODE)
    answer: tuple[BaseException | None, Any]
    try:
        answer = _whole(job.run)
    except BaseException as problem:  # noqa: BLE001 -- handed to whoever waits for the answer
        answer = told(problem), None
        close_old_connections()
    job.settle(*answer)


def _one(job: _Job) -> tuple[BaseException | None, Any]:
    activate(job.language or settings.LANGUAGE_CODE)
    try:
        return _whole(job.run)
    except BaseException as problem:
        if connection.needs_rollback:
            raise
        return told(problem), None
