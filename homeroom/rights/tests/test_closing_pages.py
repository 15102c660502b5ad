"""The pages on which accounts end: what is shown is what is done, a child asks, a receipt is found (DEL-01, 03, 04, 08, 12)."""

import datetime
import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from homeroom.accounts.models import Person, Session
from homeroom.audit.models import Entry
from homeroom.privacy import receipts
from homeroom.rights.closing import rules
from homeroom.sections.actions import archive_section
from homeroom.sections.models import Section
from homeroom.testing.careless import becomes, leaves_out
from homeroom.testing.cast import Cast, a_person, a_seat, a_section, signed_in, the_cast
from homeroom.testing.promises import promise

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None) -> Cast:
    return the_cast()


def shown(page: str) -> str:
    found = re.search(r'name="shown" value="([0-9a-f]+)"', page)
    assert found is not None, page
    return found[1]


def looked(client: Client, **typed: str) -> str:
    answer = client.post(reverse("rights:close"), {"when": "window", **typed, "do": "look"})
    assert answer.status_code == 200
    return answer.content.decode()


@promise("DEL-01", breaks="homeroom.rights.closing.actions.close_account")
def test_a_pupil_with_a_password_deletes_the_own_account(cast: Cast) -> None:
    zoe = a_person("Zoe", age=14, username="zoe12", password="her own password")
    a_seat(cast.section, zoe)
    client = signed_in(zoe)
    page = looked(client)

    answer = client.post(reverse("rights:close"), {"when": "window", "do": "close", "shown": shown(page)})

    assert zoe.code in answer.content.decode()
    assert Person.objects.get(pk=zoe.pk).state == "closed"
    assert not Session.objects.filter(person=zoe).exists()


def test_ben_who_came_by_pictures_is_told_to_ask_his_teacher(cast: Cast) -> None:
    client = signed_in(cast.ben, seat=cast.bens_seat, way="pictures")

    for answer in (client.get(reverse("rights:close")), client.post(reverse("rights:close"), {"when": "now", "do": "close"})):
        assert "ask your teacher" in answer.content.decode()
    assert Person.objects.get(pk=cast.ben.pk).state == "active"


@promise("DEL-04", breaks="homeroom.kit.http.guards.insist_on_proof")
def test_whoever_proved_it_long_ago_proves_it_again(cast: Cast) -> None:
    client = signed_in(cast.ada)
    Session.objects.filter(person=cast.ada).update(proved_at="2020-01-01T00:00:00Z")

    assert "/account/prove/" in client.get(reverse("rights:close")).headers.get("Location", "")
    client.post(reverse("rights:close"), {"when": "now", "do": "close"})
    assert Person.objects.get(pk=cast.ada.pk).state == "active"


@promise("DEL-08", breaks="homeroom.rights.views.closing._shown", careless=lambda real: lambda *args: "")
def test_ada_is_shown_names_and_consequences_and_exactly_that_is_done(cast: Cast) -> None:
    client = signed_in(cast.ada)
    page = looked(client)
    assert "Ben" in page
    assert "Cleo" in page
    # Somebody more has come in the meantime: it is told before it is done.
    zoe = a_person("Zoe", age=12)
    a_seat(cast.section, zoe)
    again = client.post(reverse("rights:close"), {"when": "window", "do": "close", "shown": shown(page)}).content.decode()
    assert Person.objects.get(pk=cast.ada.pk).state == "active"
    assert "Zoe" in again

    client.post(reverse("rights:close"), {"when": "window", "do": "close", "shown": shown(again)})

    assert {person.name for person in Person.objects.filter(state="closed")} == {"Ada", "Ben", "Cleo", "Zoe"}


def test_a_class_is_handed_over_first_and_then_nobody_goes_with_ada(cast: Cast) -> None:
    client, field = signed_in(cast.ada), f"class-{cast.section.code}"
    wrong = client.post(reverse("rights:close"), {"when": "window", "do": "look", field: "nobody@school.example"})
    assert wrong.status_code == 400
    own = client.post(reverse("rights:close"), {"when": "window", "do": "look", field: "ada@school.example"})
    assert own.status_code == 400
    page = looked(client, **{field: "dan@school.example"})
    assert "is handed over" in page

    client.post(reverse("rights:close"), {"when": "window", "do": "close", "shown": shown(page), field: "dan@school.example"})

    assert {person.name for person in Person.objects.filter(state="closed")} == {"Ada"}
    assert signed_in(cast.dan).get(reverse("sections:roster", args=[cast.section.code])).status_code == 200


@promise("DEL-12", breaks="homeroom.rights.views.closing.render", careless=leaves_out("Everything you do here belongs to your account"))
def test_what_is_not_covered_is_told_from_the_list(cast: Cast) -> None:
    assert rules.NOT_COVERED == ()
    assert "Everything you do here belongs to your account" in signed_in(cast.ada).get(reverse("rights:close")).content.decode()


