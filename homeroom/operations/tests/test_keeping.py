"""Keys apart, and a doctor who says what to do (SEC-01..05, POL-08). Backups: test_backup.py."""

import contextlib
import datetime
import json
import os
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from homeroom.kit.crypto import keys as ring
from homeroom.kit.crypto import open_sealed, seal
from homeroom.kit.crypto.keys import forget_keys
from homeroom.operations.keeping import doctor, keys
from homeroom.operations.keeping.doctor import Finding
from homeroom.operations.keeping.wanted import WANTED, Wanted
from homeroom.testing.careless import answers, becomes
from homeroom.testing.cast import NOW, a_person
from homeroom.testing.promises import promise
from homeroom.testing.served import Served, a_server

NOTHING = Finding("well", "")


@pytest.fixture
def own_keys(settings: Any, tmp_path: Path) -> Iterator[Path]:
    settings.HOMEROOM_KEYS, settings.HOMEROOM_DATA = tmp_path / "keys", tmp_path / "data"
    forget_keys()
    ring()
    yield settings.HOMEROOM_KEYS
    forget_keys()


def test_keys_are_backed_up_into_a_new_file_for_the_owner_alone(own_keys: Path, tmp_path: Path) -> None:
    keys.back_up(tmp_path / "safe", now=NOW)

    assert stat.S_IMODE((tmp_path / "safe").stat().st_mode) == 0o600
    assert (tmp_path / "safe").read_bytes() == (own_keys / "keys.json").read_bytes()
    assert keys.state().backed_up_at == NOW
    with pytest.raises(keys.KeysTrouble, match="there already"):
        keys.back_up(tmp_path / "safe", now=NOW)


def test_keys_never_go_where_the_data_are(own_keys: Path, settings: Any) -> None:
    settings.HOMEROOM_DATA.mkdir()

    with pytest.raises(keys.KeysTrouble, match="keep them apart"):
        keys.back_up(settings.HOMEROOM_DATA / "keys-copy", now=NOW)
    assert keys.state().backed_up_at is None


def test_a_new_key_seals_and_the_old_one_still_opens(own_keys: Path, tmp_path: Path) -> None:
    before = seal(b"Ben", "accounts.Person.name")
    keys.back_up(tmp_path / "safe", now=NOW)

    assert keys.rotate(now=NOW) == "k2"

    after = seal(b"Ben", "accounts.Person.name")
    assert (before[2:4], after[2:4]) == (b"k1", b"k2")
    assert open_sealed(before, "accounts.Person.name") == open_sealed(after, "accounts.Person.name") == b"Ben"
    assert keys.state().backup_is_old
    assert stat.S_IMODE((own_keys / "keys.json").stat().st_mode) == 0o600


def test_keys_that_others_can_read_are_noticed(own_keys: Path) -> None:
    assert not keys.state().open_to_others

    own_keys.chmod(0o755)

    assert keys.state().open_to_others


def found(now: datetime.datetime = NOW) -> dict[str, Finding]:
    """Findings by what they are about."""
    return {f"{finding.what.partition(':')[0]}: {finding.grade}": finding for finding in doctor.examine(now=now)}


@pytest.mark.django_db
def test_the_doctor_says_what_to_do(own_keys: Path, settings: Any) -> None:
    settings.HOMEROOM_DATA.mkdir()
    settings.PRIVACY_CONTACT, settings.HOMEROOM_HTTPS, settings.ALLOWED_HOSTS = "", True, ["*"]
    a_person("Grace", "administrator")
    own_keys.chmod(0o755)

    wrong = {name: finding for name, finding in found().items() if finding.grade == "wrong"}

    assert {"privacy contact: wrong", "network: wrong", "administrators: wrong", "keys: wrong"} <= set(wrong)
    assert all(finding.to_do for finding in wrong.values())
    assert "PRIVACY_CONTACT" in wrong["privacy contact: wrong"].to_do


@pytest.mark.django_db
@pytest.mark.parametrize("one", WANTED, ids=lambda one: one.setting)
def test_the_doctor_tells_of_each_setting_that_only_an_operator_can_fill_in(own_keys: Path, settings: Any, one: Wanted) -> None:
    settings.HOMEROOM_DATA.mkdir()
    setattr(settings, one.setting, {})
    without = found().get(f"{one.about}: {one.grade}", NOTHING)
    setattr(settings, one.setting, {"gdpr": "Hill 1"} if one.setting == "HOMEROOM_LAWS" else "Hill 1")

    assert (without.what, without.to_do) == (f"{one.about}: {one.empty}", one.to_do)
    assert one.setting in without.to_do
    assert "Hill 1" in found()[f"{one.about}: well"].what


