"""Alive, ready, and which part is not (issue 2.1); nothing of it is about anybody."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from homeroom.curriculum import actions as curriculum
from homeroom.jobs import registry
from homeroom.jobs.models import Run
from homeroom.operations import queries
from homeroom.operations.serving import beside
from homeroom.testing.cast import NOW, the_cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _first_question(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    monkeypatch.setattr(queries, "_complete", False)
    settings.HOMEROOM_DATA = tmp_path
    curriculum.load_levels(now=NOW)


def test_alive_once_tables_and_curriculum_are_in(client: Client) -> None:
    answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_not_alive_while_a_migration_is_missing(client: Client) -> None:
    MigrationRecorder.Migration.objects.filter(app="progress").delete()

    assert client.get("/healthz").status_code == 503


def test_ready_names_every_part(client: Client) -> None:
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "parts": dict.fromkeys(("database", "files", "curriculum", "jobs"), "ok")}


def test_ready_says_which_part_is_not(client: Client, settings: Any, tmp_path: Path) -> None:
    settings.HOMEROOM_DATA = tmp_path / "gone"

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["parts"]["files"] == "the data folder cannot be written"
    assert answer.json()["parts"]["database"] == "ok"


def test_a_job_that_stopped_is_named(client: Client) -> None:
    job = registry.all_jobs()[0]
    long_ago = datetime.datetime.now(datetime.UTC) - job.every * 4 - datetime.timedelta(hours=2)
    Run.objects.create(job=job.name, started_at=long_ago, ended_at=long_ago)

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["parts"]["jobs"] == f"late: {job.name}"


def test_jobs_run_when_due_and_not_before() -> None:
    names = [job.name for job in registry.all_jobs()]

    assert beside.run_jobs(now=NOW) == names
    assert beside.run_jobs(now=NOW + datetime.timedelta(seconds=30)) == []
    assert registry.late(now=NOW, times=3) == []
    assert set(Run.objects.values_list("problem", flat=True)) == {""}


def test_neither_page_says_anything_about_anybody(client: Client) -> None:
    the_cast(now=NOW)

    said = client.get("/readyz").content.decode() + client.get("/healthz").content.decode()

    assert not any(name in said for name in ("Ada", "Ben", "Grace", "5b"))
