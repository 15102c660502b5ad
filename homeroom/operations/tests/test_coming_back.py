"""Nobody who was erased comes back from a backup, wherever the journal of erasures is left; and backups end (RET-05)."""

import datetime
from pathlib import Path
from typing import Any

import pytest

from homeroom.accounts.models import Person
from homeroom.operations.keeping import rotation, standing
from homeroom.operations.keeping.backup import back_up
from homeroom.operations.keeping.restore import Restored, restore
from homeroom.operations.tests.conftest import Databases
from homeroom.privacy import erasing
from homeroom.privacy.subjects import Subject
from homeroom.sections.models import Enrolment
from homeroom.testing.careless import answers
from homeroom.testing.cast import NOW, a_person, the_cast
from homeroom.testing.promises import promise

pytestmark = pytest.mark.postgres
LATER = NOW + datetime.timedelta(days=1)


def names() -> set[str]:
    """Everybody who has an account."""
    return {one.name for one in Person.objects.all()}


def everybody_backed_up(file: Path) -> Any:
    """The cast, in a backup."""
    cast = the_cast()
    back_up(file, now=NOW)
    return cast


def erase(*people: Person) -> None:
    erasing.erase(people=[Subject(one.pk, one.code) for one in people], because="request", now=NOW)


def put_back(file: Path) -> Restored:
    return restore(file, now=LATER, over_newer=True)


@promise("RET-05", breaks="homeroom.privacy.erasing.replay", careless="says_nought")
def test_who_was_erased_after_a_backup_is_not_there_when_it_is_restored(own_database: Databases, tmp_path: Path) -> None:
    file = tmp_path / "old.backup"
    with own_database("first"):
        cast = everybody_backed_up(file)
        erase(cast.ben)
        left = names()

        done = put_back(file)

        assert "Ben" not in left
        assert names() == left
        assert done.erased == 1
        assert Enrolment.objects.count() == 1


@promise("RET-05", breaks="homeroom.privacy.journal.in_file", careless="finds_nothing")
def test_nor_when_the_database_was_lost_and_only_the_data_folder_is_left(own_database: Databases, tmp_path: Path) -> None:
    file = tmp_path / "old.backup"
    with own_database("first"):
        cast = everybody_backed_up(file)
        erase(cast.ben, cast.cleo)
    with own_database("second"):
        done = put_back(file)

        assert done.erased == 2
        assert not {"Ben", "Cleo"} & names()


@promise("RET-05", breaks="homeroom.operations.keeping.rotation.keep_journal")
def test_nor_when_the_data_folder_was_lost_and_only_the_folder_of_backups_is_left(
    own_database: Databases, tmp_path: Path, settings: Any
) -> None:
    (tmp_path / "backups").mkdir()
    file = tmp_path / "backups" / "old.backup"
    with own_database("first"):
        cast = everybody_backed_up(file)
        erase(cast.ben)
        rotation.keep_journal(tmp_path / "backups")
    settings.HOMEROOM_DATA = tmp_path / "elsewhere"
    settings.HOMEROOM_DATA.mkdir()
    with own_database("second"):
        assert put_back(file).erased == 1
        assert "Ben" not in names()
        assert "Cleo" in names()


@promise("SEC-07", breaks="homeroom.operations.keeping.restore.restore", careless=answers(Restored(0, 0, "")))
@promise("SEC-07", breaks="homeroom.operations.keeping.loading.count_on")
def test_a_school_that_was_lost_comes_back_and_goes_on_counting(own_database: Databases, tmp_path: Path) -> None:
    file = tmp_path / "one.backup"
    with own_database("first"):
        the_cast()
        last = a_person("Zoe", age=12)
        before, number = names() - {"Zoe"}, last.pk
        last.delete()
        back_up(file, now=NOW)
    with own_database("second"):
        restore(file, now=LATER, over_newer=True)

        assert names() == before
        assert a_person("Yuki", age=12).pk > number


@promise("RET-05", breaks="homeroom.operations.keeping.rotation.drop_aside", careless="says_nought")
def test_what_a_restore_puts_aside_ends_after_thirty_days(own_database: Databases, tmp_path: Path, settings: Any) -> None:
    file = tmp_path / "old.backup"
    with own_database("first"):
        everybody_backed_up(file)
        aside = put_back(file).aside

        def is_there() -> bool:
            return bool(list(Path(settings.HOMEROOM_DATA).glob(f"*{aside}"))) or aside in standing.schemas_aside()

        assert is_there()
        rotation.drop_aside(now=LATER + datetime.timedelta(days=29))
        assert is_there()
        rotation.drop_aside(now=LATER + datetime.timedelta(days=31))
        assert not is_there()
        assert "Ben" in names()
