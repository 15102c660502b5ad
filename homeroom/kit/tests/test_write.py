"""`@write` where one writer thread commits for all: each action whole, alone, durable, in the language of its request (SQLite)."""

import datetime
import threading

import pytest
from django.conf import LazySettings
from django.db import connection
from django.utils.translation import gettext, override

from homeroom.jobs.models import Run
from homeroom.kit.db import after_commit, write
from homeroom.kit.db.sqlite.base import DatabaseOperations
from homeroom.kit.errors import Refused
from homeroom.testing.cast import NOW

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _one_writer(settings: LazySettings) -> None:
    settings.HOMEROOM_WRITE_IN_PLACE = False


@write
def note(name: str, *, refuse: Refused | None = None, fail: bool = False) -> str:
    Run.objects.create(job=name, started_at=NOW)
    if refuse is not None:
        raise refuse
    if fail:
        raise ZeroDivisionError
    return threading.current_thread().name


def names() -> set[str]:
    return set(Run.objects.values_list("job", flat=True))


def test_the_writer_thread_runs_it_and_the_caller_sees_what_it_wrote() -> None:
    assert note("a") == "writer"
    assert names() == {"a"}


def test_a_refusal_undoes_the_action_unless_it_keeps_its_marks() -> None:
    with pytest.raises(Refused):
        note("undone", refuse=Refused("no"))
    with pytest.raises(Refused):
        note("kept", refuse=Refused("no", keep_marks=True))
    with pytest.raises(ZeroDivisionError):
        note("broken", fail=True)

    assert names() == {"kept"}


def test_what_waits_together_is_committed_together_and_fails_alone() -> None:
    begun, go, told = threading.Event(), threading.Event(), {}

    @write
    def hold() -> None:
        begun.set()
        go.wait(10)

    def run(name: str) -> None:
        try:
            told[name] = note(name, refuse=Refused("no") if name == "n3" else None, fail=name == "n5")
        except (Refused, ZeroDivisionError) as problem:
            told[name] = type(problem).__name__

    threads = [threading.Thread(target=hold), *(threading.Thread(target=run, args=(f"n{at}",)) for at in range(8))]
    threads[0].start()
    assert begun.wait(10)
    for thread in threads[1:]:
        thread.start()
    go.set()
    for thread in threads:
        thread.join(20)

    assert told == {f"n{at}": "writer" for at in range(8)} | {"n3": "Refused", "n5": "ZeroDivisionError"}
    assert names() == {f"n{at}" for at in (0, 1, 2, 4, 6, 7)}


def test_news_is_told_after_the_commit_and_never_of_what_was_undone() -> None:
    heard: list[set[str]] = []

    @write
    def tell(name: str, *, fail: bool) -> None:
        after_commit(lambda: heard.append(names()))
        note(name, fail=fail)

    tell("a", fail=False)
    with pytest.raises(ZeroDivisionError):
        tell("b", fail=True)

    assert heard == [{"a"}]


def test_an_action_speaks_the_language_of_its_request() -> None:
    @write
    def say() -> str:
        return gettext("English")

    said = []
    for language in ("es", "en", "ar"):
        with override(language):
            said.append((gettext("English"), say()))

    assert [one for one, _ in said] == [other for _, other in said]
    assert len({one for one, _ in said}) == 3


def test_a_time_is_written_as_django_writes_it() -> None:
    when = datetime.datetime(2026, 11, 25, 9, 0, 0, 120, tzinfo=datetime.UTC)
    elsewhere = when.astimezone(datetime.timezone(datetime.timedelta(hours=2)))

    assert DatabaseOperations(connection).adapt_datetimefield_value(when) == "2026-11-25 09:00:00.000120"
    assert DatabaseOperations(connection).adapt_datetimefield_value(elsewhere) == "2026-11-25 09:00:00.000120"
