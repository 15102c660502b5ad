"""What is kept is declared with a nature, a source and a purpose of closed lists, and told to families (GEN-05..07, PAR-07, SUP-04)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from html import escape
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from django.utils.translation import gettext, override

from homeroom.accounts.models import Person
from homeroom.curriculum.queries import courses
from homeroom.kit.declare import declared, problems
from homeroom.kit.declare.inventory import _tables
from homeroom.kit.declare.kinds import NATURES, PURPOSES, SOURCES
from homeroom.kit.http.same import forget_pages
from homeroom.sections.forms import NameForm, PasteForm
from homeroom.sections.models import Enrolment
from homeroom.sections.views.papers import _kept, _tools
from homeroom.testing.careless import answers, leaves_out
from homeroom.testing.cast import a_section, signed_in, the_cast
from homeroom.testing.promises import promise
from homeroom.testing.urls_matrix import addresses, filled

#: Dates that are about no birthday, by model.
DATES = {
    "accounts.Person.active_in",
    "accounts.Person.age_told_in",
    "sections.Enrolment.card_ends_on",
    "sections.Section.join_ends_on",
    "rights.Request.due_on",
}


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    forget_pages()
    yield
    forget_pages()


def wrong(**facts: Any) -> list[str]:
    """What is said of the children's programs if they were declared with other facts."""
    table = _tables["programs.Program"]
    _tables["programs.Program"] = replace(table, lines=tuple(replace(line, **facts) for line in table.lines))
    try:
        return [fault.says for fault in problems(apps)]
    finally:
        _tables["programs.Program"] = table


@promise("GEN-05", breaks="homeroom.kit.declare.faults.problems", careless="finds_nothing")
def test_a_purpose_that_is_not_on_the_closed_list_fails_the_build() -> None:
    said = wrong(purpose="advertising")

    assert any("has no purpose of the closed list" in one for one in said)
    assert not [purpose for purpose in PURPOSES if re.search("market|advert|sponsor|profil|sell", purpose)]
    assert {line.purpose for table in declared().values() for line in table.lines if line.kind != "keys"} <= PURPOSES.keys()


@promise("GEN-07", breaks="homeroom.kit.declare.faults.problems", careless="finds_nothing")
def test_what_comes_from_nowhere_fails_the_build() -> None:
    assert any("has no source" in one for one in wrong(source=""))


