"""Ages are compared in one function of the house, so that no gate can have a border of its own (AGE-02, AGE-04)."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable

import pytest
from django.conf import settings as ours

from homeroom.accounts.rules import Thresholds
from homeroom.config import environment
from homeroom.config.consent_ages import HIGHER
from homeroom.sections.review import Review, Row
from homeroom.sections.rules.ages import must_declare
from homeroom.testing.careless import answers
from homeroom.testing.promises import promise
from tests.architecture import tree

TESTS = re.compile(r"/tests/|/testing/")
AGE = re.compile(r"\bage(?:s|_\w+)?\b|\bage_")
#: The one place; and comparisons of ages that are nobody's: one that a grade suggests, and how long a door stood open.
MAY = {
    "homeroom/accounts/rules.py": {"age_now", "age_band", "is_age"},
    "homeroom/sections/rules/ages.py": {"way_for"},
    "homeroom/sign_in/rules.py": {"is_fresh"},
}


def comparisons(path: str) -> list[str]:
    """Functions of a file that compare an age with something that may be a number."""
    found = []
    module = ast.parse(tree.text(path))
    for function in [module, *(node for node in ast.walk(module) if isinstance(node, ast.FunctionDef))]:
        inside = [node for node in ast.walk(function) if isinstance(node, ast.Compare)]
        ordered = [node for node in inside if any(isinstance(op, ast.Lt | ast.LtE | ast.Gt | ast.GtE) for op in node.ops)]
        if any(AGE.search(ast.unparse(node)) for node in ordered):
            found.append(getattr(function, "name", "the file"))
    return [name for name in found if name != "the file" or len(found) == 1]


BEGINS = Thresholds(consent=13, media=16, adult=18)
#: Every limit of age there is, by the file that asks `age_band`: (gate, ages of those below at which it is shut).
GATES: dict[str, tuple[Callable[[int], bool], set[int]]] = {
    "homeroom/sections/rules/ages.py": (lambda age: must_declare(age, BEGINS), {12}),
}


@promise("AGE-02", breaks="homeroom.accounts.rules.age_now", careless=lambda real: lambda *told: real(*told) + 1)
@pytest.mark.parametrize("age", [12, 13, 15, 16, 17, 18])
def test_every_limit_is_listed_and_shut_for_exactly_its_ages(age: int) -> None:
    files = [path for path in tree.written(".py") if path.startswith("homeroom/") and not TESTS.search(path)]
    asking = {path for path in files if "age_band(" in tree.text(path)}

    assert asking - {"homeroom/accounts/rules.py"} == GATES.keys()
    assert [path for path, (is_shut, wanted) in GATES.items() if is_shut(age) != (age in wanted)] == []


@promise(
    "AGE-02", breaks="tests.architecture.tree.text", careless=lambda real: lambda path: real(path) + "\ndef gate(age):\n    return age < 14"
)
def test_nobody_else_compares_ages() -> None:
    files = [path for path in tree.written(".py") if path.startswith("homeroom/") and "/tests/" not in path and "/testing/" not in path]

    assert len(files) > 150
    assert {path: names for path in files if (names := set(comparisons(path)) - MAY.get(path, set()))} == {}
    assert comparisons("homeroom/accounts/rules.py") != []


def test_ages_are_those_of_the_law_unless_they_are_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.read().ages == (13, 16, 18)

    monkeypatch.setenv("HOMEROOM_LAW_OF", "de")
    assert environment.read().ages == (16, 16, 18)
    monkeypatch.setenv("HOMEROOM_MEDIA_AGE", "17")
    monkeypatch.setenv("HOMEROOM_ADULT_AGE", "21")
    assert environment.read().ages == (16, 17, 21)


#: Countries that are not told, by the laws that are named.
UNTOLD = [("", "", 13), ("", "coppa", 13), ("", "gdpr,coppa", 16), ("", "in-dpdp", 18)]


@promise("AGE-18", breaks="homeroom.config.consent_ages.consent_age", careless=answers(3))
@pytest.mark.parametrize(
    ("country", "laws", "age"),
    [*[(country, "", age) for country, age in HIGHER.items()], ("US", "coppa", 13), ("GB", "uk-gdpr", 13), ("PT", "gdpr", 13), *UNTOLD],
)
def test_no_age_below_the_countrys_is_taken(country: str, laws: str, age: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOMEROOM_LAW_OF", country)
    monkeypatch.setenv("HOMEROOM_LAWS", laws)

    assert environment.read().ages[0] == age
    monkeypatch.setenv("HOMEROOM_CONSENT_AGE", str(age))
    assert environment.read().ages[0] == age
    monkeypatch.setenv("HOMEROOM_CONSENT_AGE", str(age - 1))
    with pytest.raises(environment.WrongSetting, match=f"HOMEROOM_CONSENT_AGE is '{age - 1}'; use a number from {age} to 21"):
        environment.read()


@promise(
    "AGE-18",
    breaks="homeroom.config.environment._number",
    careless=lambda real: lambda name, default, least, most: real(name, default, 0, most),
)
@pytest.mark.parametrize(("setting", "least"), [("HOMEROOM_MEDIA_AGE", 16), ("HOMEROOM_ADULT_AGE", 18)])
def test_the_other_ages_are_raised_only(setting: str, least: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(setting, str(least - 1))
    with pytest.raises(environment.WrongSetting, match=f"{setting} is '{least - 1}'; use a number from {least} to 21"):
        environment.read()
    monkeypatch.setenv(setting, "20")
    assert 20 in environment.read().ages


def test_a_country_is_two_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOMEROOM_LAW_OF", "Germany")

    with pytest.raises(environment.WrongSetting, match="two letters of the country"):
        environment.read()


def test_a_raised_age_asks_the_teacher_for_older_pupils_too(monkeypatch: pytest.MonkeyPatch) -> None:
    assert must_declare(15, BEGINS._replace(consent=16)) and not must_declare(16, BEGINS._replace(consent=16))
    monkeypatch.setattr(ours, "HOMEROOM_AGES", (16, 16, 18))

    assert Review([Row(0, "Cleo", "15", "")]).needs_declaration
    assert not Review([Row(0, "Finn", "16", "")]).needs_declaration
