"""A new key: what the old one sealed is read before, while and after everything is sealed anew, and then only the new one is needed."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from homeroom.accounts.models import Person
from homeroom.audit.actions import note
from homeroom.audit.models import Entry
from homeroom.kit.crypto.keys import forget_keys
from homeroom.operations.keeping import keys, resealing
from homeroom.operations.keeping.resealing import left, reseal_all, sealed_tables
from homeroom.operations.tests.conftest import Databases
from homeroom.progress import actions as progress
from homeroom.progress.models import Attempt
from homeroom.progress.tests.pupil import a_run, level
from homeroom.sections.models import Enrolment
from homeroom.testing.cast import NOW, the_cast
from homeroom.testing.promises import promise

pytestmark = pytest.mark.postgres


def some_work() -> None:
    """The cast, and Ben's runs."""
    cast = the_cast()
    runs = [msgspec.Raw(json.dumps(a_run(level(1))).encode()) for _number in range(5)]
    note("look", by=cast.grace.code, about=cast.ben.code, why="Somebody asked for it.", now=NOW)
    progress.record_attempts(student_id=cast.ben.pk, attempts=runs, now=NOW)


def what_is_read() -> list[Any]:
    """Names, secrets, sentences and programs, opened."""
    return [
        sorted((one.name, one.email) for one in Person.objects.all()),
        sorted((one.pk, one.why) for one in Entry.objects.exclude(why=None)),
        sorted((one.pk, one.secret) for one in Enrolment.objects.all()),
        sorted((str(one.id), one.said, one.program.source) for one in Attempt.objects.select_related("program")),
    ]


def without_the_first_key(folder: Path) -> None:
    """As if somebody had thrown it away."""
    content = json.loads((folder / "keys.json").read_text("utf-8"))
    del content["sealing"]["k1"]
    (folder / "keys.json").write_text(json.dumps(content), "utf-8")
    forget_keys()


@promise("SEC-03", breaks="homeroom.operations.keeping.resealing.reseal_all", careless="says_nought")
def test_after_a_rotation_nothing_needs_the_old_key(own_database: Databases, settings: Any) -> None:
    with own_database("first"):
        some_work()
        before = what_is_read()
        keys.rotate(now=NOW)
        assert what_is_read() == before
        rows_left = left()

        done = reseal_all()

        assert done == rows_left > 10
        assert left() == 0
        without_the_first_key(settings.HOMEROOM_KEYS)
        assert what_is_read() == before


def test_a_rotation_that_was_broken_off_goes_on_where_it_stopped(own_database: Databases, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resealing, "BATCH", 2)
    with own_database("first"):
        some_work()
        before = what_is_read()
        keys.rotate(now=NOW)
        total, people = left(), next(table for table in sealed_tables() if table.label == "accounts.Person")
        resealing._reseal(people, [])

        assert left() == total - 2
        assert what_is_read() == before
        assert reseal_all() == total - 2
        assert what_is_read() == before


def test_a_key_that_another_process_drew_is_known_at_once_where_it_is_needed(own_database: Databases, settings: Any) -> None:
    with own_database("first"):
        some_work()
        before, file = what_is_read(), settings.HOMEROOM_KEYS / "keys.json"
        old = file.read_text("utf-8")
        keys.rotate(now=NOW)
        new = file.read_text("utf-8")
        reseal_all()
        file.write_text(old, "utf-8")
        forget_keys()
        with pytest.raises(ValueError, match="cannot be opened"):
            what_is_read()
        file.write_text(new, "utf-8")

        assert what_is_read() == before
