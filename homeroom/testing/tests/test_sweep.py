"""SWEEP finds a canary wherever it is planted, and however it is spelled; each place has a control of its own."""

import base64
import datetime
import hashlib
import logging
import shutil
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.db import connection

from homeroom.accounts.models import Person
from homeroom.jobs.models import Run
from homeroom.kit.http import same
from homeroom.operations.keeping import archive
from homeroom.progress import presence
from homeroom.testing.cast import NOW, a_person
from homeroom.testing.sweep import found_in, listening, postgres_files, rows, traces
from homeroom.testing.sweep.places import backup, sqlite_files

CANARY = "Quilla Feather"


@pytest.fixture(autouse=True)
def empty_handed() -> Iterator[None]:
    yield
    same.forget_pages()
    presence.forget_all()
    cache.clear()


def places(*, said: str = "") -> set[str]:
    """Where the canary is found, without how."""
    return {trace.partition(": ")[0] for trace in traces(CANARY, said=said)}


@pytest.mark.django_db
def test_what_was_never_written_is_found_nowhere() -> None:
    assert traces(CANARY) == []


@pytest.mark.django_db
def test_a_row_is_found_in_its_table_and_in_the_file_that_the_database_writes() -> None:
    Run.objects.create(job=CANARY, started_at=NOW)

    assert places() == {"table jobs_run"} | ({"database file"} if connection.vendor == "sqlite" else set())


@pytest.mark.sqlite
@pytest.mark.django_db
def test_a_row_that_was_deleted_without_care_is_still_found_in_the_file() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete=0")
    Run.objects.create(job=CANARY, started_at=NOW)
    Run.objects.all().delete()

    assert places() == {"database file"}


def test_the_write_ahead_log_is_looked_through_before_it_is_emptied(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "one.sqlite3")) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE told (what TEXT)")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.execute("INSERT INTO told VALUES (?)", [CANARY])
        database.commit()

        found = sqlite_files(tmp_path / "one.sqlite3")

    assert {name for name, content in found.items() if found_in(content, CANARY)} == {"database file wal"}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_row_that_is_gone_is_still_found_in_the_heap_and_the_log_of_the_server() -> None:
    if connection.vendor != "postgresql":
        # The same is said of SQLite's own files above.
        assert traces(CANARY) == []
        return
    Run.objects.create(job=CANARY, started_at=NOW)
    Run.objects.all().delete()

    found = {name.partition(" ")[0] for name, content in postgres_files().items() if found_in(content, CANARY)}

    assert found == {"heap", "write-ahead"}


@pytest.mark.django_db
def test_a_file_of_the_data_folder_is_found_and_so_is_a_log_that_is_written_there() -> None:
    place = Path(settings.HOMEROOM_DATA) / "deeper"
    place.mkdir(parents=True)
    (place / "homeroom.log").write_text(f"GET /{CANARY}")

    found = places()
    shutil.rmtree(place)

    assert found == {"file homeroom.log"}


@pytest.mark.django_db
def test_what_is_only_remembered_is_found_presence_and_kept_pages() -> None:
    level = uuid.uuid4()
    person = a_person("Ben", age=11)
    presence.beat(period_id=1, person_id=person.pk, level=level, active=1, working=True, uncover=False, now=NOW)
    same._kept["/en/"] = same.Kept("", "", CANARY.encode(), b"", b"", ())

    assert places() == {"memory homeroom.kit.http.same"}
    assert {trace.partition(": ")[0] for trace in traces(str(level))} == {"memory homeroom.progress.presence"}


@pytest.mark.django_db
def test_djangos_cache_is_found() -> None:
    cache.set("name", {"of": [CANARY]})

    assert places() == {"cache 0"}


@pytest.mark.django_db
def test_a_mail_is_found_in_its_heads_and_its_body() -> None:
    mail.send_mail("Welcome", f"Dear {CANARY}", "school@school.example", ["ada@school.example"])
    found = places()
    mail.outbox.clear()

    assert found == {"mail 0"}


@pytest.mark.django_db
def test_a_line_of_the_log_is_found() -> None:
    with listening() as told:
        logging.getLogger("homeroom.anything").info(f"hello {CANARY}")  # noqa: G004 - that is the carelessness

    assert places(said=told.getvalue()) == {"log"}


@pytest.mark.django_db
def test_a_backup_is_opened_and_found(tmp_path: Path) -> None:
    with closing(archive.Writer(tmp_path / "one.backup", now=NOW)) as file:
        file.add(b"R", CANARY.encode())
        file.end(b"E", b"{}")
    also = backup(tmp_path / "one.backup")

    assert {trace.partition(": ")[0] for trace in traces(CANARY, also=also)} == {"backup one.backup, opened"}


#: "Quilla Feather" as others write it, each beside something else: spelled out here, and not by what is tried.
SPELLED = {
    "plain": b"Dear Quilla Feather,",
    "small": b"dear quilla feather,",
    "in an address": b"/find?name=Quilla%20Feather",
    "in a form": b"name=Quilla+Feather&age=11",
    "in hex": b"00005175696c6c61204665617468657200",
    "in UTF-16": "Dear Quilla Feather,".encode("utf-16-le"),
    "in base64 at 0": base64.b64encode(b"Quilla Feather!"),
    "in base64 at 1": base64.b64encode(b"xQuilla Feather!"),
    "in base64 at 2": base64.b64encode(b"xyQuilla Feather!"),
    "md5 in hex": hashlib.md5(b"Quilla Feather", usedforsecurity=False).hexdigest().encode(),
    "sha1 small in hex": hashlib.sha1(b"quilla feather", usedforsecurity=False).hexdigest().encode(),
    "sha256": b"name\t" + hashlib.sha256(b"Quilla Feather").digest(),
}


@pytest.mark.parametrize("how", SPELLED)
def test_a_canary_is_found_however_it_is_spelled(how: str) -> None:
    assert how in found_in(SPELLED[how], CANARY)


def test_a_name_is_found_as_json_writes_it() -> None:
    assert found_in(b'{"name": "Zo\\u00eb \\ud83e\\udd8a"}', "Zo\u00eb \U0001f98a") == ["as JSON writes it"]


@pytest.mark.django_db
def test_rows_are_counted_whatever_stands_in_them() -> None:
    before = rows()["table jobs_run"]

    Run.objects.create(job="one line\nand another\n", started_at=NOW)

    assert rows()["table jobs_run"] == before + 1


def test_letters_of_another_size_are_found_too() -> None:
    assert found_in(b"... QUILLA FEATHER ...", CANARY) == ["in letters of another size"]


@pytest.mark.django_db
def test_a_name_is_sealed_wherever_it_is_written() -> None:
    """What the service does with a name: found in no place at all."""
    a_person(CANARY, age=11, now=datetime.datetime.now(datetime.UTC))

    assert Person.objects.get().name == CANARY
    assert traces(CANARY) == []
