"""Nothing that somebody types, and nobody's name, reaches the logs (ACC-19, SEC-13, TRK-05)."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from homeroom.kit.declare import profile
from homeroom.kit.declare.inventory import _tables
from homeroom.kit.logs import FIELDS, Lines, about_people
from homeroom.sign_in.tests.at_the_door import a_pupil, an_open_class, door_of, is_in, try_pictures, type_code
from homeroom.sign_in.tests.grown_ups import sign_in
from homeroom.testing.cast import PASSWORD
from homeroom.testing.promises import promise
from homeroom.testing.sweep import listening, traces

log = logging.getLogger("homeroom.proof")


def talkative(real: Any) -> Any:
    """The careless opposite: a line for the log, helpful to whoever looks for a mistake."""

    def judged(person: Any, **told: Any) -> Any:
        log.warning(f"sign-in as {told['typed']} from {told['network']}")  # noqa: G004 - that is the carelessness
        return real(person, **told)

    return judged


@promise("ACC-19", "SEC-13", breaks="homeroom.sign_in.actions.passwords.judged", careless=talkative)
@pytest.mark.django_db
def test_neither_a_failed_nor_a_good_sign_in_logs_what_was_typed() -> None:
    here = an_open_class()
    zoe = a_pupil(here.section, "Zoe", sign_in="password", age=14, username="quillfeather77", password="canary password")

    with listening() as told:
        answers = [
            sign_in(Client(), "quillfeather@school.example", "canary password"),
            sign_in(Client(), "ada@school.example", "canary password"),
            Client().post("/en/class/password/", {"username": "quillfeather78", "password": "canary password"}),
            type_code(Client(), "quill feather"),
            try_pictures(Client(), door_of(type_code(Client())), here.cast.ben, "rocket", "rocket", "rocket"),
            sign_in(Client(), "ada@school.example", PASSWORD),
            Client().post("/en/class/password/", {"username": "quillfeather77", "password": "canary password"}),
        ]

    typed = ["quillfeather@school.example", "ada@school.example", "quillfeather78", "quillfeather77", "quill feather", "canary password"]
    assert [is_in(answer) for answer in answers] == [False] * 5 + [True] * 2
    assert [trace for trace in traces(*typed, PASSWORD, "rocket", said=told.getvalue()) if trace.startswith("log")] == []
    assert zoe.student.name not in told.getvalue()


class Plain(logging.Formatter):
    """The careless opposite: how logs are written everywhere."""


@promise("SEC-13", "TRK-05", breaks="homeroom.kit.logs.Lines.format", careless=lambda real: lambda self, record: Plain().format(record))
def test_a_line_holds_declared_fields_only_whatever_it_is_handed() -> None:
    with listening() as told:
        log.warning("renamed %s", "Quilla Feather", extra={"name_typed": "quillfeather", "count": 3})
        try:
            int("quillfeather@school.example")
        except ValueError:
            log.exception("could not read %(what)s", {"what": "quillfeather@school.example"})

    lines = [json.loads(line) if line.startswith("{") else {"line": line} for line in told.getvalue().splitlines()]
    assert "eather" not in told.getvalue()
    assert [set(line) - {"at", "level", "where", "what", "places", *FIELDS} for line in lines] == [set(), set()]
    assert (lines[0]["what"], lines[0]["count"], lines[1]["problem"]) == ("renamed %s", 3, "ValueError")


@promise("SEC-13", breaks="homeroom.kit.logs.about_people", careless=lambda real: set)
def test_what_is_declared_to_be_about_a_person_is_no_field_of_a_line_whatever_the_list_says(monkeypatch: pytest.MonkeyPatch) -> None:
    record = logging.makeLogRecord({"msg": "a job broke", "job": "Zqcanary", "room": "sections"})
    assert json.loads(Lines().format(record))["job"] == "Zqcanary"

    table = _tables["accounts.Person"]
    monkeypatch.setitem(_tables, "accounts.Person", replace(table, lines=(*table.lines, profile("job", why="what somebody works"))))

    assert "Zqcanary" not in Lines().format(record)
    assert json.loads(Lines().format(record))["room"] == "sections"


def test_no_field_of_a_line_is_called_like_something_about_a_person() -> None:
    assert {"name", "email", "username", "password", "age_told"} <= about_people()
    assert set(FIELDS) & about_people() == set()
