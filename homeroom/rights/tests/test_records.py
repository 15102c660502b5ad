"""A teacher prints or saves one pupil's record for the family: nobody else in it, never unseen."""

import datetime
import io
import zipfile

import pytest

from homeroom.accounts.models import Session
from homeroom.audit.models import Entry
from homeroom.programs.models import Program
from homeroom.testing.cast import Cast, a_seat, signed_in, the_cast
from homeroom.testing.promises import promise


@pytest.fixture
def cast(db: None) -> Cast:
    cast = the_cast()
    now = datetime.datetime.now(datetime.UTC)
    for pupil, source in ((cast.ben, "turn left"), (cast.cleo, "draw a star")):
        Program.objects.create(student=pupil, digest=b"1" * 16, source=source, kept_at=now)
    return cast


def of_ben(cast: Cast, more: str = "") -> str:
    return f"/en/classes/{cast.section.code}/pupils/{cast.ben.code}/record/{more}"


def test_the_page_of_a_pupil_leads_to_the_record(cast: Cast) -> None:
    shown = signed_in(cast.ada).get(f"/en/classes/{cast.section.code}/pupils/{cast.ben.code}/").content.decode()

    assert f'href="{of_ben(cast)}"' in shown


def test_ada_prints_bens_record_and_it_is_noted(cast: Cast) -> None:
    shown = signed_in(cast.ada).get(of_ben(cast)).content.decode()

    assert "<bdi>Ben</bdi>" in shown
    assert "<bdi>11</bdi>" in shown
    assert "Cleo" not in shown
    assert "sun cat tree" not in shown
    noted = Entry.objects.get(what="print_record")
    assert (noted.by, noted.about, noted.where) == (cast.ada.code, cast.ben.code, cast.section.code)


@promise(
    "RIGHTS-03",
    breaks="homeroom.privacy.subjects.Part.rows",
    careless=lambda real: lambda part, people: part.model._base_manager.order_by("pk"),
)
def test_the_file_holds_bens_work_nothing_of_cleo_and_nothing_that_is_for_ben_alone(cast: Cast) -> None:
    signed_in(cast.ben, seat=cast.bens_seat, way="pictures")
    answer = signed_in(cast.ada).post(of_ben(cast, "file/"))
    found = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    whole = b"\n".join(found.read(name) for name in found.namelist())

    assert found.read("work/programs.Program.source-00001.txt") == b"turn left"
    assert b"draw a star" not in whole
    assert b"Cleo" not in whole
    assert not [name for name in found.namelist() if "audit" in name]
    assert b"second_factor" not in whole
    assert Entry.objects.filter(what="save_record", by=cast.ada.code, about=cast.ben.code).count() == 1


@pytest.mark.parametrize("more", ["", "file/"])
def test_nobody_but_bens_teacher_gets_it_and_nobody_is_told_that_there_is_one(cast: Cast, more: str) -> None:
    method = "post" if more else "get"
    for person in (cast.dan, cast.cleo, cast.ben, cast.sam):
        assert getattr(signed_in(person, second_factor=True), method)(of_ben(cast, more)).status_code == 404
    assert not Entry.objects.filter(about=cast.ben.code).filter(what__contains="record").exists()


def test_it_wants_a_fresh_proof(cast: Cast) -> None:
    client = signed_in(cast.ada)
    Session.objects.filter(person=cast.ada).update(proved_at=datetime.datetime.now(datetime.UTC) - datetime.timedelta(minutes=11))

    assert "/account/prove/" in client.get(of_ben(cast))["Location"]
    assert "/account/prove/" in client.post(of_ben(cast, "file/"))["Location"]
    assert not Entry.objects.filter(about=cast.ben.code, what="save_record").exists()


def test_a_colleague_who_learns_in_the_class_looks_after_their_own(cast: Cast) -> None:
    a_seat(cast.section, cast.dan)

    assert signed_in(cast.ada).get(of_ben(cast).replace(cast.ben.code, cast.dan.code)).status_code == 404
