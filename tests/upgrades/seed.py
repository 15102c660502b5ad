"""Keeps a small database of this landing for all landings to come: `make landing`.

Writes tests/upgrades/<date>-<commit>/: a backup with its keys (made for this alone), and what pupils and teachers see in it.
"""

import datetime
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
NOW = datetime.datetime(2026, 11, 24, 9, 0, tzinfo=datetime.UTC)


def fill() -> None:
    """Something in every table, by the actions that people use."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.HOMEROOM_WRITE_IN_PLACE, settings.ALLOWED_HOSTS = True, ["*"]
    call_command("migrate", verbosity=0, interactive=False)
    from django.db import transaction

    with transaction.atomic():
        _people_and_work()


def _people_and_work() -> None:
    import msgspec
    import pyotp
    from django.test import Client

    from homeroom.accounts import actions as accounts
    from homeroom.accounts.models import Person
    from homeroom.accounts.queries import username_index
    from homeroom.audit.actions import note
    from homeroom.curriculum import actions as levels
    from homeroom.curriculum import queries as curriculum
    from homeroom.jobs import registry
    from homeroom.progress import actions as progress
    from homeroom.progress.tests.pupil import a_draft, a_run
    from homeroom.sections import actions as sections
    from homeroom.sign_in.actions import links, second_factor
    from homeroom.sign_in.rules import step_at
    from homeroom.testing.cast import PASSWORD, the_cast

    levels.load_levels(now=NOW)
    # Older than the record is kept: its end is noted in the table of cuts.
    note("look", by="of long ago", now=NOW - datetime.timedelta(days=365 * 8))
    cast = the_cast(now=NOW)
    ada, ben, cleo, grace = cast.ada, cast.ben, cast.cleo, cast.grace
    accounts.set_password(person=cleo, password=PASSWORD, by=ada.code, now=NOW)
    Person.objects.filter(pk=cleo.pk).update(username="cleo77", username_index=username_index("cleo77"), must_choose_password=False)
    form = {"name": "Zoë Example", "email": "zoe@school.example", "password": "lantern over quiet gravel", "accepts": "on"}
    assert Client().post("/en/sign-up/", form).status_code in (200, 302)
    sections.rotate_join_code(section=cast.section, by=ada.code, now=NOW)
    lesson = curriculum.courses()[0].lessons[0]
    sections.start_period(section=cast.section, lesson=lesson.id, teacher_id=ada.pk, by=ada.code, now=NOW)
    made_at = int(NOW.timestamp() * 1000)
    for student in (ben, cleo):
        for number, level in enumerate(list(lesson.levels)[:4]):
            outcomes = ("tried", "perfect")[: 2 - number % 2]
            runs = [a_run(level, outcome, made_at=made_at + 1000 * at) for at, outcome in enumerate(outcomes)]
            sent = [msgspec.Raw(json.dumps(run).encode()) for run in runs]
            assert progress.record_attempts(student_id=student.pk, attempts=sent, now=NOW).refused == []
        draft = msgspec.Raw(json.dumps(a_draft(list(lesson.levels)[4], "unrun", made_at=made_at)).encode())
        assert progress.keep_drafts(student_id=student.pk, drafts=[draft], now=NOW).refused == []
    links.invite_teacher(by=grace, now=NOW)
    note("look", by=grace.code, about=ben.code, why="a reason of somebody", now=NOW)
    session = accounts.begin_session(person=grace, way="password", now=NOW).session
    secret = second_factor.draw_secret()
    digits = pyotp.HOTP(secret).at(step_at(NOW))
    second_factor.set_up(person=grace, secret=secret, typed=digits, session_id=session.pk, by=grace.code, now=NOW)
    registry.run_due(now=NOW)
    _rights_and_incidents(cast)


def _rights_and_incidents(cast: Any) -> None:
    from homeroom.accounts import actions as accounts
    from homeroom.audit.actions import forget_old_entries
    from homeroom.privacy.erasing import erase
    from homeroom.privacy.subjects import Subject
    from homeroom.rights.actions.requests import ask, ask_for_family
    from homeroom.support.actions import Notice, open_incident, tell

    hour = datetime.timedelta(hours=1)
    ask(person=cast.ada, kind="objection", words="Not my name on the wall.", field="", weak=False, by=cast.ada.code, now=NOW)
    family = {"concerns": "Ben in 5b", "relation": "mother", "contact": "pat@school.example", "network": "203.0.113.0/24"}
    ask_for_family(kind="access", words="What is kept about Ben?", **family, now=NOW)
    words = Notice("A list lay open.", "Nothing.", "A list of names lay open.", "You need not do anything.")
    by = cast.grace.code
    incident = open_incident(known_at=NOW, since=NOW - hour, until=NOW, notice=words, by=by, now=NOW, tables=["sections.Enrolment"])
    tell(incident=incident, by=by, now=NOW)
    (gone,) = accounts.make_students(students=[accounts.NewStudent("Quentin")], language="en", now=NOW)
    erase(people=[Subject(gone.pk, gone.code)], because="request", by=by, why="asked for on paper", now=NOW)
    forget_old_entries(now=NOW)


def empty_tables() -> list[str]:
    """Tables that nothing was put into."""
    from django.apps import apps

    return [model._meta.label for model in apps.get_models(include_auto_created=True) if not model._base_manager.exists()]


def main(to: Path) -> None:
    """Makes the folder `to`."""
    with tempfile.TemporaryDirectory() as place:
        environment = {"HOMEROOM_DATA": f"{place}/data", "HOMEROOM_KEYS": f"{place}/keys", "PRIVACY_CONTACT": "privacy@school.example"}
        os.environ.pop("DATABASE_URL", None)
        os.environ.update(environment)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeroom.config.settings")
        Path(f"{place}/data").mkdir()
        fill()
        assert empty_tables() == [], empty_tables()
        shutil.rmtree(to, ignore_errors=True)
        to.mkdir(parents=True)
        subprocess.run([sys.executable, "-m", "homeroom", "backup", to / "school.backup"], check=True)
        shutil.copy(f"{place}/keys/keys.json", to / "keys.json")
        seen = subprocess.run(
            [sys.executable, "-m", "tests.upgrades.look"], cwd=HERE.parents[1], check=True, capture_output=True, text=True
        ).stdout
        (to / "seen.json").write_text(json.dumps(json.loads(seen), ensure_ascii=False, sort_keys=True, indent=1) + "\n", "utf-8")


def name_of_landing() -> str:
    """Date and short name of the commit that is checked out."""
    words = ["git", "log", "-1", "--format=%cs-%h", "--abbrev=7"]
    return subprocess.run(words, cwd=HERE, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / name_of_landing())