def test_a_room_that_is_not_covered_is_named(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("homeroom.rights.views.closing.NOT_COVERED", ("the petition",))
    assert "the petition" in signed_in(cast.ada).get(reverse("rights:close")).content.decode()


@promise("DEL-03", "DEL-13", breaks="homeroom.privacy.receipts.find")
def test_at_once_means_at_once_and_the_code_gets_the_receipt(cast: Cast) -> None:
    client, code = signed_in(cast.ada), cast.ada.code
    page = client.post(reverse("rights:close"), {"when": "now", "do": "look"}).content.decode()

    client.post(reverse("rights:close"), {"when": "now", "do": "close", "shown": shown(page)})

    assert not Person.objects.filter(pk__in=[cast.ada.pk, cast.ben.pk, cast.cleo.pk]).exists()
    assert not Section.objects.filter(pk=cast.section.pk).exists()
    eve = Client()
    assert eve.post(reverse("privacy:receipt"), {"code": cast.dan.code, "do": "find"}).status_code == 404
    answer = eve.post(reverse("privacy:receipt"), {"code": code, "do": "file"})
    assert answer.status_code == 200, "no receipt was found"
    told = receipts.verified(answer.content.decode(), json.loads(answer.content)["key"])
    assert told["rows"]["accounts.Person"] == {"deleted": 3}


def test_a_pupil_is_erased_only_with_a_reason_that_is_kept(cast: Cast) -> None:
    client, address = signed_in(cast.ada), reverse("rights:erase_pupil", args=[cast.section.code, cast.ben.code])
    assert client.post(address, {"why": ""}).status_code == 400
    assert Person.objects.filter(pk=cast.ben.pk).exists()

    answer = client.post(address, {"why": "His mother came with her card."})

    assert cast.ben.code in answer.content.decode()
    assert not Person.objects.filter(pk=cast.ben.pk).exists()
    assert Entry.objects.get(what="erase").why == "His mother came with her card."


def test_dan_erases_nobody_of_adas(cast: Cast) -> None:
    address = reverse("rights:erase_pupil", args=[cast.section.code, cast.ben.code])
    assert signed_in(cast.dan).post(address, {"why": "no"}).status_code == 404
    assert Person.objects.filter(pk=cast.ben.pk).exists()


def test_grace_brings_back_whoever_names_the_code(cast: Cast) -> None:
    zoe = a_person("Zoe", "teacher")
    a_section(zoe, "7c")
    signed = signed_in(zoe)
    page = looked(signed)
    signed.post(reverse("rights:close"), {"when": "window", "do": "close", "shown": shown(page)})
    grace = signed_in(cast.grace, second_factor=True)
    assert zoe.code in grace.get(reverse("rights:ending")).content.decode()
    assert zoe.code not in signed_in(cast.ada).get(reverse("rights:ending")).content.decode()
    assert signed_in(cast.ada).post(reverse("rights:ending"), {"who": zoe.code}).status_code == 404

    grace.post(reverse("rights:ending"), {"who": zoe.code})

    assert Person.objects.get(pk=zoe.pk).state == "active"
    assert Section.objects.get(pk__gt=cast.dans_section.pk).hidden_at is None


@promise("RET-04", breaks="homeroom.rights.closing.rules.NOTICE", careless=becomes(rules.NOTICE * 0))
def test_a_teacher_is_told_before_a_pupils_account_ends(cast: Cast, settings: Any) -> None:
    today = datetime.datetime.now(datetime.UTC).date()
    # A last sign-in and a time to keep that end within the notice, but not yet.
    active, settings.KEEP_PUPILS_MONTHS = next(
        (month, months)
        for months in range(1, 25)
        for month in (rules.months_later(today, -back).replace(day=1) for back in range(1, 48))
        if today < rules.goes_on(month, months) <= today + datetime.timedelta(days=40)
    )
    Person.objects.filter(pk=cast.ben.pk).update(active_in=active)
    Person.objects.filter(pk=cast.cleo.pk).update(active_in=today.replace(day=1))

    page = signed_in(cast.ada).get(reverse("rights:ending")).content.decode()

    assert ">Ben<" in page
    assert ">Cleo<" not in page
    assert ">Ben<" not in signed_in(cast.dan).get(reverse("rights:ending")).content.decode()
    assert reverse("rights:ending") in signed_in(cast.ada).get(reverse("home:home")).content.decode()
    assert reverse("rights:ending") not in signed_in(cast.dan).get(reverse("home:home")).content.decode()


def test_a_child_without_a_class_is_told_to_keep_the_work(cast: Cast) -> None:
    zoe = a_person("Zoe", age=14, username="zoe12", password="her own password")
    seat = a_seat(cast.section, zoe)
    assert "Keep your work" not in signed_in(zoe).get(reverse("home:home")).content.decode()

    archive_section(section=seat.section, by=cast.ada.code, now=datetime.datetime.now(datetime.UTC))

    page = signed_in(zoe).get(reverse("home:home")).content.decode()
    assert "Keep your work" in page
    assert reverse("rights:mine") in page


def test_everybody_reads_how_long_things_are_kept() -> None:
    page = Client().get(reverse("privacy:retention")).content.decode()
    assert "month of the last sign-in" in page
    assert "28 days" in page
    assert "homeroom privacy receipt FILE --key" in Client().get(reverse("privacy:receipt")).content.decode()
