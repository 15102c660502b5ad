"""Backups of both databases are whole, checked, and restore into either; whatever is wrong with one is said before anything changes."""

import contextlib
import datetime
import json
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from homeroom.kit.crypto.keys import forget_keys
from homeroom.operations.keeping import archive, backup, reading, rotation
from homeroom.operations.keeping.trouble import BackupTrouble
from homeroom.testing.cast import NOW
from homeroom.testing.postgres import Cluster
from homeroom.testing.served import Served, a_server


@pytest.fixture(scope="module")
def school() -> Iterator[Served]:
    """The example school on SQLite, stopped: its folder lies there."""
    with a_server() as served:
        served.start("--demo")
        assert served.stop() == 0
        yield served


@pytest.fixture
def keys_of(settings: Any) -> Iterator[Any]:
    """Lets this process read backups of a server."""

    def these(served: Served) -> None:
        settings.HOMEROOM_KEYS = served.folder / "keys"
        forget_keys()

    yield these
    forget_keys()


def rows(served: Served) -> dict[str, list[Any]]:
    """Everything in the SQLite database."""
    with contextlib.closing(sqlite3.connect(served.folder / "data" / "homeroom.sqlite3")) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_s%'")]
        return {name: sorted(database.execute(f'SELECT * FROM "{name}"').fetchall()) for name in tables if name != "django_migrations"}


def does(served: Served, *words: str) -> str:
    """A command that goes well; what it said."""
    done = served.command(*words)
    assert done.returncode == 0, done.stderr
    return done.stdout


def refuses(served: Served, *words: str) -> str:
    """A command that does not go; the sentence."""
    done = served.command(*words)
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_backup_is_for_its_owner_alone_and_tells_nothing(school: Served, tmp_path: Path, keys_of: Any) -> None:
    said = does(school, "backup", str(tmp_path / "one.backup"))

    whole = (tmp_path / "one.backup").read_bytes()
    assert "opened again and compared" in said
    assert stat.S_IMODE((tmp_path / "one.backup").stat().st_mode) == 0o600
    assert [word for word in (b"Mila", b"SQLite", b"accounts_person", b"example-school") if word in whole] == []
    assert "there already" in refuses(school, "backup", str(tmp_path / "one.backup"))
    keys_of(school)
    end = backup.check(tmp_path / "one.backup")
    assert {label: told["rows"] for label, told in end["tables"].items() if label in ("accounts.Person", "progress.Draft")} == {
        "accounts.Person": 13,
        "progress.Draft": 0,
    }
    assert list(end["files"]) == ["example-school.json"]


def test_every_table_is_in_a_backup(school: Served, tmp_path: Path, keys_of: Any) -> None:
    does(school, "backup", str(tmp_path / "one.backup"))
    keys_of(school)

    tables = {one.table for one in backup.head_of(tmp_path / "one.backup").tables}

    assert tables == set(rows(school))


def test_a_backup_moves_to_postgresql_and_back_and_is_the_same(school: Served, postgres: Cluster, tmp_path: Path, keys_of: Any) -> None:
    there, back = tmp_path / "there.backup", tmp_path / "back.backup"
    before = rows(school)
    does(school, "backup", str(there))
    with a_server(DATABASE_URL=postgres.fresh("moved"), HOMEROOM_KEYS=str(school.folder / "keys")) as district:
        said = does(district, "restore", str(there))
        assert "compared one by one" in said
        assert (district.folder / "data" / "example-school.json").exists()
        does(district, "backup", str(back))
        assert "Add --yes" in refuses(district, "restore", str(there))
        does(district, "restore", str(there), "--yes")
        district.start("--demo")  # it goes on: numbers are counted on, and everybody can sign in
        district.hears("pupil: ben")
        assert district.stop() == 0
    does(school, "restore", str(back), "--yes")

    assert rows(school) == before
    keys_of(school)
    assert backup.check(there) == backup.check(back)


def test_what_was_in_postgresql_is_put_aside_in_a_schema(school: Served, postgres: Cluster, tmp_path: Path) -> None:
    url = postgres.fresh("aside")
    does(school, "backup", str(tmp_path / "one.backup"))
    with a_server(DATABASE_URL=url, HOMEROOM_KEYS=str(school.folder / "keys")) as district:
        does(district, "restore", str(tmp_path / "one.backup"))
        does(district, "restore", str(tmp_path / "one.backup"), "--yes")
        with psycopg.connect(url) as connection:
            found = connection.execute("SELECT schemaname FROM pg_tables WHERE tablename = 'accounts_person' ORDER BY 1").fetchall()
            assert [name.partition("-")[0] for (name,) in found] == ["before", "public"]
            assert "uses this database" in refuses(district, "restore", str(tmp_path / "one.backup"), "--yes")