@pytest.mark.django_db
def test_the_doctor_is_content_when_all_is_well(own_keys: Path, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("homeroom.operations.keeping.disk.said_of", lambda place: "encrypted")
    settings.HOMEROOM_DATA.mkdir()
    settings.PRIVACY_CONTACT, settings.HOMEROOM_HTTPS = "privacy@school.example", True
    settings.ALLOWED_HOSTS = ["class.school.example"]
    keys.back_up(tmp_path / "safe", now=NOW)

    grades = {name.partition(": ")[2] for name in found() if name.startswith(("keys", "network", "privacy contact", "disk"))}

    assert grades == {"well"}


@promise("SEC-03", breaks="homeroom.operations.keeping.keys.apart_from_data", careless="says_yes")
@promise("SEC-03", breaks="homeroom.operations.keeping.doctor.OLD_KEY", careless=becomes(datetime.timedelta(days=40_000)))
@pytest.mark.django_db
def test_the_doctor_tells_of_keys_with_the_data_and_of_old_ones(own_keys: Path, settings: Any) -> None:
    settings.HOMEROOM_DATA = own_keys.parent

    told = [finding.what for finding in doctor.examine(now=datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=401))]

    assert "keys: they lie with the data" in told
    assert "keys: the same for more than a year" in told
    keys.rotate(now=datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=400))
    assert "keys: the same for more than a year" not in [
        finding.what for finding in doctor.examine(now=datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=401))
    ]


@promise("RIGHTS-08", "RIGHTS-11", breaks="homeroom.operations.keeping.doctor._authority", careless=answers(Finding("well", "hosting")))
@pytest.mark.django_db
def test_a_service_that_names_no_country_and_no_authority_is_told(own_keys: Path, settings: Any) -> None:
    settings.HOMEROOM_DATA.mkdir()
    settings.HOMEROOM_HOSTING = settings.HOMEROOM_AUTHORITY = ""
    wrong = found().get("hosting and complaints: wrong", NOTHING)
    settings.HOMEROOM_HOSTING = "the Netherlands"
    half = found().get("hosting and complaints: wrong", NOTHING)
    settings.HOMEROOM_AUTHORITY = "Data Protection Authority, Plein 1"

    assert wrong.to_do == "Set HOMEROOM_HOSTING and HOMEROOM_AUTHORITY."
    assert half.to_do == "Set HOMEROOM_AUTHORITY."
    assert "hosting and complaints: well" in found()


@pytest.mark.django_db
def test_plain_http_and_keys_beside_data_are_told(own_keys: Path, settings: Any) -> None:
    settings.HOMEROOM_DATA = own_keys.parent
    settings.HOMEROOM_HTTPS, settings.ALLOWED_HOSTS = False, ["*"]

    seen = found()

    assert "plain HTTP" in seen["network: look"].what
    assert "lie with the data" in " ".join(finding.what for finding in doctor.examine(now=NOW))
    assert "nobody runs this service yet" in seen["administrators: look"].what


@pytest.fixture(scope="module")
def school() -> Iterator[Served]:
    """The example school, stopped: its folder lies there."""
    with a_server() as served:
        served.start("--demo")
        served.stop()
        yield served


def rows(served: Served) -> dict[str, list[Any]]:
    """Everything in the database."""
    with contextlib.closing(sqlite3.connect(served.folder / "data" / "homeroom.sqlite3")) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: database.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall() for name in tables}


def test_a_new_key_seals_everything_anew(school: Served) -> None:
    before = rows(school)

    done = school.command("keys", "rotate")

    assert done.returncode == 0, done.stderr
    with contextlib.closing(sqlite3.connect(school.folder / "data" / "homeroom.sqlite3")) as database:
        sealed = [bytes(name) for (name,) in database.execute("SELECT name FROM accounts_person")]
        programs = [bytes(source) for (source,) in database.execute("SELECT source FROM programs_program")]
    newest = json.loads((school.folder / "keys" / "keys.json").read_text())["current"].encode()
    assert len(sealed) == 13
    assert {value[2 : 2 + value[1]] for value in sealed + programs} == {newest}
    assert {name: len(found) for name, found in rows(school).items()} == {name: len(found) for name, found in before.items()}
    school.start("--demo")
    school.hears("pupil: ben")
    assert school.stop() == 0


def test_status_tells_no_key(school: Served) -> None:
    said = school.command("keys", "status").stdout

    assert "never: `homeroom keys backup FILE`" in said
    assert not any(key in said for key in json.loads((school.folder / "keys" / "keys.json").read_text())["sealing"].values())


def test_help_is_short_and_ours(school: Served) -> None:
    said = school.command("help").stdout

    names = [line.split()[1] for line in said.splitlines() if line.startswith("  homeroom ")]
    assert {"serve", "demo", "doctor", "keys", "backup", "restore", "curriculum"} <= set(names)
    assert "migrate" not in names
    assert len(said.splitlines()) < 25
    assert "--settings" not in school.command("serve", "--help").stdout


def test_commands_of_the_curriculum_speak_with_the_checker(school: Served) -> None:
    said = school.command("curriculum", "check", "--only", "01-first-steps")
    assert "1 levels, 1 solutions" in said.stdout
    assert said.returncode == 0

    refused = school.command("curriculum", "new", "nowhere/at/all")
    assert refused.returncode == 1
    assert os.fspath(school.folder) not in refused.stdout
