"""What somebody takes along: everything that is kept of them, and nothing of anybody else."""

import datetime
import io
import json
import tracemalloc
import zipfile

import pytest
from django.apps import apps
from django.utils.translation import override

from homeroom.accounts.models import Person
from homeroom.kit.declare import declared
from homeroom.privacy.archive import MOST_FILES, Archive, TooMuch
from homeroom.privacy.export import chapters, export, plain
from homeroom.privacy.rules import is_handed_out
from homeroom.privacy.subjects import Subject, parts
from homeroom.programs.models import Program
from homeroom.testing.canaries import Planted, plant
from homeroom.testing.cast import a_person
from homeroom.testing.promises import promise

NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)


def taken_along(subject: Subject) -> zipfile.ZipFile:
    found = zipfile.ZipFile(io.BytesIO(b"".join(export(subject, now=NOW))))
    assert found.testzip() is None
    return found


def everything_in(found: zipfile.ZipFile) -> dict[str, str]:
    return {name: found.read(name).decode() for name in found.namelist()}


def missing(one: Planted, found: zipfile.ZipFile) -> list[str]:
    """Declared fields of this person that are not handed out as they were planted, nor told of as kept back."""
    lost = []
    for part in parts():
        label = part.table.label
        name = label if part.path == part.table.about else f"{label}.{part.path}"
        told = json.loads(found.read(f"data/{name}.json"))
        for line in part.table.lines:
            if line.about != part.path or line.nature == "none":
                continue
            for column in line.columns:
                if not is_handed_out(line):
                    lost += [] if column in told["kept_not_handed_out"] else [f"{label}.{column}"]
                    continue
                field = apps.get_model(label)._meta.get_field(column)
                names_somebody = column in line.others or (field.is_relation and column != part.path)
                wanted = "somebody else" if names_somebody else plain(one.values[label][field.attname])
                lost += [] if wanted in [row.get(column) for row in told["rows"]] else [f"{label}.{column}"]
    return lost


@promise("RIGHTS-02", breaks="homeroom.privacy.export.columns_of", careless=lambda real: lambda part: real(part)[:-1])
@promise("RIGHTS-02", breaks="homeroom.privacy.subjects.parts", careless=lambda real: lambda: real()[1:])
@pytest.mark.django_db
def test_every_declared_field_is_in_the_export_or_said_to_be_kept_back() -> None:
    ada, _dan = plant()
    found = taken_along(ada.subject)

    told_of = [
        f"{label}.{line.about}" for label, table in declared().items() for line in table.lines if line.about and line.nature != "none"
    ]
    assert told_of
    for label in {name.rpartition(".")[0] for name in told_of}:
        assert any(name.startswith(f"data/{label}") for name in found.namelist()), label
    assert missing(ada, found) == []


@promise(
    "RIGHTS-03",
    breaks="homeroom.privacy.subjects.Part.rows",
    careless=lambda real: lambda part, people: part.model._base_manager.order_by("pk"),
)
@promise("RIGHTS-03", breaks="homeroom.privacy.export._names_other", careless="says_no")
@pytest.mark.django_db
def test_nothing_of_anybody_else_is_in_it() -> None:
    ada, dan = plant()
    texts = everything_in(taken_along(ada.subject))
    whole = "\n".join(texts.values())

    assert {canary for canary in dan.canaries() if canary in whole} == set()
    assert {canary for canary in ada.canaries() if canary in whole} > {ada.subject.code, str(ada.values["accounts.Person"]["name"])}
    audit = json.loads(texts["data/audit.Entry.json"])
    assert {row["by"] for row in audit["rows"]} == {"somebody else"}


@pytest.mark.django_db
def test_pages_to_read_hold_what_the_data_holds() -> None:
    ada, _dan = plant()
    texts = everything_in(taken_along(ada.subject))
    pages = "\n".join(text for name, text in texts.items() if name.endswith(".html"))

    for chapter in chapters():
        assert str(chapter.title) in pages
        assert chapter.says.replace("'", "&#x27;") in pages
        for column in chapter.columns:
            value = ada.values[chapter.part.table.label].get(column.name)
            if isinstance(value, str) and len(value) > 6 and not column.is_work and not column.names_other:
                assert value in pages, f"{chapter.name}.{column.name}"
    assert ada.values["programs.Program"]["source"] == texts["work/programs.Program.source-00001.txt"]
    assert 'href="../work/programs.Program.source-00001.txt"' in texts["pages/programs.Program-1.html"]
    assert 'src="' not in pages
    assert "http" not in pages.replace("http-equiv", "")


@pytest.mark.django_db
def test_what_opens_an_account_is_told_of_but_not_handed_out() -> None:
    ada, _dan = plant()
    texts = everything_in(taken_along(ada.subject))
    whole = "\n".join(texts.values())
    person, seat, factor = ada.values["accounts.Person"], ada.values["sections.Enrolment"], ada.values["sign_in.SecondFactor"]

    assert person["username"] in whole
    for secret in (person["password"], seat["secret"], seat["card"], factor["secret"], ada.values["sections.Period"]["code"]):
        assert secret not in whole
    assert "password, as a slow hash" in texts["index.html"]


@pytest.mark.django_db
def test_it_speaks_the_language_of_whoever_asked_also_when_the_request_is_over() -> None:
    ben = a_person("Ben", age=11)
    with override("ar"):
        pieces = export(Subject(ben.pk, ben.code), now=NOW)
    found = zipfile.ZipFile(io.BytesIO(b"".join(pieces)))

    assert '<html lang="ar" dir="rtl">' in found.read("index.html").decode()


@pytest.mark.django_db
def test_of_somebody_who_was_never_there_there_is_nothing() -> None:
    texts = everything_in(taken_along(Subject(987_654_321, "nobody-here")))

    assert all(json.loads(text)["rows"] == [] for name, text in texts.items() if name.endswith(".json"))


def test_a_zip_that_broke_off_cannot_be_opened() -> None:
    with Archive(NOW) as archive:
        whole = b"".join([*archive.file("a.txt", ["one", "two"]), *archive.end()])

    assert zipfile.ZipFile(io.BytesIO(whole)).read("a.txt") == b"onetwo"
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(io.BytesIO(whole[:-1]))


def test_more_files_than_a_zip_holds_are_refused_and_not_lost() -> None:
    with Archive(NOW) as archive:
        archive._count = MOST_FILES
        with pytest.raises(TooMuch):
            list(archive.file("one-more.txt", [""]))


def peak_of(person: Person) -> int:
    """Bytes of memory at most while somebody's export is sent."""
    tracemalloc.start()
    try:
        sent = sum(len(piece) for piece in export(Subject(person.pk, person.code), now=NOW))
        assert sent > 10_000
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.django_db
def test_six_times_the_work_takes_no_more_memory() -> None:
    few, many = a_person("Ben", age=11), a_person("Cleo", age=15)
    for person, count in ((few, 400), (many, 2_400)):
        Program.objects.bulk_create(
            Program(student=person, digest=number.to_bytes(16, "big"), source=f"program {number} of {person.pk} " * 20, kept_at=NOW)
            for number in range(count)
        )
    peak_of(few)  # templates and translations are read once

    assert peak_of(many) < peak_of(few) * 1.15