def test_a_backup_is_made_while_the_service_answers_and_restored_when_it_does_not(school: Served, tmp_path: Path) -> None:
    file = tmp_path / "two.backup"
    school.start("--demo")
    try:
        does(school, "backup", str(file))
        assert "Another Homeroom is running" in refuses(school, "restore", str(file))
    finally:
        school.stop()
    before = rows(school)
    school.start("--demo")  # draws new passwords: newer data
    school.stop()
    assert rows(school)["accounts_person"] != before["accounts_person"]
    assert "after this backup was made" in refuses(school, "restore", str(file))

    does(school, "restore", str(file), "--yes")

    assert rows(school)["accounts_person"] == before["accounts_person"]
    assert rows(school)["progress_attempt"] == before["progress_attempt"]
    assert list((school.folder / "data").glob("homeroom.sqlite3.before-*"))
    assert not (school.folder / "data" / "homeroom.sqlite3-wal").exists()
    school.start("--demo")
    assert school.stop() == 0


def test_a_damaged_backup_and_other_keys_are_refused_and_nothing_is_lost(school: Served, tmp_path: Path) -> None:
    file = tmp_path / "three.backup"
    does(school, "backup", str(file))
    before, files = rows(school), sorted(path.name for path in (school.folder / "data").iterdir())
    whole = file.read_bytes()
    (tmp_path / "half.backup").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "changed.backup").write_bytes(whole[:-200] + bytes([whole[-200] ^ 1]) + whole[-199:])
    (tmp_path / "no.backup").write_text("nothing of ours")

    for name in ("half.backup", "changed.backup", "no.backup", "missing.backup"):
        refuses(school, "restore", str(tmp_path / name), "--yes")
        refuses(school, "backup", "--check", str(tmp_path / name))
    school.settings["HOMEROOM_KEYS"] = str(tmp_path / "other-keys")
    try:
        refused = refuses(school, "restore", str(file), "--yes")
    finally:
        del school.settings["HOMEROOM_KEYS"]

    assert "sealed with other keys (k1)" in refused
    assert rows(school) == before
    assert sorted(path.name for path in (school.folder / "data").iterdir()) == files


def test_a_backup_of_a_newer_homeroom_is_refused(school: Served, tmp_path: Path, keys_of: Any) -> None:
    keys_of(school)
    file = tmp_path / "newer.backup"
    does(school, "backup", str(tmp_path / "one.backup"))
    parts = list(archive.records(tmp_path / "one.backup"))
    head = json.loads(parts[0][1])
    head["migrations"].append(["sections", "0099_of_next_year"])
    with contextlib.closing(archive.Writer(file, now=NOW)) as writer:
        writer.add(backup.HEAD, json.dumps(head).encode())
        for kind, payload in parts[1:-1]:
            writer.add(kind, payload)
        writer.end(*parts[-1])

    with pytest.raises(BackupTrouble, match=r"newer Homeroom \(it has sections.0099_of_next_year\). Upgrade"):
        backup.check(file)


def test_a_backup_is_of_one_moment_while_others_write(school: Served) -> None:
    file = str(school.folder / "data" / "homeroom.sqlite3")
    with contextlib.closing(sqlite3.connect(file)) as other, reading.in_file(file) as found:
        before = found.migrations()
        other.execute("DELETE FROM django_migrations")
        other.commit()

        assert found.migrations() == before != []
        other.executemany("INSERT INTO django_migrations (app, name, applied) VALUES (?, ?, '2026-11-25')", before)
        other.commit()


def test_a_backup_of_postgresql_is_of_one_moment_too(postgres: Cluster) -> None:
    url = postgres.fresh("moment")
    with psycopg.connect(url, autocommit=True) as other, psycopg.connect(url) as mine:
        other.execute("CREATE TABLE django_migrations (app text, name text)")
        other.execute("INSERT INTO django_migrations VALUES ('sections', '0001_initial')")
        found = reading.from_now_on(mine)
        other.execute("DELETE FROM django_migrations")

        assert found.migrations() == [("sections", "0001_initial")]
        with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
            mine.execute("DELETE FROM django_migrations")


def test_a_folder_of_backups_keeps_no_older_ones(school: Served, tmp_path: Path, keys_of: Any) -> None:
    keys_of(school)
    for days in (1, 29, 31, 400):
        made_at = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=days)
        writer = archive.Writer(rotation.name_in(tmp_path, made_at), now=made_at)
        writer.end(backup.END, b"{}")
    (tmp_path / "of-another-program.backup").write_bytes(b"x")

    said = does(school, "backup", "--to", str(tmp_path), "--keep-days", "30")

    assert len(list(tmp_path.glob("homeroom-*.backup"))) == 3
    assert (tmp_path / "of-another-program.backup").exists()
    assert said.count("older than 30 days, deleted") == 2
    assert "from 1 to 30" in refuses(school, "backup", "--to", str(tmp_path), "--keep-days", "31")
