"""What somebody sees, corrects and takes along of what is kept about them."""

import datetime
import io
import re
import zipfile

import pytest
from django.test import Client

from homeroom.accounts import actions as accounts
from homeroom.accounts.models import Person, Session
from homeroom.audit.models import Entry
from homeroom.kit.declare import declared
from homeroom.privacy.export import chapters
from homeroom.programs.models import Program
from homeroom.rights.rules import CORRECTED
from homeroom.testing.cast import PASSWORD, Cast, a_person, signed_in, the_cast
from homeroom.testing.promises import promise

MINE, CORRECT, FILE = "/en/about-me/", "/en/about-me/correct/", "/en/about-me/file/"


@pytest.fixture
def cast(db: None) -> Cast:
    return the_cast()


def page(client: Client) -> str:
    answer = client.get(MINE)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_ben_sees_everything_that_is_kept_about_him_in_a_childs_words(cast: Cast) -> None:
    shown = page(signed_in(cast.ben, seat=cast.bens_seat, way="pictures"))

    assert "<bdi>Ben</bdi>" in shown
    assert "<bdi>11</bdi>" in shown
    assert "The programs you write. They are yours." in shown
    for chapter in chapters():
        assert str(chapter.title) in shown
    assert "sun cat tree" not in shown
    assert "Cleo" not in shown
    assert "Ada" not in shown


def test_eve_reads_that_nothing_is_kept_about_her(cast: Cast) -> None:
    shown = page(signed_in(None))

    assert "leaves nothing with us" in shown
    assert "/en/sign-in/" in shown


def test_every_page_leads_there_in_one_click(cast: Cast) -> None:
    assert f'href="{MINE}"' in signed_in(cast.ada).get("/en/home/").content.decode()
    assert f'href="{MINE}"' in signed_in(None).get("/en/learn/").content.decode()


@promise("ACC-15", breaks="homeroom.rights.views.mine._save")
@promise("ACC-15", breaks="homeroom.accounts.actions.set_language")
def test_every_field_that_is_declared_editable_is_shown_and_can_be_changed_by_its_person(cast: Cast) -> None:
    editable = [
        f"{label}.{column}" for label, table in declared().items() for line in table.lines if line.editable for column in line.columns
    ]
    new = {"accounts.Person.name": "Ada L.", "accounts.Person.language": "es", "accounts.Person.email": "lovelace@school.example"}
    client = signed_in(cast.ada)
    before = page(client)

    assert sorted(editable) == sorted(new) == sorted(CORRECTED)
    for shown in ("Ada", "en", "ada@school.example"):
        assert f"<bdi>{shown}</bdi>" in before
    assert f'href="{CORRECT}"' in before
    assert 'href="/en/account/email/"' in before
    client.post(CORRECT, {"name": new["accounts.Person.name"], "language": new["accounts.Person.language"]})
    client.post("/en/account/email/", {"email": new["accounts.Person.email"]})

    ada = Person.objects.get(pk=cast.ada.pk)
    assert [ada.name, ada.language, ada.email] == [new[f"accounts.Person.{column}"] for column in ("name", "language", "email")]
    after = page(client)
    assert all(f"<bdi>{value}</bdi>" in after for value in new.values())


@promise("ACC-15", breaks="homeroom.rights.closing.actions.close_account")
@pytest.mark.parametrize("who", ["a pupil with a password", "a teacher"])
def test_whoever_has_a_password_deletes_the_account_from_the_page_that_shows_it(cast: Cast, who: str) -> None:
    person = cast.dan if who == "a teacher" else a_person("Zoe", age=14, username="zoe12", password="her own password")
    client = signed_in(person)

    (address,) = set(re.findall(r'href="(/en/account/delete/)"', page(client).partition("<main")[2].partition("</main>")[0]))
    told = client.post(address, {"when": "window", "do": "look"}).content.decode()
    (shown,) = re.findall(r'name="shown" value="([0-9a-f]+)"', told)
    client.post(address, {"when": "window", "do": "close", "shown": shown})

    assert Person.objects.get(pk=person.pk).state == "closed"
    assert client.get(MINE).content.decode().count("leaves nothing with us") == 1


def test_a_name_of_signs_alone_is_not_taken(cast: Cast) -> None:
    answer = signed_in(cast.ada).post(CORRECT, {"name": " .. ", "language": "en"})

    assert answer.status_code == 400
    assert "at least one letter" in answer.content.decode()
    assert Person.objects.get(pk=cast.ada.pk).name == "Ada"


def test_who_came_in_by_pictures_neither_renames_nor_takes_a_copy_along_and_is_told_whom_to_ask(cast: Cast) -> None:
    client = signed_in(cast.ben, seat=cast.bens_seat, way="pictures")

    assert FILE not in page(client)
    for address in (FILE, CORRECT):
        answer = client.post(address, {"name": "King", "language": "en"})
        assert answer.status_code == 403
        assert "sk your teacher" in answer.content.decode()
    assert Person.objects.get(pk=cast.ben.pk).name == "Ben"
    assert not Entry.objects.filter(what="take_record_along").exists()


def taken(client: Client) -> zipfile.ZipFile:
    answer = client.post(FILE)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/zip"
    assert "Ada" not in answer["Content-Disposition"]
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]


def test_ada_takes_her_record_along_and_it_is_noted(cast: Cast) -> None:
    found = taken(signed_in(cast.ada))

    assert "ada@school.example" in found.read("data/accounts.Person.json").decode()
    assert Entry.objects.filter(what="take_record_along", by=cast.ada.code, about=cast.ada.code).count() == 1


def test_cleo_with_her_card_takes_her_programs_along_with_the_names_of_their_levels(cast: Cast) -> None:
    Program.objects.create(student=cast.cleo, digest=b"1" * 16, source="move forward", kept_at=datetime.datetime.now(datetime.UTC))
    found = taken(signed_in(cast.cleo, seat=cast.cleos_seat, way="card"))

    assert found.read("work/programs.Program.source-00001.txt") == b"move forward"
    assert "5b" in found.read("pages/sections.Enrolment-1.html").decode()
    assert all(b"Ben" not in found.read(name) for name in found.namelist())


def test_a_copy_wants_a_fresh_proof_where_there_is_a_password(cast: Cast) -> None:
    client = signed_in(cast.ada)
    Session.objects.filter(person=cast.ada).update(proved_at=datetime.datetime.now(datetime.UTC) - datetime.timedelta(minutes=11))

    answer = client.post(FILE, headers={"Referer": f"http://testserver{MINE}"})

    assert answer.status_code == 302
    assert "/account/prove/" in answer["Location"]
    client.post("/en/account/prove/", {"password": PASSWORD, "next": MINE})
    assert taken(client).testzip() is None


def test_the_sixth_copy_in_a_row_has_to_wait(cast: Cast) -> None:
    client = signed_in(cast.ada)
    for _time in range(5):
        taken(client)

    answer = client.post(FILE)

    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert Entry.objects.filter(what="take_record_along").count() == 5


def test_a_closed_account_is_shown_nothing(cast: Cast) -> None:
    client = signed_in(cast.cleo, seat=cast.cleos_seat)
    accounts.close_accounts(people=[cast.cleo], because="left", by=cast.ada.code, now=datetime.datetime.now(datetime.UTC))

    assert "Cleo" not in page(client)
    assert client.post(FILE).status_code == 401
