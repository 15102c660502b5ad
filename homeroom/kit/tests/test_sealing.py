"""Sealed columns hold ciphertext, open only at their place, and are found by keyed index only."""

import pytest
from django.db import connection

from homeroom.kit.crypto import Unreadable, keyed_index, open_sealed, seal
from homeroom.testing.cast import a_person


def test_what_is_sealed_opens_at_its_place_only() -> None:
    sealed = seal(b"Ben", "accounts.Person.name")

    assert open_sealed(sealed, "accounts.Person.name") == b"Ben"
    assert b"Ben" not in sealed
    with pytest.raises(Unreadable):
        open_sealed(sealed, "accounts.Person.email")


@pytest.mark.parametrize("place", [0, 1, 3, 10, -1])
def test_a_changed_byte_does_not_open(place: int) -> None:
    sealed = bytearray(seal(b"sun cat tree", "x"))
    sealed[place] ^= 1

    with pytest.raises(Unreadable):
        open_sealed(bytes(sealed), "x")


def test_an_index_finds_the_same_text_and_tells_nothing() -> None:
    assert keyed_index("ben", "a") == keyed_index("ben", "a")
    assert keyed_index("ben", "a") != keyed_index("ben", "b")
    assert len(keyed_index("ben", "a")) == 16


@pytest.mark.django_db
def test_a_name_is_ciphertext_in_the_database_and_a_name_in_python() -> None:
    ben = a_person("Benedetta", age=11)

    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM accounts_person WHERE id = %s", [ben.pk])
        raw = bytes(cursor.fetchone()[0])

    assert b"Benedetta" not in raw
    ben.refresh_from_db()
    assert ben.name == "Benedetta"
