"""The ledger holds every promise once; the report says of each where it stands."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from homeroom.kit.command import Stopped
from homeroom.privacy.ledger import Promise, commit_of, read_ledger, standing

ROOT = Path(settings.HERE)
PLACE = ROOT / "policy" / "promises.toml"
BUILT = Promise("ACC-06", "built", "A redrawn secret ends the old one.")
#: How many rows each section of the ledger has, whatever is built.
ROWS = {
    "DAT": 56, "GEN": 16, "ACC": 19, "AGE": 18, "EML": 13, "PAR": 9, "SSO": 10, "CLS": 9, "CTL": 5, "LRN": 8, "PRJ": 17, "UPL": 8,
    "APP": 7, "SUR": 9, "NET": 7, "PEER": 5, "FBK": 4, "OUT": 19, "PL": 14, "SHR": 15, "TRK": 14, "COM": 4, "SUP": 5, "RET": 5, "DEL": 13,
    "RIGHTS": 12, "POL": 10, "AGG": 9, "INC": 4, "STF": 7, "SEC": 13, "ORG": 5, "VAL": 13,
}  # fmt: skip
#: Rooms that are there, and that are still being built in: rows may wait for them until they are done.
IN_THE_MAKING = {"agreements", "support"}


def rooms_to_come() -> set[str]:
    """Every room that docs/architecture.md plans, whether it has come meanwhile or not."""
    plan = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    return set(re.findall(r"`([a-z_]+)`", plan.partition("Rooms to come;")[2].partition("\n\n")[0]))


def proofs_of_this_commit(place: Path, promises: dict[str, Any], commit: str = "") -> Path:
    place.write_text(json.dumps({"commit": commit or commit_of(ROOT), "promises": promises}))
    return place


def test_every_row_of_the_ledger_stands_there_once() -> None:
    book = read_ledger(PLACE)

    assert len(book.promises) == sum(ROWS.values()) == 382
    assert {section: [row.name for row in book.of(section)] for section in book.sections} == {
        section: [f"{section}-{number:02}" for number in range(1, count + 1)] for section, count in ROWS.items()
    }


def test_a_row_is_left_for_later_only_with_a_room_that_is_not_there_yet() -> None:
    waiting = {row.name: row.waits for row in read_ledger(PLACE).promises if row.state == "not-built"}
    there = {place.parent.name for place in (ROOT / "homeroom").glob("*/__init__.py")}

    assert {name: room for name, room in waiting.items() if room in there - IN_THE_MAKING} == {}
    assert set(waiting.values()) - there <= rooms_to_come()


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ('state = "done"', "its state is one of built, operator, organisation, not-built"),
        ('says = "Kept."', "its state is one of"),
        ('state = "built"', "it must say says"),
        ('state = "not-built"', "it must say waits"),
        ('state = "not-built"\nwaits = "mail"\nsays = "Kept."', "take out says"),
        ('state = "operator"\nwaits = "mail"', "take out waits"),
        ('state = "built"\nsays = "Kept."\n\n[AGE-02]\nstate = "built"\nsays = "Kept."', "twice|Cannot declare"),
        ('state = "built"\nsays = "Kept."\n\n[AGE-01]\nstate = "built"\nsays = "Kept."', "AGE-01 stands too late"),
    ],
)
def test_a_row_that_says_too_little_too_much_or_twice_is_refused(tmp_path: Path, written: str, wrong: str) -> None:
    ledger = tmp_path / "promises.toml"
    ledger.write_text(f'[sections]\nAGE = "Ages"\n\n[AGE-02]\n{written}\n')

    with pytest.raises(ValueError, match=wrong):
        read_ledger(ledger)


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
    assert standing(Promise("ACC-10", "not-built", waits="families"), tests) == "not-built"
    assert standing(Promise("SEC-08", "organisation"), tests) == "organisation"


def test_the_report_says_where_every_promise_stands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    proofs = proofs_of_this_commit(tmp_path / "proofs.json", {"ACC-06": {"a": {"sqlite": "passed"}}})

    call_command("privacy", "report", "--proofs", str(proofs))

    said = capsys.readouterr().out
    assert f"commit {commit_of(ROOT)[:12]}." in said
    assert "  proven        ACC-06" in said
    assert "  unproven      ACC-07" in said
    assert "  not-built     1-5, 7-13" in said, "EML"
    assert "Still to come: adding an address later." in said
    counts = [int(part.split()[0]) for part in said.strip().splitlines()[-1].split(", ")]
    assert counts[0] == 1
    assert sum(counts) == 382


def test_programs_get_a_row_for_every_promise(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tests = {"b": {"sqlite": "passed"}, "a": {"sqlite": "passed", "controls": {"x.y": "noticed"}}}
    proofs = proofs_of_this_commit(tmp_path / "proofs.json", {"ACC-06": tests, "ACC-07": {"c": {"sqlite": "failed"}}})

    call_command("privacy", "report", "--format=json", "--proofs", str(proofs))

    told = json.loads(capsys.readouterr().out)
    rows = {row["id"]: row for row in told["rows"]}
    assert list(told) == ["rows"]
    assert len(told["rows"]) == len(rows) == 382
    assert rows["ACC-06"] == {"id": "ACC-06", "state": "proven", "tests": ["a", "b"]}
    assert rows["ACC-07"] == {"id": "ACC-07", "state": "unproven", "tests": ["c"]}
    assert rows["SEC-08"] == {"id": "SEC-08", "state": "organisation", "tests": []}
    assert {row["state"] for row in told["rows"]} == {"proven", "unproven", "operator", "organisation", "not-built"}


@pytest.mark.parametrize("form", ["text", "json"])
def test_without_a_run_of_this_commit_nothing_is_said_and_the_exit_code_is_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    elsewhere = proofs_of_this_commit(tmp_path / "proofs.json", {"ACC-06": {"a": {"sqlite": "passed"}}}, commit="f" * 40)

    for place, why in ((tmp_path / "none.json", "No test has run here yet"), (elsewhere, "The tests ran on commit ffffffffffff")):
        with pytest.raises(Stopped, match=why) as stopped:
            call_command("privacy", "report", f"--format={form}", "--proofs", str(place))
        assert stopped.value.code == 2
    assert capsys.readouterr().out == ""
