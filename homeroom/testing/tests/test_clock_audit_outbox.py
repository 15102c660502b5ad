"""CLOCK, AUDIT and OUTBOX each catch what they are for."""

import datetime
from typing import Any

import pytest
from django.core import mail

from homeroom.audit.actions import note
from homeroom.audit.models import Entry
from homeroom.jobs.models import Run
from homeroom.jobs.registry import all_jobs
from homeroom.testing import clock, outbox
from homeroom.testing.audited import insist_on_entry
from homeroom.testing.careless import answers
from homeroom.testing.cast import NOW, a_person, signed_in
from homeroom.testing.promises import Control, replaced

LIMIT = NOW + datetime.timedelta(days=14)


@pytest.mark.django_db
def test_the_clock_runs_a_job_one_tick_before_and_at_the_limit() -> None:
    told: list[datetime.datetime] = []

    seen = clock.around(LIMIT, told.append, lambda: len(told))

    assert told == [LIMIT - datetime.timedelta(microseconds=1), LIMIT]
    assert seen == clock.Around(before=1, at=2)


@pytest.mark.django_db
def test_a_job_is_run_by_its_name_as_the_scheduler_runs_it() -> None:
    name = all_jobs()[0].name

    clock.around(LIMIT, clock.job(name), lambda: None)

    assert Run.objects.get(job=name).started_at == LIMIT


def test_a_job_that_is_not_there_is_no_proof() -> None:
    with pytest.raises(AssertionError, match="no job 'sweep the moon'"):
        clock.job("sweep the moon")


@pytest.mark.django_db
def test_an_entry_says_who_whom_where_why_and_when() -> None:
    note("show_secret", by="ada", about="ben", where="5b", why="Ben lost his card", now=NOW)
    note("show_secret", by="dan", about="ben", where="5b", now=NOW)

    found = insist_on_entry("show_secret", by="ada", about="ben", where="5b", why="Ben lost his card", at=NOW)

    assert found.about == "ben"
    assert Entry.objects.count() == 2
    right: dict[str, Any] = {"by": "ada", "about": "ben", "where": "5b", "why": "Ben lost his card", "at": NOW}
    for wrong in ({"by": "eve"}, {"about": "cleo"}, {"where": "6a"}, {"why": None}, {"at": LIMIT}):
        with pytest.raises(AssertionError, match="no entry says"):
            insist_on_entry("show_secret", **right | wrong)


@pytest.mark.django_db
def test_a_chain_that_hides_a_forgery_is_no_proof() -> None:
    note("show_secret", by="ada", about="ben", now=NOW)

    with (
        replaced(Control(("STF-02",), "homeroom.audit.queries.first_broken", answers(None))),
        pytest.raises(AssertionError, match="nobody would notice a forged by"),
    ):
        insist_on_entry("show_secret", by="ada", about="ben", at=NOW)


@pytest.mark.django_db
def test_a_first_mail_is_noticed() -> None:
    signed_in(a_person("Ada", "teacher"))
    before = outbox.everything()
    mail.send_mail("Welcome", "Dear Ada", "school@school.example", ["ada@school.example"])
    after = outbox.everything()
    mail.outbox.clear()

    assert before == []
    assert after == ["to ada@school.example: Welcome"]
