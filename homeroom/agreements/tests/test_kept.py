"""Who agreed to what is kept as evidence: the version, the time, who; no network address; three years more than the account (DAT-52)."""

import datetime
import json
import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.apps import apps

from homeroom.accounts.models import Person
from homeroom.agreements.actions import accept
from homeroom.agreements.library import current
from homeroom.agreements.models import Acceptance
from homeroom.privacy import journal
from homeroom.privacy.erasing import erase, replay
from homeroom.privacy.export import export
from homeroom.privacy.retention import run
from homeroom.privacy.subjects import Subject
from homeroom.testing.careless import answers, does_nothing
from homeroom.testing.cast import NOW, Cast, a_person, the_cast
from homeroom.testing.clock import Around, around
from homeroom.testing.promises import promise

pytestmark = pytest.mark.django_db
THREE_YEARS = datetime.timedelta(days=3 * 365 + 1)
LATER = NOW + datetime.timedelta(days=40)


@pytest.fixture
def cast() -> Cast:
    return the_cast()


@promise(
    "DAT-52", breaks="homeroom.agreements.actions._kept", careless=lambda real: lambda agreement, now: real(current("policy", "en"), now)
)
def test_the_very_version_the_time_and_who_are_kept_and_no_network_address(cast: Cast) -> None:
    accept(person_id=cast.ada.pk, agreement=current("authority", "ar"), now=NOW, where=cast.section.code, role="teacher")

    row = Acceptance.objects.get()
    assert row.version.digest == current("authority", "ar").digest
    assert (row.person_id, row.at, row.where, row.role, row.how) == (cast.ada.pk, NOW, cast.section.code, "teacher", "agreed")
    assert {field.name for field in apps.get_model("agreements.Acceptance")._meta.get_fields()} == {
        "id", "person", "version", "at", "where", "how", "role", "account_ended_at",
    }  # fmt: skip


@promise("DAT-52", breaks="homeroom.agreements.actions.accept", careless=does_nothing)
def test_who_agreed_takes_it_along_in_their_own_file(cast: Cast) -> None:
    accept(person_id=cast.ada.pk, agreement=current("terms", "en"), now=NOW, role="teacher")

    file = zipfile.ZipFile(BytesIO(b"".join(export(Subject(cast.ada.pk, cast.ada.code), now=LATER))))

    rows = json.loads(file.read("data/agreements.Acceptance.json"))["rows"]
    assert [(row["how"], row["role"], datetime.datetime.fromisoformat(row["at"])) for row in rows] == [("agreed", "teacher", NOW)]


@promise("DAT-52", breaks="homeroom.privacy.retention.take_a_slice", careless=answers(0))
def test_it_stays_while_the_account_does_and_three_years_more(cast: Cast) -> None:
    accept(person_id=cast.ada.pk, agreement=current("terms", "en"), now=NOW, role="teacher")
    run(now=NOW + 9 * THREE_YEARS)
    assert Acceptance.objects.get().person_id == cast.ada.pk

    erase(people=[Subject(cast.ada.pk, cast.ada.code)], because="asked", now=LATER)

    left = Acceptance.objects.get()
    assert (left.person_id, left.account_ended_at, left.role) == (None, LATER, "teacher")
    assert around(LATER + THREE_YEARS, lambda now: run(now=now), Acceptance.objects.exists) == Around(before=True, at=False)


def test_a_backup_that_brings_it_back_does_not_begin_the_three_years_anew(cast: Cast) -> None:
    accept(person_id=cast.ada.pk, agreement=current("terms", "en"), now=NOW, role="teacher")
    receipt = erase(people=[Subject(cast.ada.pk, cast.ada.code)], because="asked", now=LATER)
    line: Any = journal.line_of(receipt)
    Acceptance.objects.all().delete()
    out_of_the_backup = a_person("Zoe", "teacher")
    Person.objects.filter(pk=out_of_the_backup.pk).update(code=cast.ada.code)
    accept(person_id=out_of_the_backup.pk, agreement=current("terms", "en"), now=NOW, role="teacher")

    replay(now=LATER + datetime.timedelta(days=300), told=[line])

    assert Acceptance.objects.get().account_ended_at == LATER
