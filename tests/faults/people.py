"""Run in a school's own settings: `python -m tests.faults.people make N` makes pupils who are signed in, `... list` prints what is kept.

Both print JSON lines. It is a program of its own, so that the tests never hold a connection to the database that is killed.
"""

import datetime
import json
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeroom.config.settings")

import django

django.setup()

# Once Django is ready.
from django.conf import settings
from django.core.management import call_command

from homeroom.accounts import actions as accounts
from homeroom.accounts import queries as people
from homeroom.curriculum import queries as curriculum
from homeroom.programs.models import Program
from homeroom.progress.models import Attempt, LessonStates, LevelProgress
from homeroom.testing.cast import a_person, a_seat, a_section

settings.HOMEROOM_WRITE_IN_PLACE = True


def make(count: int) -> None:
    """Pupils with a session each, as {"token", "csrf", "person", "lesson", "levels"}."""
    call_command("migrate", verbosity=0, interactive=False)
    now = datetime.datetime.now(datetime.UTC)
    teacher = a_person("Ada", "teacher", now=now)
    lesson = curriculum.courses()[0].lessons[0]
    section = a_section(teacher, "5b", course=lesson.course, now=now)
    levels = [str(level.id) for level in lesson.levels if not level.free_play]
    for number in range(count):
        student = a_person(f"Pupil {number}", age=10, now=now)
        seat = a_seat(section, student, now=now)
        begun = accounts.begin_session(person=student, way="words", now=now, section_id=section.pk, enrolment_id=seat.pk)
        told = {
            "token": begun.token,
            "csrf": people.csrf_of(begun.session),
            "person": student.code,
            "lesson": str(lesson.id),
            "levels": levels,
        }
        sys.stdout.write(json.dumps(told) + "\n")


def show() -> None:
    """Every attempt that is kept, with its program; then what each pupil's add up to."""
    sources = dict(Program.objects.values_list("id", "source"))
    for attempt in Attempt.objects.select_related("student").iterator():
        row = {
            "attempt": str(attempt.id),
            "person": attempt.student.code,
            "program": sources[attempt.program_id],
            "outcome": attempt.outcome,
        }
        sys.stdout.write(json.dumps(row | {"level": str(attempt.level)}) + "\n")
    for sum_ in LevelProgress.objects.select_related("student").iterator():
        row = {"person": sum_.student.code, "level": str(sum_.level), "state": sum_.state, "tries": sum_.tries}
        sys.stdout.write(json.dumps({"sum": row}) + "\n")
    for states in LessonStates.objects.select_related("student").iterator():
        sys.stdout.write(json.dumps({"states": {"person": states.student.code, "bytes": bytes(states.states).hex()}}) + "\n")


if __name__ == "__main__":
    make(int(sys.argv[2])) if sys.argv[1] == "make" else show()
