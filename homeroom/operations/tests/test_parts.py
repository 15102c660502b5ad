"""The bill of materials is made from the locks, and advisories that somebody brings are compared with it, without the network (SEC-06)."""

import datetime
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from homeroom.operations.parts import advisories, bill, locks
from homeroom.operations.parts.advisories import NoAdvisories, order_of
from homeroom.operations.parts.findings import against
from homeroom.operations.parts.locks import Library
from homeroom.testing.cast import NOW
from homeroom.testing.promises import promise
from homeroom.testing.served import ROOT, a_server

DJANGO = Library("PyPI", "django", "5.2.19", (), ships=True)
SIGNALS = Library("npm", "@preact/signals", "2.11.4", (), ships=True)


def advisory(name: str = "Django", ecosystem: str = "PyPI", *, events: Any = (), **more: Any) -> dict[str, Any]:
    """One in the OSV format."""
    spans = [{"type": "ECOSYSTEM", "events": list(events)}] if events else []
    affected = [{"package": {"ecosystem": ecosystem, "name": name}, "ranges": spans}]
    return {"id": "OSV-1", "modified": "2026-11-20T00:00:00Z", "summary": "Something breaks.", "affected": affected, **more}


def kept(folder: Path, *found: dict[str, Any]) -> Path:
    """A file of advisories."""
    path = folder / "all.json"
    path.write_text(json.dumps(list(found)), "utf-8")
    os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    return path


def ids(path: Path, *libraries: Library) -> list[str]:
    return [known.id for known in advisories.look(path, libraries or (DJANGO, SIGNALS)).known]


@promise("SEC-06", breaks="homeroom.operations.parts.locks._python", careless="finds_nothing")
def test_the_bill_holds_everything_that_is_locked() -> None:
    found = locks.libraries()
    told = bill.bill_of(found, now=NOW)

    pinned = re.findall(r"^([a-z0-9][a-z0-9._-]*)(?:\[.*\])?==", (ROOT / "requirements" / "serve.txt").read_text(), re.MULTILINE)
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    names = [component["name"] for component in told["components"]]
    assert set(pinned) <= set(names)
    assert {path.rpartition("node_modules/")[2] for path in packages if path} <= set(names)
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.5")
    assert all(component["hashes"] for component in told["components"])
    assert len({component["bom-ref"] for component in told["components"]}) == len(names)
    scopes = {component["name"]: component["scope"] for component in told["components"]}
    assert (scopes["django"], scopes["blockly"], scopes["vite"]) == ("required", "required", "excluded")
    assert told == bill.bill_of(locks.libraries(), now=NOW)


def test_the_command_writes_it(tmp_path: Path) -> None:
    with a_server() as served:
        done = served.command("sbom", str(tmp_path / "bill.json"))

    assert "run in the service or in browsers" in done.stdout
    assert json.loads((tmp_path / "bill.json").read_text())["metadata"]["component"]["name"] == "homeroom"


@promise("SEC-06", breaks="homeroom.operations.parts.advisories._within", careless="says_no")
def test_a_library_that_something_is_known_against_is_told_with_what_mends_it(tmp_path: Path) -> None:
    path = kept(tmp_path, advisory(events=[{"introduced": "5.0"}, {"fixed": "99.1"}]))

    said = {finding.what: finding for finding in against(path, now=NOW)}

    assert next(iter(said)) == "advisories: 1 in a file of 24 November 2026, the newest of 20 November 2026"
    wrong = [(finding.what, finding.to_do) for finding in said.values() if finding.grade == "wrong"]
    assert len(wrong) == 1
    assert re.match(r"libraries: django 5\.2\.\d+: OSV-1 Something breaks\.", wrong[0][0])
    assert "mended in 99.1" in wrong[0][1]


def test_versions_outside_of_what_is_affected_are_left_alone(tmp_path: Path) -> None:
    def met(*events: Any, **more: Any) -> bool:
        return bool(ids(kept(tmp_path, advisory(events=events, **more))))

    assert met({"introduced": "0"})
    assert met({"introduced": "0"}, {"fixed": "5.2.20"})
    assert not met({"introduced": "0"}, {"fixed": "5.2.19"})
    assert met({"introduced": "0"}, {"last_affected": "5.2.19"})
    assert not met({"introduced": "0"}, {"last_affected": "5.2.18"})
    assert not met({"introduced": "6.0"})
    assert met({"introduced": "4.0"}, {"fixed": "4.2.9"}, {"introduced": "5.2"}, {"fixed": "5.2.20"})
    assert not met({"introduced": "0"}, withdrawn="2026-11-21T00:00:00Z")
    assert ids(kept(tmp_path, advisory("django", "npm", events=[{"introduced": "0"}]))) == []
    assert ids(kept(tmp_path, advisory("@preact/signals", "npm", events=[{"introduced": "0"}]))) == ["OSV-1"]


@pytest.mark.parametrize(
    "in_order",
    [
        ["1.2", "1.10", "2", "2.0.1"],
        ["2.0a1", "2.0b1", "2.0rc1", "2.0", "2.0.post1", "2.0.1"],
        ["1.0.0-alpha.1", "1.0.0-alpha.2", "1.0.0-beta", "1.0.0", "1.0.1"],
        ["2026.1", "1!1.0"],
    ],
)
def test_versions_are_put_in_order(in_order: list[str]) -> None:
    assert sorted(set(in_order), key=order_of) == in_order
    assert order_of("2.0") == order_of("2.0.0") == order_of("v2")


def test_an_old_file_and_one_that_is_none_are_told(tmp_path: Path) -> None:
    path = kept(tmp_path, advisory("elsewhere", events=[{"introduced": "0"}]))
    assert [finding.grade for finding in against(path, now=NOW)] == ["well", "well"]
    assert [finding.grade for finding in against(path, now=NOW + datetime.timedelta(days=90))] == ["look", "well"]
    for text in ("", "[]", "{}", "[1]"):
        path.write_text(text, "utf-8")
        with pytest.raises(NoAdvisories):
            advisories.look(path, [DJANGO])
        assert [finding.grade for finding in against(path, now=NOW)] == ["wrong"]
