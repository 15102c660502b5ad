"""The public table is printed from the declarations: rename a field and the page changes (GEN-06..08, TRK-03, POL-08)."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from homeroom.accounts.models import Person
from homeroom.kit.declare import GROWN_UPS, OWN_TEACHERS, ROLES, SELF, declared
from homeroom.kit.declare.inventory import _tables
from homeroom.kit.http.same import forget_pages
from homeroom.privacy import queries
from homeroom.privacy.rules import FOR_CHILDREN
from homeroom.testing.careless import leaves_out
from homeroom.testing.promises import promise


@pytest.fixture(autouse=True)
def fresh_pages() -> Iterator[None]:
    forget_pages()
    yield
    forget_pages()


def page(client: Client, address: str = "/en/privacy/data/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


@promise("GEN-08", breaks="homeroom.privacy.queries.column_names", careless=lambda real: lambda table, line: list(line.columns))
def test_a_renamed_field_changes_the_page(client: Client) -> None:
    field: Any = Person._meta.get_field("age_told")
    before, field.verbose_name = field.verbose_name, "age as the teacher said it"
    try:
        assert "age as the teacher said it" in page(client)
    finally:
        field.verbose_name = before
    forget_pages()
    assert "age as the teacher said it" not in page(client)


@promise("GEN-08", breaks="homeroom.privacy.queries.kept_of", careless="finds_nothing")
def test_every_declared_column_stands_on_the_page_with_why_source_and_time(client: Client) -> None:
    shown = page(client)
    told = 0
    for table in declared().values():
        for line in table.lines:
            if line.kind != "keys":
                told += 1
                assert all(name.replace("'", "&#x27;") in shown for name in queries.column_names(table, line)), table.label
                assert str(line.why).replace("'", "&#x27;") in shown, table.label
    assert told > 30


def test_no_line_falls_between_the_groups() -> None:
    known = [frozenset(), frozenset(ROLES), frozenset({"student"}), frozenset(GROWN_UPS)]
    lines = [line for table in declared().values() for line in table.lines if line.kind != "keys"]

    assert [line for line in lines if frozenset(line.roles) not in known] == []
    assert sum(len(kept.rows) for group in queries.groups().values() for kept in group) == len(lines)


def test_an_address_is_kept_of_grown_ups_alone() -> None:
    groups = queries.groups()
    names = {group: {name for kept in tables for row in kept.rows for name in row.what} for group, tables in groups.items()}

    assert "email address" in names["grown_ups"]
    assert "email address" not in names["pupils"] | names["everybody"]


def test_children_read_a_sentence_for_everything_that_is_kept_of_them(client: Client) -> None:
    categories = {line.category for table in declared().values() for line in table.lines if "student" in line.roles and line.kind != "keys"}

    assert categories <= FOR_CHILDREN.keys()
    assert all(str(said) in page(client) for said in queries.for_children())


def test_only_the_pupil_and_own_teachers_see_programs_and_progress() -> None:
    for table in declared().values():
        for line in table.lines:
            if line.category in ("work", "learning"):
                assert set(line.seen_by) <= {SELF, OWN_TEACHERS}, table.label


def test_what_is_taken_out_of_the_declarations_is_gone_from_the_page(client: Client) -> None:
    table = _tables.pop("programs.Program")
    try:
        assert "What a pupil wrote." not in page(client)
    finally:
        _tables["programs.Program"] = table
    forget_pages()
    assert "What a pupil wrote." in page(client)


def test_the_page_says_whom_to_ask_and_that_http_is_plain(client: Client, settings: Any) -> None:
    assert "privacy@school.example" in page(client)
    assert "speaks plain HTTP" in page(client)

    settings.HOMEROOM_HTTPS, settings.PRIVACY_CONTACT = True, ""
    forget_pages()
    shown = client.get("/en/privacy/data/", secure=True).content.decode()

    assert "speaks plain HTTP" not in shown
    assert "your teacher, or whoever runs this service" in shown


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_both_pages_are_there_in_every_language_without_a_cookie(client: Client, language: str) -> None:
    for name in ("data", "cookies"):
        answer = client.get(f"/{language}/privacy/{name}/")
        assert answer.status_code == 200
        assert not answer.cookies
        assert f'lang="{language}"' in answer.content.decode()


@promise("TRK-03", breaks="homeroom.privacy.queries.declared_browser_storage", careless="finds_nothing")
def test_every_cookie_and_stored_row_is_told(client: Client) -> None:
    shown = page(client, "/en/privacy/cookies/")
    declared_rows = queries.declared_browser_storage()

    assert {one.name for one in declared_rows if one.place == "cookie"} >= {"homeroom", "here"}
    assert all(f"{one.name}</code>" in shown for one in declared_rows)
    assert len({(one.place, one.database, one.name) for one in declared_rows}) == len(declared_rows)


def test_a_row_covers_what_begins_as_it_says() -> None:
    rows = {one.name: one for one in queries.declared_browser_storage()}

    assert rows["attempt/*"].covers("attempt/0190")
    assert not rows["attempt/*"].covers("draft/0190")
    assert rows["homeroom.theme"].covers("homeroom.theme")
    assert not rows["homeroom.theme"].covers("homeroom.themes")


def test_every_declared_table_is_one_of_ours() -> None:
    assert declared().keys() == {model._meta.label for model in apps.get_models(include_auto_created=True)}


@promise("RIGHTS-08", breaks="homeroom.privacy.views.render", careless=leaves_out("Plein 1, 1000 AA"))
@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_whoever_is_not_content_reads_who_takes_complaints(client: Client, settings: Any, language: str) -> None:
    settings.HOMEROOM_AUTHORITY = "Data Protection Authority, Plein 1, 1000 AA"

    assert "Data Protection Authority, Plein 1, 1000 AA" in page(client, f"/{language}/privacy/data/")


@promise("RIGHTS-11", breaks="homeroom.privacy.views.render", careless=leaves_out("Netherlands"))
@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_people_read_where_their_data_lies_and_on_what_ground_it_goes_elsewhere(client: Client, settings: Any, language: str) -> None:
    settings.HOMEROOM_HOSTING = "the Netherlands"

    assert "<bdi>the Netherlands</bdi>" in page(client, f"/{language}/privacy/data/")
    forget_pages()
    settings.HOMEROOM_TRANSFER = "Support reads from Norway, which the Union counts as equally safe."
    assert "Support reads from Norway" in page(client, f"/{language}/privacy/data/")


def test_a_service_that_has_not_named_country_and_authority_says_so(client: Client) -> None:
    shown = page(client)

    assert "has not yet said in which country" in shown
    assert "has not yet named it here" in shown
