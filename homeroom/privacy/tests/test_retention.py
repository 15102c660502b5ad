"""Every declared time ends when it says, not before; nobody waits for it, and a scheduler that stands still is noticed (RET-01, RET-02)."""

import datetime
import html
from dataclasses import replace
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from homeroom.audit.actions import forget_old_entries, note
from homeroom.audit.models import Entry
from homeroom.audit.queries import first_broken
from homeroom.jobs import registry
from homeroom.jobs.models import Run
from homeroom.kit.declare import CEILINGS, declared
from homeroom.operations.queries import parts
from homeroom.privacy import pace, retention
from homeroom.privacy.schedule import schedule
from homeroom.testing.canaries import plant
from homeroom.testing.careless import answers
from homeroom.testing.clock import TICK, Around, around
from homeroom.testing.promises import promise

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)
RULES = list(retention.rules())


def test_every_time_that_ends_is_kept_by_this_job_or_by_one_that_is_there() -> None:
    jobs = {job.name for job in registry.all_jobs()}
    for table in declared().values():
        for line in table.lines:
            if line.keep in CEILINGS and line.nature != "none":
                assert line.after is not None, table.label
                assert line.after.days <= CEILINGS[line.keep]
                assert line.after.by in jobs | {""}, line.after.by
    assert {rule.table for rule in RULES} >= {"accounts.Session", "agreements.Acceptance", "limits.Bucket", "sections.Enrolment"}


@promise("RET-02", breaks="homeroom.privacy.retention.take_a_slice", careless=answers(0))
@pytest.mark.parametrize("rule", RULES, ids=[f"{rule.table} by {rule.after.clock}" for rule in RULES])
def test_it_stays_until_the_last_tick_and_then_goes(rule: retention.Rule) -> None:
    """Made from the declarations: a new time has this test the day it is declared."""
    mine, others = plant()
    label, limit = rule.table, datetime.timedelta(days=rule.after.days)
    if label not in mine.rows:
        model: Any = apps.get_model(label)
        mine.rows[label], others.rows[label] = (model.objects.create(key=bytes([n] * 16), taken=1.0, at=NOW) for n in (1, 2))
    for row, at in ((mine.rows[label], NOW - limit), (others.rows[label], NOW + datetime.timedelta(days=1))):
        rule.model._base_manager.filter(pk=row.pk).update(**{rule.after.clock: at})

    def there(row: Any) -> bool:
        found = rule.model._base_manager.filter(pk=row.pk)
        return found.exists() if rule.whole else any(found.values_list(*rule.columns).get())

    assert around(NOW, lambda now: retention.run(now=now), lambda: there(mine.rows[label])) == Around(before=True, at=False)
    assert there(others.rows[label])
    assert rule.whole or rule.model._base_manager.filter(pk=mine.rows[label].pk).exists()


def test_many_rows_go_in_small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    bucket: Any = apps.get_model("limits.Bucket")
    bucket.objects.bulk_create(bucket(key=number.to_bytes(16, "big"), taken=1.0, at=NOW - 2 * retention.SILENT) for number in range(7))
    pieces: list[int] = []
    real = retention.take_a_slice

    def counted(rule: retention.Rule, slices: pace.Pace, *, now: datetime.datetime) -> int:
        pieces.append(real(rule, slices, now=now))
        return pieces[-1]

    monkeypatch.setattr(pace, "MOST", 3)
    monkeypatch.setattr(pace.Pace, "took", answers(None)(None))
    monkeypatch.setattr(retention, "take_a_slice", counted)

    assert retention.run(now=NOW) == 7
    assert [piece for piece in pieces if piece] == [3, 3, 1]


@promise("RET-02", breaks="homeroom.privacy.retention.is_silent", careless="says_no")
def test_a_scheduler_that_is_silent_for_two_days_turns_the_check_red() -> None:
    registry.run_due(now=NOW)
    edge = NOW + retention.SILENT
    Run.objects.exclude(job=retention.JOB).update(started_at=edge, ended_at=edge)
    assert parts(now=edge)["jobs"] == "ok"

    assert "what is over goes" in parts(now=edge + TICK)["jobs"]


def test_old_entries_of_the_audit_go_from_the_front_and_the_chain_holds() -> None:
    for years in (9, 8, 1):
        note("open_section", by=f"code{years}", now=NOW - datetime.timedelta(days=365 * years))

    assert forget_old_entries(now=NOW) == 2

    assert list(Entry.objects.order_by("id").values_list("what", flat=True)) == ["open_section", "forget_old_entries"]
    assert first_broken() is None
    assert forget_old_entries(now=NOW) == 0


@promise(
    "RET-01",
    breaks="homeroom.privacy.schedule._kept",
    careless=lambda real: lambda table, line: replace(real(table, line), exactly="", why=""),
)
def test_the_public_page_shows_every_line_with_its_end_and_its_reason() -> None:
    page = Client().get("/en/privacy/retention/").content.decode()
    for title, lines in schedule():
        assert html.escape(str(title)) in page
        for line in lines:
            assert line.why, line.what
            assert html.escape(str(line.how_long)) in page
    told = {line.exactly for _title, lines in schedule() for line in lines if line.exactly}
    assert {"28 days after: left", "1 day after: when that was counted"} <= told
    assert all(html.escape(exactly) in page for exactly in told)
