"""Papers are written from the declarations: record of processing, schedule, risks, providers; nobody else is reached (SHR-10)."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils.translation import override

from homeroom.kit import egress
from homeroom.kit.declare import ANYBODY, STAFF, Provider, declare_providers, declared
from homeroom.kit.declare.kinds import BASES, PURPOSES
from homeroom.kit.declare.providers import _providers
from homeroom.kit.http.same import forget_pages
from homeroom.privacy import documents
from homeroom.privacy.queries import column_names
from homeroom.privacy.tests.test_faults import line
from homeroom.testing.promises import promise

POST = Provider("Post office", ("mail.example",), "the address of a letter", "to send letters", "Utopia", "agreement of 2026")


@pytest.fixture(autouse=True)
def fresh_pages() -> Iterator[None]:
    forget_pages()
    yield
    _providers.pop(POST.name, None)
    forget_pages()


def told(*words: str) -> str:
    out = io.StringIO()
    call_command("privacy", *words, stdout=out)
    return out.getvalue()


def all_lines() -> list[Any]:
    return [one for table in declared().values() for one in table.lines if one.kind != "keys"]


def test_the_record_of_processing_has_a_row_for_each_purpose_with_grounds_people_and_times() -> None:
    rows = json.loads(told("ropa"))["rows"]

    assert {row["purpose"] for row in rows} == {str(PURPOSES[one.purpose]) for one in all_lines() if one.nature != "none"}
    for row in rows:
        assert row["legal_bases"] and set(row["legal_bases"]) <= {str(words) for words in BASES.values()}
        assert row["people"] and row["kinds_of_data"] and row["data"] and row["kept"] and row["security"]
        assert row["outside_services"] == []


def test_the_schedule_tells_of_every_line_and_of_every_place_outside_tables_how_long_and_why() -> None:
    rows = json.loads(told("schedule"))["rows"]

    assert len(rows) == len(all_lines()) + len(list(documents._elsewhere()))
    assert all(row["kept"] and row["why"] for row in rows)


@promise("GEN-04", breaks="homeroom.privacy.documents._lines", careless="finds_nothing")
def test_the_inventory_for_programs_has_every_declared_column(client: Client) -> None:
    answer = client.get("/.well-known/privacy-inventory.json")
    rows = answer.json()["rows"]

    columns = {f"{row['where']}.{column}" for row in rows for column in row.get("columns", ())}
    assert columns == {f"{table.label}.{column}" for table, one in documents._lines() for column in one.columns}
    assert len(columns) > 80
    assert rows == json.loads(told("inventory"))["rows"]
    assert answer["Content-Type"] == "application/json"
    assert not answer.cookies


def test_every_field_of_a_child_and_every_disclosure_is_a_risk_to_answer() -> None:
    rows = json.loads(told("dpia"))["rows"]
    risky = {(row["where"], row["what"]) for row in rows}

    for table, one in documents._lines():
        of_a_child = one.nature != "none" and "student" in one.roles
        named = (table.label, ", ".join(column_names(table, one)))
        assert (named in risky) == (of_a_child or bool(documents._risks(one))), named
    assert all(row["answer"] == "" and row["risks"] and row["measures"] for row in rows)
    assert len(rows) > 20


@pytest.mark.parametrize(
    ("different", "risk"),
    [
        ({"seen_by": (ANYBODY,)}, "anybody can see it"),
        ({"seen_by": (STAFF,)}, "others than the person and the class see it: staff with a written reason"),
        ({"special": True}, "it is of a category that the law protects most"),
        ({"roles": ("student",)}, "it can be about a child under 13"),
    ],
)
def test_what_makes_a_risk_is_said(different: dict[str, Any], risk: str) -> None:
    one = line(roles=("teacher",), seen_by=(), nature="personal")["at"]

    assert documents._risks(one) == []
    assert documents._risks(replace(one, **different)) == [risk]


def test_an_audience_is_the_same_in_every_language() -> None:
    with override("en"):
        known = {STAFF: 1}
    with override("ar"):
        assert known[STAFF] == 1
        assert ANYBODY not in known


@pytest.mark.parametrize("paper", list(documents.DOCUMENTS))
def test_every_paper_prints_as_a_table_too_in_the_readers_language(paper: str) -> None:
    rows = list(csv.DictReader(io.StringIO(told(paper, "--format=csv", "--language=es"))))

    assert len(rows) == len(documents.DOCUMENTS[paper]())
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())
    assert "escuela" in told("ropa", "--format=csv", "--language=es")


def test_a_cell_is_never_a_formula() -> None:
    assert documents.as_csv([{"a": "=1+1", "b": ["x", "y"], "c": None}]) == "a,b,c\r\n'=1+1,x; y,\r\n"


@promise("SHR-10", breaks="homeroom.kit.declare.providers.providers", careless="finds_nothing")
def test_an_outside_service_stands_on_the_page_with_what_why_and_where(client: Client) -> None:
    assert "Nobody. This service speaks to no other service" in client.get("/en/privacy/providers/").content.decode()

    declare_providers(POST)
    forget_pages()

    page = client.get("/en/privacy/providers/").content.decode()
    assert "Nobody." not in page
    assert all(word in page for word in ("Post office", "the address of a letter", "to send letters", "Utopia"))
    assert json.loads(told("ropa"))["rows"][0]["outside_services"] == ["Post office"]
    assert "leaves this service, for Post office in Utopia" in told("dpia")


@promise("SHR-10", breaks="homeroom.kit.egress.may_be_reached", careless="says_yes")
@pytest.mark.parametrize(
    ("event", "facts"),
    [
        ("socket.connect", (None, ("192.0.2.1", 443))),
        ("socket.connect", (None, ("2001:db8::1", 443, 0, 0))),
        ("socket.sendto", (None, ("192.0.2.1", 53))),
        ("socket.getaddrinfo", ("mail.example", 25, 0, 0, 0)),
        ("socket.getaddrinfo", (b"mail.example", 25, 0, 0, 0)),
    ],
)
def test_a_host_that_nobody_declared_is_not_reached(event: str, facts: tuple[Any, ...]) -> None:
    with pytest.raises(egress.NotDeclared):
        egress.look(event, facts)


@pytest.mark.parametrize(
    ("event", "facts"),
    [
        ("socket.connect", (None, ("127.0.0.1", 5432))),
        ("socket.connect", (None, ("::1", 5432, 0, 0))),
        ("socket.connect", (None, "/run/postgresql/.s.PGSQL.5432")),
        ("socket.getaddrinfo", ("localhost", 8000, 0, 0, 0)),
        ("socket.getaddrinfo", (None, 8000, 0, 0, 0)),
        ("open", ("/etc/hosts", "r", 0)),
    ],
)
def test_this_machine_is_reached(event: str, facts: tuple[Any, ...]) -> None:
    egress.look(event, facts)

    declare_providers(POST)
    egress.look("socket.getaddrinfo", ("mail.example", 25, 0, 0, 0))
    assert egress.may_be_reached("mail.example")


def test_a_serving_process_is_closed_before_it_answers() -> None:
    tried = (
        "import socket, homeroom.config.wsgi\n"
        "try: socket.create_connection(('192.0.2.1', 9), 1)\n"
        "except Exception as problem: print(type(problem).__name__)"
    )
    own = {**os.environ, "DJANGO_SETTINGS_MODULE": "homeroom.config.settings_test"}
    done = subprocess.run([sys.executable, "-c", tried], cwd=settings.HERE, capture_output=True, text=True, check=True, env=own)

    assert done.stdout == "NotDeclared\n"


def test_whom_to_tell_of_a_hole(client: Client, settings: Any) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404

    settings.SECURITY_CONTACT = "mailto:holes@school.example"

    answer = client.get("/.well-known/security.txt")
    assert answer["Content-Type"].startswith("text/plain")
    lines = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert lines["Contact"] == "mailto:holes@school.example"
    assert lines["Expires"].endswith("T00:00:00Z")
    assert lines["Preferred-Languages"] == "en, es, ar"
