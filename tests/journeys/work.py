"""Everything that was kept of pupils' work, for a journey: one line of JSON for each pupil."""

import datetime
import json
import os
import sys
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeroom.config.settings")

import django

django.setup()

# Once Django is ready.
from homeroom.accounts.models import Person  # noqa: E402
from homeroom.progress.models import Attempt, Draft, LevelProgress  # noqa: E402


def _milliseconds(moment: datetime.datetime) -> int:
    return round(moment.timestamp() * 1000)


def _kept_of(person: Person) -> dict[str, Any]:
    attempts = Attempt.objects.filter(student=person).select_related("program").order_by("made_at", "id")
    return {
        "name": person.name,
        "attempts": [
            {
                "id": str(one.id),
                "level": str(one.level),
                "outcome": one.outcome,
                "program": one.program.source,
                "madeAt": _milliseconds(one.made_at),
                "keptAt": _milliseconds(one.kept_at),
                "fromBrowser": one.from_browser,
            }
            for one in attempts
        ],
        "levels": {
            str(one.level): {"state": one.state, "tries": one.tries, "newest": one.newest.source if one.newest else None}
            for one in LevelProgress.objects.filter(student=person).select_related("newest")
        },
        "drafts": {str(one.level): one.source for one in Draft.objects.filter(student=person)},
    }


for person in Person.objects.filter(role="student").order_by("pk"):
    sys.stdout.write(json.dumps(_kept_of(person)) + "\n")
