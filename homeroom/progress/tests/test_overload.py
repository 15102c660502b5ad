"""Many at once, too much, and a database that is held: work is kept whole and once, or refused with a time to try again (SEC-11)."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from homeroom.kit.db import write
from homeroom.kit.errors import Busy
from homeroom.progress import buckets
from homeroom.progress.actions import Kept
from homeroom.progress.models import Attempt, LevelProgress
from homeroom.progress.tests.pupil import a_run, level, post, said
from homeroom.testing.careless import becomes, does_nothing
from homeroom.testing.cast import Cast, signed_in
from homeroom.testing.promises import promise

T = 1_795_500_000_000
#: The module; the room hands out the decorator under the same name.
WRITING = import_module("homeroom.kit.db.write")


def unbounded(real: Any) -> Any:
    """The careless opposite: a body of any size is read."""
    return lambda request, most: real(request, 10**9)


def hasty(real: Any) -> Any:
    """The careless opposite: says that it is kept before it is."""

    def wait(job: Any) -> Any:
        try:
            return real(job)
        except Busy:
            return Kept()

    return wait


@promise("SEC-11", breaks="homeroom.kit.errors.Busy.wait", careless=becomes(None))
@promise("SEC-11", breaks="homeroom.kit.db.write._Job.wait", careless=hasty)
@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_while_the_database_is_held_everybody_is_told_when_to_try_again_and_nothing_is_lost_or_doubled(
    cast: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.HOMEROOM_WRITE_IN_PLACE = False
    monkeypatch.setattr(WRITING, "PATIENCE", 0.3)
    begun, go = threading.Event(), threading.Event()

    @write
    def hold() -> None:
        begun.set()
        go.wait(20)

    def send(who: Client, run: dict[str, object]) -> Any:
        try:
            return post(who, "/attempts", {"person": cast.ben.code, "attempts": [run]})
        finally:
            connections.close_all()

    def held() -> None:
        with pytest.raises(Exception, match="busy"):
            hold()

    runs = [a_run(level(1 + at % 3), made_at=T + at, seconds=1) for at in range(12)]
    browsers = [signed_in(cast.ben) for _ in runs]
    holder = threading.Thread(target=held)
    holder.start()
    assert begun.wait(10)
    with ThreadPoolExecutor(len(runs)) as pool:
        try:
            refused = list(pool.map(send, browsers, runs))
        finally:
            go.set()
            holder.join(20)
        assert [(one.status_code, one.headers.get("Retry-After")) for one in refused] == [(503, "5")] * len(runs)
        assert {said(one)["refused"] for one in refused} == {"busy"}
        monkeypatch.setattr(WRITING, "PATIENCE", 25.0)
        answers = list(pool.map(send, browsers, runs))

    assert [one.status_code for one in answers] == [200] * len(runs)
    assert Attempt.objects.count() == len(runs)
    rows = LevelProgress.objects.filter(student=cast.ben)
    assert sum(row.tries for row in rows) == sum(row.seconds for row in rows) == len(runs)


@promise("SEC-11", breaks="homeroom.kit.http.json.read_body", careless=unbounded)
@pytest.mark.django_db
def test_more_than_a_page_sends_at_once_is_refused_whole_and_the_next_is_taken(cast: Cast) -> None:
    ben = signed_in(cast.ben)
    much = [a_run(level(1), program=json.dumps({"blocks": {"blocks": [{"type": "x" * 100_000}]}}), made_at=T + at) for at in range(6)]

    answer = post(ben, "/attempts", {"person": cast.ben.code, "attempts": much})

    assert (answer.status_code, said(answer)["refused"]) == (413, "too-large")
    assert not Attempt.objects.exists()
    assert post(ben, "/attempts", {"person": cast.ben.code, "attempts": much[:1]}).status_code == 200
    assert Attempt.objects.count() == 1


@promise("SEC-11", breaks="homeroom.progress.buckets.Buckets.take", careless=does_nothing)
@pytest.mark.django_db
def test_one_browser_may_send_so_much_and_no_more_and_takes_nothing_from_others(cast: Cast) -> None:
    ben, cleo = signed_in(cast.ben), signed_in(cast.cleo)
    answers: list[Any] = []
    while len(answers) < 4 * buckets.BURST and (not answers or answers[-1].status_code == 200):
        answers.append(post(ben, "/attempts", {"person": cast.ben.code, "attempts": [a_run(level(1))]}))

    assert (answers[-1].status_code, int(answers[-1].headers.get("Retry-After", 0))) == (429, 1)
    assert Attempt.objects.count() == len(answers) - 1
    assert post(cleo, "/attempts", {"person": cast.cleo.code, "attempts": [a_run(level(1))]}).status_code == 200
