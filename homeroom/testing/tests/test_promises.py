"""A promise is proven only by a test that notices when what it rests on is careless."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from homeroom.accounts import rules
from homeroom.accounts.rules import age_band
from homeroom.sections.rules import secrets
from homeroom.testing import careless, proofs
from homeroom.testing.promises import Control, find, replaced
from homeroom.testing.proofs import Outcome, from_vitest, together

TESTS = """
from homeroom.sections.rules import secrets
from homeroom.testing.careless import says_yes
from homeroom.testing.promises import promise

@promise("ACC-06", "DAT-04", breaks="homeroom.sections.rules.secrets.is_secret", careless="says_yes")
@promise("ACC-05", breaks="homeroom.sections.rules.secrets.tidy_secret")
def test_that_looks():
    assert not secrets.is_secret("sun cat", "cat sun")
    assert secrets.is_secret("sun", "SUN") is True

@promise("ACC-18", breaks="homeroom.sections.rules.secrets.is_secret", careless="says_yes")
def test_that_looks_elsewhere():
    assert secrets.is_secret("sun", "sun")

@promise("ACC-19", breaks="homeroom.sections.rules.secrets.is_secret", careless="does_nothing")
def test_that_stumbles():
    assert len(str(secrets.is_secret("sun", "sun")).encode() + (b"" if secrets.is_secret("sun", "sun") else None)) == 4
"""


def run(place: Path, tests: str, *options: str) -> subprocess.CompletedProcess[str]:
    (place / "test_of_promises.py").write_text(tests)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "homeroom.testing.plugin"]
    command += ["-c", str(proofs.ROOT / "pyproject.toml"), "--proofs", str(place / "proofs.json"), *options]
    file = str(place / "test_of_promises.py")
    return subprocess.run([*command, file], cwd=proofs.ROOT, capture_output=True, text=True, check=False)


def test_a_control_is_noticed_unnoticed_or_an_accident(tmp_path: Path) -> None:
    ended = [run(tmp_path, TESTS, *options).returncode for options in ([], ["--careless", "0"], ["--careless", "1"], ["--careless", "2"])]

    told = json.loads((tmp_path / "proofs.json").read_text())
    found = {
        name: (facts["sqlite"], list(facts["controls"].values())) for name, tests in told["promises"].items() for facts in tests.values()
    }
    assert ended == [0, 1, 1, 5]
    assert found == {
        "ACC-05": ("passed", ["broke: AttributeError"]),
        "ACC-06": ("passed", ["noticed"]),
        "DAT-04": ("passed", ["noticed"]),
        "ACC-18": ("passed", ["unnoticed"]),
        "ACC-19": ("passed", ["broke: TypeError"]),
    }
    assert told["commit"] == proofs.commit()


def test_a_promise_that_rests_on_nothing_stops_the_run(tmp_path: Path) -> None:
    done = run(tmp_path, TESTS.replace("secrets.is_secret", "secrets.is_gone", 2))

    assert done.returncode == 4
    assert "there is no homeroom.sections.rules.secrets.is_gone" in done.stdout + done.stderr


def test_the_real_thing_is_replaced_wherever_it_was_imported_and_put_back() -> None:
    real = rules.age_band
    control = Control(("AGE-02",), "homeroom.accounts.rules.age_band", careless.answers("adult"))

    with replaced(control):
        inside = (rules.age_band(3, None, None, None), age_band(3, None, None, None))  # type: ignore[arg-type]

    assert inside == ("adult", "adult")
    assert rules.age_band is age_band is real


def test_a_method_and_a_constant_are_replaced_too() -> None:
    from homeroom.kit.logs import Lines

    real = Lines.format
    with replaced(Control(("TRK-05",), "homeroom.kit.logs.Lines.format", careless.answers("?"))):
        assert Lines().format(None) == "?"  # type: ignore[arg-type]
    with replaced(Control(("ACC-05",), "homeroom.sections.rules.secrets.YOUNG_PICTURES", careless.is_empty)):
        assert secrets.YOUNG_PICTURES == ()

    assert Lines.format is real
    assert len(secrets.YOUNG_PICTURES) == 16


@pytest.mark.parametrize("dotted", ["homeroom.gone.rules", "homeroom.accounts.rules.gone", "homeroom.kit.logs.Gone.format", "gone"])
def test_what_is_not_there_is_named(dotted: str) -> None:
    with pytest.raises(LookupError, match=dotted):
        find(dotted)


def test_of_many_parameters_one_failure_decides_and_one_noticed_control() -> None:
    came_to: dict[str, Any] = {}
    together(came_to, [Outcome("A-1", "t", "sqlite", word) for word in ("passed", "failed", "passed")])
    together(came_to, [Outcome("A-1", "t", "sqlite", word, "x.y") for word in ("unnoticed", "noticed", "broke: KeyError")])
    together(came_to, [Outcome("A-1", "t", "postgresql", "passed", rests_on="x.y")])

    assert came_to == {"A-1": {"t": {"sqlite": "failed", "controls": {"x.y": "noticed"}, "postgresql": "passed"}}}

    together(came_to, [Outcome("A-1", "t", "sqlite", "passed")])
    assert came_to["A-1"]["t"]["sqlite"] == "passed", "a later run takes the place of an earlier one"
    assert came_to["A-1"]["t"]["controls"] == {}, "what it rested on once says nothing of what it rests on now"

    assert list(together(came_to, [Outcome("A-2", "t", "sqlite", "passed")])) == ["A-2"], "the test proves another promise now"


def test_what_another_commit_came_to_is_not_kept(tmp_path: Path) -> None:
    place = tmp_path / "proofs.json"
    proofs.write({"A-1": {"t": {"sqlite": "passed"}}}, place)
    assert "A-1" in proofs.read(place)

    place.write_text(place.read_text().replace(proofs.commit(), "0" * 40))

    assert proofs.read(place) == {}


def test_titles_in_typescript_name_their_promises() -> None:
    results = [
        {"title": "goes on where Eve stopped [GEN-02, LRN-05]", "status": "passed"},
        {"title": "is no promise [really]", "status": "passed"},
        {"title": "[GEN-01] is said first", "status": "passed"},
        {"title": "was not asked for [GEN-03]", "status": "skipped"},
    ]
    told = {"testResults": [{"name": str(proofs.ROOT / "tests/journeys/visitor.journey.test.ts"), "assertionResults": results}]}

    test = "tests/journeys/visitor.journey.test.ts::goes on where Eve stopped"
    assert from_vitest(told) == [Outcome("GEN-02", test, "browser", "passed"), Outcome("LRN-05", test, "browser", "passed")]
