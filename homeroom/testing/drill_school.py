"""A large school for the drill, in a service's settings: `python -m homeroom.testing.drill_school fill|erase|count [numbers]`."""

import datetime
import json
import os
import sys
import uuid
from collections.abc import Iterator
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeroom.config.settings")

import django

django.setup()

# Once Django is ready.
from django.apps import apps
from django.core.management import call_command
from django.db import transaction

from homeroom.accounts.models import Person
from homeroom.kit.crypto import seal
from homeroom.operations.keeping import loading, migrating, shape
from homeroom.operations.serving.prepare import in_this_thread
from homeroom.privacy import erasing
from homeroom.privacy.subjects import Subject

#: Pupils of a class.
CLASS = 25


def fill(pupils: int, attempts: int) -> None:
    """A school of this size, written past the actions: what counts here is how much there is."""
    call_command("migrate", verbosity=0, interactive=False)
    with transaction.atomic():
        loading.begin()
        for label, rows in _school(pupils, attempts):
            loading.load(_shape(label), _in_order(label, rows))


def _shape(label: str) -> Any:
    return next(one for one in shape.shapes(shape.applied()) if one.label == label)


def _in_order(label: str, rows: Iterator[dict[str, Any]]) -> Iterator[list[Any]]:
    """Rows with every column, in the order of the table; what is not named gets the column's default."""
    columns = [name for name, _kind in _shape(label).columns]
    fields = {field.column: field for field in apps.get_model(label)._meta.concrete_fields}
    usual = {name: fields[name].get_default() if fields[name].has_default() else None for name in columns}
    for row in rows:
        yield [row.get(name, usual[name]) for name in columns]


def _school(pupils: int, attempts: int) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    """Tables with their rows, parents first. Person 1 teaches; pupils follow."""
    at, lesson = "2026-11-25 08:00:00", uuid.uuid4().hex
    each = max(attempts // pupils, 1)
    levels = [uuid.uuid4().hex for _number in range(max(each // 2, 1))]
    program = json.dumps({"blocks": {"languageVersion": 0, "blocks": [{"type": "maze_move", "id": f"b{number}"} for number in range(8)]}})

    def numbers() -> Iterator[tuple[int, int]]:
        return ((pupil, pupil * each + run) for pupil in range(pupils) for run in range(each) if pupil * each + run < attempts)

    def name(pupil: int) -> bytes:
        return seal(f"Pupil {pupil}".encode(), "accounts.Person.name")

    teacher = {"id": 1, "code": "t1", "role": "teacher", "state": "active", "name": name(-1), "language": "en", "created_at": at}
    yield "accounts.Person", iter([{**teacher, "password": ""}])
    yield (
        "accounts.Person",
        (
            {**teacher, "id": pupil + 2, "code": f"p{pupil}", "role": "student", "name": name(pupil), "password": ""}
            for pupil in range(pupils)
        ),
    )
    classes = range((pupils + CLASS - 1) // CLASS)
    sealed = {"name": seal(b"5b", "sections.Section.name"), "grade": "5", "course": lesson, "sign_in": "words", "created_at": at}
    yield "sections.Section", ({"id": one + 1, "code": f"c{one}", **sealed} for one in classes)
    yield "sections.SectionTeacher", ({"id": one + 1, "section_id": one + 1, "teacher_id": 1, "since": at} for one in classes)
    seat = {"sign_in": "words", "tile_animal": "owl", "tile_colour": 1, "joined_at": at}
    secret = "sections.Enrolment.secret"
    yield (
        "sections.Enrolment",
        (
            {
                **seat,
                "id": one + 1,
                "section_id": one // CLASS + 1,
                "student_id": one + 2,
                "secret": seal(f"sun moon {one}".encode(), secret),
            }
            for one in range(pupils)
        ),
    )
    yield (
        "programs.Program",
        (
            {"id": run + 1, "student_id": pupil + 2, "digest": run.to_bytes(16, "big"), "kept_at": at,
             "source": seal(f"{program}{run}".encode(), "programs.Program.source")}
            for pupil, run in numbers()
        ),
    )  # fmt: skip
    said = b'{"key":"maze.wall","values":{"block":4}}'
    facts = {"lesson": lesson, "outcome": 1, "mistake": "wall", "blocks": 5, "hints": 0, "seconds": 41, "made_at": at, "kept_at": at}
    yield (
        "progress.Attempt",
        (
            {**facts, "student_id": pupil + 2, "id": f"{run:032x}", "level": levels[run % len(levels)], "program_id": run + 1,
             "said": seal(said, "progress.Attempt.said"), "from_browser": 0}
            for pupil, run in numbers()
        ),
    )  # fmt: skip
    sums = {"lesson": lesson, "state": 1, "tries": 2, "seconds": 82, "failed": 2, "mistakes": '{"wall": 2}', "first_at": at, "last_at": at}
    yield (
        "progress.LevelProgress",
        (
            {**sums, "id": pupil * len(levels) + number + 1, "student_id": pupil + 2, "level": level, "newest_id": None,
             "last_said": seal(said, "progress.LevelProgress.last_said")}
            for pupil in range(pupils) for number, level in enumerate(levels)
        ),
    )  # fmt: skip
    states = {"lesson": lesson, "states": bytes([1]) * len(levels)}
    yield "progress.LessonStates", ({**states, "id": pupil + 1, "student_id": pupil + 2} for pupil in range(pupils))


def erase(number: int) -> None:
    """The first pupils, as the service does it."""
    people = [Subject(one.pk, one.code) for one in Person.objects.filter(role="student").order_by("pk")[:number]]
    erasing.erase(people=people, because="request", now=datetime.datetime.now(datetime.UTC))


def count() -> dict[str, int]:
    """Rows of the tables that hold a school."""
    rooms = ("accounts.Person", "sections.", "programs.", "progress.")
    return {label: rows for label, rows in migrating.rows().items() if label.startswith(rooms)}


if __name__ == "__main__":
    with in_this_thread():
        told = {"fill": fill, "erase": erase, "count": count}[sys.argv[1]](*map(int, sys.argv[2:]))  # type: ignore[operator]
    if told:
        sys.stdout.write(json.dumps(told))