@promise(
    "GEN-06",
    "GEN-07",
    breaks="homeroom.privacy.queries._row",
    careless=lambda real: lambda table, line: replace(real(table, line), nature="", source=""),
)
def test_the_page_says_of_every_row_what_kind_of_data_it_is_and_whence(client: Client) -> None:
    page = client.get("/en/privacy/data/").content.decode()
    rows = [row for row in re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", page, re.DOTALL) if 'data-label="From whom"' in row]
    natures, sources = [escape(str(words)) for words in NATURES.values()], [escape(str(words)) for words in SOURCES.values()]

    assert len(rows) > 25
    assert [row for row in rows if not any(words in row for words in natures)] == []
    assert [row for row in rows if not any(f">{words}</td>" in row for words in sources)] == []


@promise(
    "AGE-01",
    "DAT-05",
    breaks="homeroom.accounts.models.Person._meta.local_fields",
    careless=lambda real: [*real, _birthday()],
)
def test_no_table_has_a_place_for_a_birthday() -> None:
    fields = [(model._meta.label, field) for model in apps.get_models() for field in model._meta.local_fields]
    dates = {f"{label}.{field.name}" for label, field in fields if type(field) is models.DateField}

    assert dates == DATES
    assert [f"{label}.{field.name}" for label, field in fields if "birth" in field.name or "born" in field.name] == []
    assert Person._meta.get_field("age_told_in").verbose_name


def _birthday() -> models.DateField[Any, Any]:
    field: models.DateField[Any, Any] = models.DateField("birthday", null=True)
    field.set_attributes_from_name("born_on")
    return field


@promise("PAR-07", breaks="homeroom.sections.views.papers.declared", careless=lambda real: dict)
@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_the_letter_names_every_table_that_keeps_something_of_pupils(language: str) -> None:
    about_pupils = [table for table in declared().values() if any(line.kind != "keys" and "student" in line.roles for line in table.lines)]
    with override(language):
        sentences = {gettext(" ".join(table.says.split())) for table in about_pupils}

    assert len(sentences) > 8
    assert {row.what for row in _kept(language)} == sentences


@promise("PAR-07", breaks="homeroom.curriculum.queries.tools", careless=answers({}))
def test_the_letter_names_the_tools_of_the_class(db: None) -> None:
    course = courses()[0]

    named = _tools(a_section(the_cast().ada, "5c", course=course.id), "es")

    assert named.names == tuple(lesson.title("es") for lesson in course.lessons)
    assert named.only_blocks


def silent(real: Any) -> Any:
    """The careless opposite: fields that do not say what is best written there."""
    found = {name: copy(field) for name, field in real.items()}
    for field in found.values():
        field.help_text = ""
    return found


@promise("ACC-01", breaks="homeroom.sections.forms.PasteForm.base_fields", careless=silent)
@promise("ACC-01", breaks="homeroom.sections.forms.NameForm.base_fields", careless=silent)
@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_where_a_teacher_writes_names_first_names_are_advised(language: str) -> None:
    cast = the_cast()
    ada, section = signed_in(cast.ada), f"/{language}/classes/{cast.section.code}"
    with override(language):
        advice = {f"{section}/add/": gettext(ADVICE[0]), f"{section}/pupils/{cast.ben.code}/": gettext(ADVICE[1])}

    for address, words in advice.items():
        page = ada.get(address).content.decode()
        assert escape(words) in page, address
        assert (words in ADVICE) == (language == "en")
        # Tied to the field, so that it is heard with it.
        assert re.search(r'aria-describedby="(?:id_text|name_name)_helptext"', page), address


ADVICE = (
    "First names are enough, and best. You can paste from a list or a spreadsheet, and write an age behind a comma: Ben, 11",
    "A first name is enough, and best.",
)


@promise("ACC-01", breaks="homeroom.sections.forms.TidyName.clean", careless=lambda real: lambda self, value: str(value))
def test_a_pupil_without_a_name_is_not_taken() -> None:
    assert [NameForm({"name": typed}).is_valid() for typed in ("Ben", "", "  ", "\u200b", "🦊", "\x07")] == [True] + [False] * 5
    assert PasteForm({"text": ""}).is_valid() is False


@promise("SUP-04", breaks="homeroom.kit.http.frame.render", careless=leaves_out("Privacy contact: privacy@school.example"))
@pytest.mark.django_db
def test_whom_to_ask_stands_at_the_foot_of_every_page() -> None:
    cast = the_cast()
    Enrolment.objects.update(joined_at=datetime.datetime.now(datetime.UTC))
    clients = [Client(), signed_in(cast.ben, seat=cast.bens_seat), signed_in(cast.ada), signed_in(cast.grace, second_factor=True)]
    pages = {}
    for address in addresses():
        for client in clients if "GET" in address.methods else []:
            answer = client.get(filled(address.route, cast))
            if answer.headers.get("Content-Type", "").startswith("text/html") and answer.status_code != 302:
                pages[address.name, client] = answer.content.decode()

    assert len({name for name, _client in pages}) > 35
    assert {name for (name, _client), page in pages.items() if "<footer" in page and "Privacy contact: privacy@school" not in page} == set()
    assert {name for (name, _client), page in pages.items() if "<footer" not in page} <= WITHOUT_FOOT


#: The page for the wall is looked at by a whole class, and has no foot.
WITHOUT_FOOT = {"sections:projector"}
