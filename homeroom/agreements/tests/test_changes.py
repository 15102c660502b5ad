"""A change that matters is told before it applies; nobody agrees by going on, and minors are not asked to (POL-02 to POL-05)."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from homeroom.agreements.library import forget_texts
from homeroom.agreements.models import Acceptance
from homeroom.agreements.queries import may_use_for, pending
from homeroom.agreements.rules import asked_of, is_announced, may_use_old_data
from homeroom.agreements.tests.test_versions import TODAY
from homeroom.kit.declare.kinds import PURPOSES
from homeroom.testing.careless import finds_nothing, says_yes
from homeroom.testing.cast import Cast, signed_in, the_cast
from homeroom.testing.promises import promise

ROLES = ("student", "teacher", "administrator", "staff")


@pytest.fixture
def cast(db: None) -> Cast:
    return the_cast()


@pytest.fixture
def changed(tmp_path: Path, settings: Any) -> None:
    """New terms, and a new policy that matters and names a new purpose."""
    for kind in ("policy", "terms"):
        (tmp_path / f"{kind}.1001.en.md").write_text(f"Our {kind}\n\nEverything is new.\n", "utf-8")
    (tmp_path / "versions.toml").write_text(
        f'[policy.1001]\ndate = {TODAY}\nmaterial = true\nchanged = {{en = "We compare schools."}}\npurposes = ["comparing schools"]\n'
        f'[terms.1001]\ndate = {TODAY}\nmaterial = true\nchanged = {{en = "One rule more."}}\n',
        "utf-8",
    )
    settings.HOMEROOM_TEXTS = tmp_path
    forget_texts()


@pytest.mark.django_db
@promise("POL-02", breaks="homeroom.agreements.queries.announced", careless=finds_nothing)
def test_the_first_page_tells_of_a_change_that_matters(changed: None) -> None:
    page = Client().get("/en/").content.decode()

    assert "Our policy" in page
    assert "We compare schools." in page
    assert 'href="/en/agreements/policy/"' in page


@pytest.mark.django_db
def test_the_first_page_tells_nothing_while_nothing_has_changed() -> None:
    assert "Read what has changed" not in Client().get("/en/").content.decode()


@promise("POL-04", breaks="homeroom.agreements.queries.pending", careless=finds_nothing)
def test_everybody_who_signs_in_is_told_until_they_have_seen_it(cast: Cast, changed: None) -> None:
    for person, seat, page in ((cast.ben, cast.bens_seat, "/en/home/"), (cast.ada, None, "/en/home/")):
        client = signed_in(person, seat=seat, way="pictures" if seat else "password")
        assert "/en/agreements/policy/changed/" in client.get(page).content.decode()

        client.post("/en/agreements/policy/changed/")

        assert "/en/agreements/policy/changed/" not in client.get(page).content.decode()


@promise("POL-05", breaks="homeroom.agreements.views.accept", careless="does_nothing")
@promise("POL-05", breaks="homeroom.agreements.rules.asked_of", careless=lambda real: lambda role, kind, *, material: "agree")
def test_grown_ups_agree_and_pupils_are_only_told(cast: Cast, changed: None) -> None:
    ada, ben = signed_in(cast.ada), signed_in(cast.ben, seat=cast.bens_seat, way="pictures")

    assert "I agree" in ada.get("/en/agreements/terms/changed/").content.decode()
    ada.post("/en/agreements/terms/changed/")
    ada.post("/en/agreements/policy/changed/")
    said = ben.get("/en/agreements/policy/changed/").content.decode()
    assert "You do not have to agree to anything" in said
    assert "I agree" not in said
    ben.post("/en/agreements/policy/changed/")
    ben.post("/en/agreements/terms/changed/")

    rows = Acceptance.objects.values_list("person", "role", "version__kind", "version__number", "how")
    assert set(rows) == {
        (cast.ada.pk, "teacher", "terms", 1001, "agreed"),
        (cast.ada.pk, "teacher", "policy", 1001, "told"),
        (cast.ben.pk, "student", "policy", 1001, "told"),
    }


@pytest.mark.parametrize("material", [True, False])
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("kind", ["policy", "terms", "authority", "dpa", "letter"])
def test_what_is_asked_of_whom(role: str, kind: str, material: bool) -> None:
    """The matrix of interstitials: of twenty kinds and roles, three agree, and those who are told are told of what matters only."""
    asked = asked_of(role, kind, material=material)

    if kind == "terms":
        assert asked == (None if role == "student" else "agree")
    elif kind == "policy":
        assert asked == ("told" if material else None)
    else:
        assert asked is None


def test_nothing_is_asked_while_nothing_has_changed(cast: Cast, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert pending(cast.ada.pk, "teacher", "en") == []


def test_an_announcement_stands_for_sixty_days() -> None:
    from datetime import timedelta

    assert is_announced(TODAY, True, 2, TODAY)
    assert is_announced(TODAY, True, 2, TODAY + timedelta(days=59))
    assert not is_announced(TODAY, True, 2, TODAY + timedelta(days=60))
    assert not is_announced(TODAY, True, 2, TODAY - timedelta(days=1))
    assert not is_announced(TODAY, True, 1, TODAY)
    assert not is_announced(TODAY, False, 2, TODAY)


@promise("POL-03", breaks="homeroom.agreements.queries.may_use_old_data", careless=says_yes)
def test_a_new_purpose_touches_no_old_data_before_its_notice(cast: Cast, changed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PURPOSES, "comparing schools", "comparing schools")

    assert may_use_for("learning", person_id=cast.ada.pk, role="teacher")
    assert not may_use_for("comparing schools", person_id=cast.ada.pk, role="teacher")
    assert not may_use_for("comparing schools", person_id=cast.ben.pk, role="student")

    signed_in(cast.ada).post("/en/agreements/policy/changed/")
    signed_in(cast.ben, seat=cast.bens_seat, way="pictures").post("/en/agreements/policy/changed/")

    assert may_use_for("comparing schools", person_id=cast.ada.pk, role="teacher")
    # For pupils their school decides, not a button that a child presses.
    assert not may_use_for("comparing schools", person_id=cast.ben.pk, role="student")
    assert may_use_for("comparing schools", person_id=cast.ben.pk, role="student", decided=1001)


def test_a_purpose_that_nobody_names_is_never_served(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not may_use_for("advertising", person_id=cast.ada.pk, role="teacher")
    monkeypatch.setitem(PURPOSES, "advertising", "advertising")
    assert not may_use_for("advertising", person_id=cast.ada.pk, role="teacher")


@pytest.mark.parametrize(
    ("since", "role", "told", "decided", "may"),
    [
        (1, "student", 0, None, True),
        (2, "student", 2, None, False),
        (2, "student", 2, 1, False),
        (2, "student", 0, 2, True),
        (2, "student", 0, 3, True),
        (2, "teacher", 1, None, False),
        (2, "teacher", 2, None, True),
        (3, "teacher", 2, 3, False),
    ],
)
def test_the_school_decides_for_pupils(since: int, role: str, told: int, decided: int | None, may: bool) -> None:
    assert may_use_old_data(since, role=role, told=told, decided=decided) is may
