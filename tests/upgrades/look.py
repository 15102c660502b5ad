"""What pupils and teachers see in a database, in words that outlive its tables: `python -m tests.upgrades.look`, in a service's settings.

When a table changes, this file changes with it; what was seen at a landing (seen.json) does not.
"""

import json
import os
import re
import sys
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeroom.config.settings")
PASSWORD = "correct horse battery"


def look() -> dict[str, Any]:
    """Facts by kind; people by name, since numbers and codes are drawn."""
    return {"people": _people(), "classes": _classes(), "attempts": _attempts(), "agreed": _agreed(), "done": _done(), "pages": _pages()}


def _people() -> dict[str, Any]:
    from homeroom.accounts.models import Person

    return {one.name: [one.role, one.state, one.age_told, one.username, one.email, one.language] for one in Person.objects.all()}


def _classes() -> dict[str, Any]:
    from homeroom.sections.models import Enrolment, Section, SectionTeacher

    return {
        section.name: {
            "how": [section.grade, section.sign_in, section.link, section.join_code, section.pretend, section.archived_at is not None],
            "teachers": sorted(row.teacher.name for row in SectionTeacher.objects.filter(section=section)),
            "pupils": {
                seat.student.name: {"seat": [seat.sign_in, seat.secret, seat.card, seat.left_at is not None], **_work(seat.student)}
                for seat in Enrolment.objects.filter(section=section)
            },
        }
        for section in Section.objects.all()
    }


def _work(student: Any) -> dict[str, Any]:
    from homeroom.progress.models import Draft, LessonStates, LevelProgress

    levels = LevelProgress.objects.filter(student=student).select_related("newest")
    return {
        "levels": {str(one.level): [one.state, one.tries, one.seconds, one.newest.source if one.newest else None] for one in levels},
        "drafts": {str(one.level): one.source for one in Draft.objects.filter(student=student)},
        "grid": {str(one.lesson): bytes(one.states).hex() for one in LessonStates.objects.filter(student=student)},
    }


def _attempts() -> list[Any]:
    from homeroom.progress.models import Attempt

    rows = Attempt.objects.select_related("student", "program")
    return sorted([one.student.name, str(one.id), one.outcome, one.said, one.made_at.isoformat(), one.program.source] for one in rows)


def _agreed() -> list[Any]:
    from homeroom.agreements.models import Acceptance

    rows = Acceptance.objects.select_related("person", "version").exclude(person=None)
    return sorted([one.person.name, one.version.kind, one.version.digest, one.at.isoformat()] for one in rows if one.person)


def _done() -> list[Any]:
    from homeroom.audit.models import Entry

    return [[one.at.isoformat(), one.what, one.why] for one in Entry.objects.order_by("id")]


def _pages() -> dict[str, Any]:
    """Whether people get in with what they know, and find themselves and their class there."""
    from django.test import Client

    ada, cleo = Client(), Client()
    signed_in = [
        ada.post("/en/sign-in/", {"email": "ada@school.example", "password": PASSWORD}),
        cleo.post("/en/class/password/", {"username": "cleo77", "password": PASSWORD}),
    ]
    home, mine = ada.get("/en/home/"), cleo.get("/me", headers={"accept": "application/json"})
    return {
        "let in": [answer.status_code for answer in signed_in],
        "Ada's home": [home.status_code, *(bool(re.search(rf">\s*{name}\s*<", home.content.decode())) for name in ("5b", "6a"))],
        "Cleo": [mine.status_code, "Cleo" in mine.content.decode()],
    }


if __name__ == "__main__":
    import django

    django.setup()
    from django.conf import settings

    settings.ALLOWED_HOSTS, settings.HOMEROOM_WRITE_IN_PLACE = ["*"], True
    sys.stdout.write(json.dumps(look(), ensure_ascii=False, sort_keys=True, indent=1))
