"""Generated files say what the declarations say; an undeclared field stops every command (GEN-04)."""

import json
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import models

from homeroom.accounts.models import Person
from homeroom.privacy import queries
from homeroom.privacy.checks import everything_is_declared
from homeroom.privacy.stores_gen import IN_BROWSER
from homeroom.testing.promises import promise

ROOM = Path(queries.__file__).parent
PARTS = ROOM.parent.parent / "labs" / "parts"


def test_the_golden_file_holds_every_declaration_in_full() -> None:
    assert (ROOM / "inventory.golden.txt").read_text("utf-8") == queries.inventory(), "run `make generate` and read what has changed"


def test_what_scripts_declare_is_what_the_server_tells() -> None:
    written = [
        (row["name"], row["what"])
        for path in sorted(PARTS.glob("*/stores.json"))
        for content in [json.loads(path.read_text("utf-8"))]
        for row in [*content["cookies"], *content["storage"], *([content["fallback"]] if "fallback" in content else [])]
    ]

    assert len(written) > 8
    assert [(one.name, str(one.what)) for one in IN_BROWSER] == written, "run `make generate`"


def test_nothing_is_wrong_now() -> None:
    assert everything_is_declared(apps) == []


@promise("GEN-04", breaks="homeroom.kit.declare.faults.problems", careless="finds_nothing")
def test_an_undeclared_field_stops_serving_and_checking() -> None:
    field = models.CharField("secret note", max_length=3)
    field.contribute_to_class(Person, "note")
    try:
        assert [error.id for error in everything_is_declared(apps)] == ["privacy.E003"]
        with pytest.raises(SystemCheckError, match=r"accounts\.Person\.note is not declared"):
            call_command("check")
        assert "secret note" not in queries.inventory()
    finally:
        Person._meta.local_fields.remove(field)
        Person._meta._expire_cache()  # type: ignore[attr-defined]


def test_texts_of_models_and_docstrings_are_offered_for_translation() -> None:
    texts = {(context, english) for context, english, _where in queries.texts()}

    assert ("stored", "age in years") in texts
    assert (None, "What a pupil wrote.") in texts
