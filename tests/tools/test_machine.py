"""What the machine lacks for the tests is installed where we may, and otherwise named with what to do; it is never passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import machine


def needing(monkeypatch: pytest.MonkeyPatch, *there: bool, may_install: bool) -> list[list[str]]:
    """A machine on which one need is seen to be met or not, look after look; what was installed."""
    looks, installed = iter(there), []

    def install(packages: list[str]) -> int:
        installed.append(packages)
        return 0

    monkeypatch.setattr(machine, "NEEDS", (machine.Need("A browser", "browser", lambda: next(looks), "or build one"),))
    monkeypatch.setattr(machine, "may_install", lambda: may_install)
    monkeypatch.setattr(machine, "install", install)
    return installed


def test_a_machine_that_has_everything_is_left_alone(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    installed = needing(monkeypatch, True, may_install=True)

    assert machine.main() == 0
    assert installed == []
    assert capsys.readouterr().err == ""


def test_what_is_missing_is_installed_where_we_may(monkeypatch: pytest.MonkeyPatch) -> None:
    installed = needing(monkeypatch, False, True, may_install=True)

    assert machine.main() == 0
    assert installed == [["browser"]]


@pytest.mark.parametrize(("there", "may_install"), [((False,), False), ((False, False), True)])
def test_what_cannot_be_installed_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], there: tuple[bool, ...], may_install: bool
) -> None:
    needing(monkeypatch, *there, may_install=may_install)

    assert machine.main() == 1
    assert "sudo apt install browser), or build one, and run the command again." in capsys.readouterr().err


def test_a_browser_may_lie_anywhere_if_it_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not machine.chromium()

    browser = tmp_path / "my-chromium"
    browser.touch()
    monkeypatch.setenv("CHROMIUM", str(browser))

    assert machine.chromium()
