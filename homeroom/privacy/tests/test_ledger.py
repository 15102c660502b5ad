"""The ledger holds every promise once; the report says of each where it stands."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from homeroom.privacy.ledger import Promise, read_ledger, standing

PLACE = Path(settings.HERE) / "policy" / "promises.toml"
BUILT = Promise("ACC-06", "A redrawn secret ends the old one.")


def test_every_row_of_the_ledger_stands_there_once() -> None:
    book = read_ledger(PLACE)

    assert len(book.promises) == 382
    assert [promise.name for promise in book.of("AGE")] == [f"AGE-{number:02}" for number in range(1, 19)]
    assert sum(len(book.of(section)) for section in book.sections) == 382


def test_a_row_that_stands_there_twice_is_refused(tmp_path: Path) -> None:
    twice = tmp_path / "promises.toml"
    twice.write_text(PLACE.read_text("utf-8").replace('\nAGE = "5-18"', '\nAGE = "4-18"'))

    with pytest.raises(ValueError, match="stands there twice"):
        read_ledger(twice)


@pytest.mark.parametrize(
    ("tests", "word"),
    [
        ({}, "unproven"),
        ({"a": {"sqlite": "passed"}}, "proven"),
        ({"a": {"sqlite": "passed", "postgresql": "failed"}}, "unproven"),
        ({"a": {"sqlite": "passed"}, "b": {"browser": "failed"}}, "unproven"),
        ({"a": {"sqlite": "passed", "controls": {"x.y": "noticed"}}}, "proven"),
        ({"a": {"sqlite": "passed", "controls": {"x.y": "unnoticed"}}}, "unproven"),
        ({"a": {"controls": {"x.y": "noticed"}}}, "unproven"),
    ],
)
def test_proven_is_what_passed_everywhere_and_whose_controls_were_noticed(tests: dict[str, Any], word: str) -> None:
    assert standing(BUILT, tests) == word
    assert standing(Promise("ACC-10"), tests) == "not built"


def test_the_report_says_where_every_promise_stands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    proofs = tmp_path / "proofs.json"
    proofs.write_text(json.dumps({"commit": "f" * 40, "promises": {"ACC-06": {"a": {"sqlite": "passed"}}}}))

    call_command("privacy", "report", "--proofs", str(proofs))

    said = capsys.readouterr().out
    assert "commit ffffffffffff." in said
    assert "  proven    ACC-06" in said
    assert "  unproven  ACC-07" in said
    assert "  not built 5-18" in said
    assert "Still to come: adding an address later." in said
    counts = [int(part.split()[0]) for part in said.strip().splitlines()[-1].split(", ")]
    assert counts[0] == 1
    assert sum(counts) == 382


def test_without_a_run_nothing_is_proven(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("privacy", "report", "--proofs", str(tmp_path / "none.json"))

    said = capsys.readouterr().out
    assert "No test has run here yet" in said
    assert "0 proven" in said
