"""Every stored field is declared; anything undeclared is named with the place to declare it (GEN-04)."""

from django.apps import apps
from django.db import models

from homeroom.accounts.models import Person
from homeroom.kit.declare import Fault, declared, problems
from homeroom.kit.declare.inventory import _tables
from homeroom.testing.promises import promise


def test_everything_that_is_stored_is_declared() -> None:
    assert list(problems(apps)) == []


def test_an_undeclared_column_is_named_with_its_room() -> None:
    field = models.CharField("secret note", max_length=3)
    field.contribute_to_class(Person, "note")
    try:
        says = "accounts.Person.note is not declared: add it to a line in homeroom/accounts/privacy.py"
        assert Fault("E003", says) in list(problems(apps))
    finally:
        Person._meta.local_fields.remove(field)
        Person._meta._expire_cache()  # type: ignore[attr-defined]


@promise("GEN-04", breaks="homeroom.kit.declare.faults.problems", careless="finds_nothing")
def test_an_undeclared_table_is_named() -> None:
    table = _tables.pop("accounts.Session")
    try:
        says = "accounts.Session is not declared: add a class to homeroom/accounts/privacy.py"
        assert Fault("E001", says) in list(problems(apps))
    finally:
        _tables["accounts.Session"] = table
    assert "accounts.Session" in declared()
