"""What papers, the wall and links print as this service's address, wherever the teacher's own browser came from."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from homeroom.config import environment
from homeroom.config.environment import WrongSetting
from homeroom.kit.http import is_only_here
from homeroom.sections import actions
from homeroom.sections.models import Section
from homeroom.testing.cast import COURSE, NOW, Cast, signed_in, the_cast
from homeroom.testing.paper import pages_of
from homeroom.testing.served import a_server

CANNOT = "devices cannot reach this address"
#: Everything that prints or shows an address, as (page, needs a period).
SHOWN = ("ready", "roster", "settings", "projector")


@pytest.fixture
def building(settings: Any) -> str:
    settings.HOMEROOM_ADDRESS = "http://192.168.1.20:8000"
    return "192.168.1.20:8000"


def at(name: str, section: Section) -> str:
    return reverse(f"sections:{name}", kwargs={"code": section.code})


def page(client: Client, name: str, cast: Cast, host: str) -> str:
    return client.get(at(name, cast.section), headers={"Host": host}).content.decode()


def paper(client: Client, name: str, cast: Cast, host: str) -> str:
    answer = client.get(at(name, cast.section), headers={"Host": host})
    return " ".join(line.said for one in pages_of(answer.content) for line in one.lines)


@pytest.mark.django_db
def test_papers_wall_and_link_say_the_building_though_the_teacher_sits_at_localhost(building: str) -> None:
    cast = the_cast()
    ada = signed_in(cast.ada)
    actions.start_period(section=cast.section, lesson=COURSE, teacher_id=cast.ada.pk, by=cast.ada.code, now=NOW)

    shown = {name: page(ada, name, cast, "localhost:8000") for name in SHOWN}
    printed = {name: paper(ada, name, cast, "localhost:8000") for name in ("cards", "letter")}

    assert f"{building}/class" in shown["projector"]
    assert f'value="http://{building}/class/#' in shown["settings"]
    assert all(building in words for words in printed.values())
    assert not any("localhost" in words for words in [shown["projector"], shown["settings"], *printed.values()])
    assert not any(CANNOT in words.replace("&#x27;", "'") for words in shown.values())


@pytest.mark.django_db
@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.parametrize(("host", "warned"), [("localhost:8000", True), ("127.0.0.1", True), ("classroom-7.local:8000", False)])
def test_a_teacher_is_told_before_printing_what_no_pupil_can_reach(settings: Any, name: str, host: str, warned: bool) -> None:
    settings.HOMEROOM_ADDRESS = ""
    cast = the_cast()
    actions.start_period(section=cast.section, lesson=COURSE, teacher_id=cast.ada.pk, by=cast.ada.code, now=NOW)

    words = page(signed_in(cast.ada), name, cast, host)

    assert (CANNOT in words) is warned
    assert (f"<bdi>{host}</bdi>" in words) is warned


@pytest.mark.django_db
def test_an_invitation_carries_the_address_others_can_reach(building: str) -> None:
    grace = signed_in(the_cast().grace, second_factor=True)

    answer = grace.post(reverse("sign_in:approvals"), {"do": "invite"}, headers={"Host": "localhost:8000"})

    assert f"http://{building}/en/invited/#" in answer.content.decode()


@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("http://localhost:8000", True),
        ("http://ada.localhost", True),
        ("http://127.0.0.1", True),
        ("http://127.3.2.1:81", True),
        ("http://[::1]:8000", True),
        ("http://0.0.0.0:8000", True),
        ("http://192.168.1.20:8000", False),
        ("https://localhost.school.example", False),
        ("http://class-7", False),
    ],
)
def test_which_addresses_mean_the_own_device(address: str, here: bool) -> None:
    assert is_only_here(address) is here


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("https://class.school.example", "https://class.school.example"),
        (" HTTP://Class-7.Local:8000/ ", "http://class-7.local:8000"),
        ("http://192.168.1.20:80", "http://192.168.1.20"),
        ("https://[::1]:443", "https://[::1]"),
        ("", ""),
    ],
)
def test_an_address_is_read_in_one_form(monkeypatch: pytest.MonkeyPatch, written: str, read: str) -> None:
    monkeypatch.setenv("HOMEROOM_ADDRESS", written)

    assert environment.read().address == read


@pytest.mark.parametrize(
    "written",
    [
        "class.school.example", "192.168.1.20:8000", "ftp://class.school.example", "http://", "http://:8000", "http://a b", "http://ada@school",
        "http://school:many", "http://school:70000", "http://school/class", "http://school?x", "http://school#x", "http://sch*l", "http://[::1",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_with_a_sentence(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("HOMEROOM_ADDRESS", written)

    with pytest.raises(WrongSetting, match=r"HOMEROOM_ADDRESS is .*; (write http|leave out)"):
        environment.read()


def test_an_address_without_https_does_not_go_with_a_service_behind_https(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOMEROOM_ADDRESS", "http://class.school.example")
    monkeypatch.setenv("HOMEROOM_HTTPS", "yes")

    with pytest.raises(WrongSetting, match="write https://"):
        environment.read()


def test_what_papers_print_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOMEROOM_HOSTS", "localhost")
    monkeypatch.setenv("HOMEROOM_ADDRESS", "http://class-7.local:8000")

    assert environment.read().hosts == ("localhost", "class-7.local")


def test_a_wrong_address_stops_the_start_with_one_sentence() -> None:
    with a_server(HOMEROOM_ADDRESS="school") as served:
        refused = served.command("serve", "--port", "0")

    assert refused.returncode == 1
    assert "HOMEROOM_ADDRESS is 'school'; write http:// or https://" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_building_named_by_its_operator_keeps_that_name() -> None:
    with a_server(HOMEROOM_ADDRESS="http://class-7.local:8000") as served:
        served.start("--lan")

        assert "http://class-7.local:8000 (or " in served.hears("every device in the building")
        assert served.ask("GET", "/en/", headers={"Host": "class-7.local:8000"}).status == 200


def test_the_school_runs_the_service_unless_somebody_else_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOMEROOM_SCHOOL", "  Riverside School ")
    assert (environment.read().school, environment.read().operator) == ("Riverside School", "Riverside School")

    monkeypatch.setenv("HOMEROOM_OPERATOR", "District 7")
    assert (environment.read().school, environment.read().operator) == ("Riverside School", "District 7")


@pytest.mark.parametrize("written", ["x" * 81, "two\nlines"])
def test_a_name_that_fits_no_card_is_refused_with_a_sentence(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("HOMEROOM_OPERATOR", written)

    with pytest.raises(WrongSetting, match=r"HOMEROOM_OPERATOR is .*; write a name in one line"):
        environment.read()
