"""A small service on a real file: somebody learns and is erased. Run by test_erased_files with folders of its own; prints what it found.

Arguments: a text that stands in plain columns of the person's rows.
"""

# ruff: noqa: E402 -- models may be imported only once Django is ready
import datetime
import os
import sys
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "homeroom.config.settings"
django.setup()

from django.core.management import call_command

from homeroom.accounts.actions import make_person
from homeroom.kit.db import write
from homeroom.privacy.erasing import erase
from homeroom.privacy.subjects import Subject
from homeroom.progress.models import Attempt, LevelProgress
from homeroom.testing.lives import a_learner

CANARY, NOW = sys.argv[1], datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)
DATA = Path(os.environ["HOMEROOM_DATA"])


def found() -> int:
    """Files of the data folder that hold the text."""
    return sum(CANARY.encode() in path.read_bytes() for path in DATA.rglob("*") if path.is_file())


@write
def learn(person_id: int) -> None:
    """Fifty runs with a mistake that is called like the text."""
    Attempt.objects.filter(student=person_id).update(mistake=CANARY)
    LevelProgress.objects.filter(student=person_id).update(last_mistake=CANARY, mistakes=f'{{"{CANARY}": 50}}')


def main() -> None:
    """Before and after."""
    DATA.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    person = make_person(role="student", name="Ben", language="en", now=NOW)
    write(a_learner)(person, runs=50, now=NOW)
    learn(person.pk)
    before = found()
    erase(people=[Subject(person.pk, person.code)], because="request", now=NOW)
    sys.stdout.write(f"{before} {found()}\n")


if __name__ == "__main__":
    main()
