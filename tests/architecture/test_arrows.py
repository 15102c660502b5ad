"""The contract that keeps tables, forms and views inside their rooms notices a breach, and lets what is allowed through."""

from __future__ import annotations

import sys
from pathlib import Path

import grimp
import pytest

from tools.house_contracts import OwnFiles

HOUSE = {
    "sections/models.py": "",
    "sections/queries.py": "from toyhouse.sections import models",
    "config/urls.py": "from toyhouse.sections import models",
    "progress/actions.py": "from toyhouse.sections import queries",
    "progress/tests/test_actions.py": "from toyhouse.sections import models",
}


def breaches(folder: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str]) -> list[tuple[str, str]]:
    """What the contract says of a small house of these files."""
    for name, source in files.items():
        path = folder / "toyhouse" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source + "\n")
        for package in (path.parent, path.parent.parent):
            (package / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.delitem(sys.modules, "toyhouse", raising=False)
    options = {"root": "toyhouse", "files": ["models", "views"], "open_to": ["config"]}
    contract = OwnFiles(name="own files", session_options={"root_packages": ["toyhouse"]}, contract_options=options)
    found: list[tuple[str, str]] = contract.check(grimp.build_graph("toyhouse", cache_dir=None), verbose=False).metadata["breaches"]
    return found


def test_a_room_uses_its_own_tables_and_others_ask_its_queries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert breaches(tmp_path, monkeypatch, HOUSE) == []


def test_a_room_that_reaches_for_anothers_tables_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house = HOUSE | {"progress/queries.py": "from toyhouse.sections.models import Section"}

    assert breaches(tmp_path, monkeypatch, house) == [("toyhouse.progress.queries", "toyhouse.sections.models")]
