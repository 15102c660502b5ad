"""A database of every earlier landing comes through to now; an upgrade that breaks leaves everything as it was."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from homeroom.testing.postgres import Cluster
from homeroom.testing.served import ROOT, Served, a_server

HERE = Path(__file__).resolve().parent
LANDINGS = sorted(path.parent for path in HERE.glob("*/school.backup"))
DATABASES = ("sqlite", "postgresql")

STEP = """
from django.db import migrations, models

def change(apps, schema_editor):
    {change}

class Migration(migrations.Migration):
    dependencies = [("jobs", "{before}")]
    {meant}
    operations = [migrations.RunPython(change, migrations.RunPython.noop), {more}]
"""
ADDS_A_COLUMN = "migrations.AddField('Run', 'extra', models.IntegerField(default=7))"
FORGETS_ROWS = "apps.get_model('jobs', 'Run').objects.all().delete()"
BREAKS = "raise ValueError('planted')"
NOTHING = "pass"


@pytest.fixture(params=DATABASES)
def school(request: pytest.FixtureRequest, postgres: Cluster) -> Iterator[Served]:
    """The newest landing's school, its tables as they were, on either database."""
    settings = {"DATABASE_URL": postgres.fresh("upgrades")} if request.param == "postgresql" else {}
    with a_server(**settings) as served:
        yield as_it_was(served, LANDINGS[-1])


def as_it_was(served: Served, landing: Path) -> Served:
    """Puts a landing's school into a server's folders."""
    for name in ("data", "keys"):
        (served.folder / name).mkdir()
    shutil.copy(landing / "keys.json", served.folder / "keys" / "keys.json")
    run(served, "tests.upgrades.as_it_was", str(landing / "school.backup"))
    return served


def run(served: Served, *words: str) -> str:
    """A module in a server's settings; what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, env=served.environment(), capture_output=True, text=True, check=False
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def seen(served: Served) -> Any:
    """What pupils and teachers see."""
    return json.loads(run(served, "tests.upgrades.look"))


def applied(served: Served) -> list[str]:
    """Steps that the database has come through."""
    lines = run(served, "homeroom", "showmigrations", "--plan").splitlines()
    return [line for line in lines if line.startswith("[X]")]


def plant(served: Served, folder: Path, *steps: tuple[str, str, str]) -> None:
    """Migrations after those of the room of jobs: what they change, what they say they mean, what else they do."""
    package = folder / "planted"
    shutil.copytree(ROOT / "homeroom" / "jobs" / "migrations", package, ignore=shutil.ignore_patterns("__pycache__"))
    for number, (change, meant, more) in enumerate(steps):
        before = max(path.stem for path in package.glob("0*.py"))
        text = STEP.format(change=change, before=before, meant=meant, more=more)
        (package / f"0{9000 + number}_planted.py").write_text(text, "utf-8")
    served.settings |= {"DJANGO_SETTINGS_MODULE": "tests.upgrades.planted_settings", "PLANTED": "planted", "PYTHONPATH": f"{folder}:{ROOT}"}


def uproot(served: Served) -> None:
    """The code as it was before."""
    for name in ("DJANGO_SETTINGS_MODULE", "PLANTED", "PYTHONPATH"):
        served.settings.pop(name, None)


@pytest.mark.parametrize("database", DATABASES)
@pytest.mark.parametrize("landing", LANDINGS, ids=lambda landing: landing.name)
def test_pupils_and_teachers_of_an_earlier_landing_find_everything_again(landing: Path, database: str, postgres: Cluster) -> None:
    settings = {"DATABASE_URL": postgres.fresh("landing")} if database == "postgresql" else {}
    with a_server(**settings) as served:
        as_it_was(served, landing)

        done = served.command("upgrade")

        assert done.returncode == 0, done.stderr
        assert seen(served) == json.loads((landing / "seen.json").read_text("utf-8"))
        assert "up to date already" in served.command("upgrade").stdout


def test_the_first_landings_are_here_and_small() -> None:
    assert {"2026-11-25-1751197", "2026-11-25-03ed3da"} <= {landing.name for landing in LANDINGS}
    assert all(path.stat().st_size < 200_000 for landing in LANDINGS for path in landing.iterdir())


def test_an_upgrade_that_breaks_at_its_second_step_leaves_everything_as_it_was(school: Served, tmp_path: Path) -> None:
    plant(school, tmp_path, (NOTHING, "", ADDS_A_COLUMN), (BREAKS, "", ""))
    before = applied(school)

    done = school.command("upgrade")

    assert done.returncode == 1
    assert "ValueError: planted" in done.stderr
    assert "the data are as they were" in done.stderr
    assert applied(school) == before
    uproot(school)
    school.command("upgrade")
    assert seen(school) == json.loads((LANDINGS[-1] / "seen.json").read_text("utf-8"))
    backups = list((school.folder / "data" / "backups").iterdir())
    assert len(backups) >= 1
    assert school.command("backup", "--check", str(backups[0])).returncode == 0


def test_an_upgrade_that_loses_rows_is_undone_unless_it_says_that_it_means_to(school: Served, tmp_path: Path) -> None:
    plant(school, tmp_path, (FORGETS_ROWS, "", ""))

    done = school.command("upgrade")

    assert done.returncode == 1
    assert "Rows are not what they were: jobs.Run" in done.stderr
    (planted,) = (tmp_path / "planted").glob("09*.py")
    planted.write_text(planted.read_text("utf-8").replace("operations =", 'changes_rows = ("jobs.Run",)\n    operations ='), "utf-8")
    done = school.command("upgrade")
    assert done.returncode == 0, done.stderr
    assert "jobs.09000_planted" in done.stdout
