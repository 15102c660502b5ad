"""Administrators are told on every page of what is known against the running version, and of a record that was changed (SEC-06, STF-02)."""

import datetime
from pathlib import Path
from typing import Any

import pytest

from homeroom.audit.models import Check
from homeroom.operations.parts import locks, noted
from homeroom.operations.parts.advisories import Known, Looked
from homeroom.testing.careless import answers, finds_nothing
from homeroom.testing.cast import NOW, Cast, signed_in, the_cast
from homeroom.testing.promises import promise

pytestmark = pytest.mark.django_db
OF = datetime.date(2026, 11, 20)


@pytest.fixture
def cast(settings: Any, tmp_path: Path) -> Cast:
    settings.HOMEROOM_DATA = tmp_path
    return the_cast()


def running(name: str) -> locks.Library:
    return next(one for one in locks.libraries() if one.name == name)


def against(*libraries: locks.Library) -> None:
    """What a look with advisories found."""
    noted.note(Looked(1, OF, tuple(Known(f"OSV-{at}", one, "breaks", "99") for at, one in enumerate(libraries))), of=OF)


def page(person: Any, language: str = "en") -> str:
    return signed_in(person, second_factor=True).get(f"/{language}/home/").content.decode()


@promise("SEC-06", breaks="homeroom.operations.parts.noted.still_open", careless=answers(None))
def test_an_administrator_is_told_of_known_holes_with_the_date_until_the_version_is_another(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "is known against" not in page(cast.grace)

    against(running("django"), running("msgspec"), running("django"))

    assert "known against 2 parts of the running version, by advisories of Nov. 20, 2026" in page(cast.grace)
    for other in (cast.ada, cast.cleo):
        assert "is known against" not in page(other)

    # An upgrade: other versions run now.
    monkeypatch.setattr(noted, "_running", lambda: frozenset({("PyPI", "django", "99.1"), ("PyPI", "msgspec", running("msgspec").version)}))
    assert "known against 1 part of the running version" in page(cast.grace)
    monkeypatch.setattr(noted, "_running", frozenset)
    assert "is known against" not in page(cast.grace)


def test_a_newer_look_that_finds_nothing_ends_it_and_what_only_tests_was_never_told(cast: Cast) -> None:
    only_here = next(one for one in locks.libraries() if not one.ships)
    against(only_here)
    assert noted.still_open() is None

    against(running("django"))
    assert noted.still_open() is not None
    against()
    assert noted.still_open() is None


@promise("ORG-04", breaks="homeroom.home.banners._of_the_service", careless=finds_nothing)
def test_the_first_administrator_is_asked_which_laws_apply_until_it_is_answered(cast: Cast, settings: Any) -> None:
    settings.HOMEROOM_LAWS = {}
    for path in ("/en/home/", "/en/account/"):
        asked = signed_in(cast.grace, second_factor=True).get(path).content.decode()
        assert "Which laws about children&#x27;s data apply here?" in asked, path
    assert "Which laws" not in page(cast.ada)

    settings.HOMEROOM_LAWS = {"gdpr": "European Union"}
    assert "Which laws" not in page(cast.grace)


@promise("STF-02", breaks="homeroom.audit.queries.known_broken", careless=answers(None))
def test_an_administrator_is_told_when_the_record_was_changed(cast: Cast) -> None:
    assert "changed the record" not in page(cast.grace)

    Check.objects.create(name="round", entry=1, hash=b"x", mark=b"x", broken=1, at=NOW)

    assert "Somebody has changed the record of what was done." in page(cast.grace)
    assert "changed the record" not in page(cast.ada)
