"""Which Node the checker of levels runs with: the one that set-up put beside our Python, whatever the machine has."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from homeroom.kit.node import find_node


@pytest.fixture(autouse=True)
def _asked_anew() -> Iterator[None]:
    find_node.cache_clear()
    yield
    find_node.cache_clear()


def a_node(folder: Path, version: str) -> Path:
    folder.mkdir()
    program = folder / "node"
    program.write_text(f"#!/bin/sh\necho v{version}\n", "utf-8")
    program.chmod(0o755)
    return program


def test_an_old_node_on_the_path_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, ours = a_node(tmp_path / "machine", "20.19.2"), a_node(tmp_path / "venv", "24.1.0")
    monkeypatch.setenv("PATH", str(old.parent))
    monkeypatch.setattr(sys, "executable", str(ours.parent / "python"))

    assert find_node() == str(ours)


@pytest.mark.parametrize(("version", "fits"), [("22.17.0", False), ("22.18.0", True), ("24.0.0", True), ("words", False)])
def test_the_machines_own_must_be_new_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, fits: bool) -> None:
    machine = a_node(tmp_path / "machine", version)
    (tmp_path / "venv").mkdir()
    monkeypatch.setenv("PATH", f"{machine.parent}")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "venv" / "python"))

    assert find_node() == (str(machine) if fits else None)
