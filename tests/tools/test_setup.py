"""Setting up does each step once, again when something changed, and tells trouble in words that help."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from homeroom.curriculum import library
from homeroom.kit.node import LEAST
from tools import setup as tool


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in the place of the project."""
    for name, path in {
        "ROOT": tmp_path,
        "BUILD": tmp_path / "build",
        "LOG": tmp_path / "build" / "setup.log",
        "VENV": tmp_path / ".venv",
    }.items():
        monkeypatch.setattr(tool, name, path)
    return tmp_path


def test_a_step_is_done_once_and_again_when_its_source_changes(clone: Path) -> None:
    source, product, done = clone / "level.toml", clone / "levels.json", []

    def work() -> None:
        done.append(source.read_text())
        product.write_text("made")

    def step() -> bool:
        return tool.step(clone / "stamp", tool.print_of(files=[source]), "Working", work, products=[product])

    source.write_text("one")
    assert [step(), step()] == [True, False]
    source.write_text("two")
    assert [step(), step()] == [True, False]
    product.unlink()
    assert [step(), step()] == [True, False]
    assert done == ["one", "two", "two"]


def test_a_step_that_fails_is_tried_again(clone: Path) -> None:
    def fail() -> None:
        raise tool.Trouble("It broke.", "Mend it.")

    for _ in range(2):
        with pytest.raises(tool.Trouble, match="It broke"):
            tool.step(clone / "stamp", "print", "Working", fail)


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ("Temporary failure in name resolution", "needs the network once"),
        ("npm error errno ENOTFOUND", "needs the network once"),
        ("request failed, reason: self-signed certificate in certificate chain", "NODE_EXTRA_CA_CERTS"),
        ("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed", "PIP_CERT"),
    ],
)
def test_a_failed_download_is_told_with_what_to_do_about_the_network(clone: Path, said: str, advice: str) -> None:
    with pytest.raises(tool.Trouble, match="could not be installed") as told:
        tool.run("sh", "-c", f"echo '{said}'; exit 1", what="It could not be installed.", to_do="Look.")

    assert advice in told.value.to_do
    assert said in str(told.value)
    assert said in (clone / "build" / "setup.log").read_text()


def test_another_failure_keeps_its_own_advice(clone: Path) -> None:
    with pytest.raises(tool.Trouble) as told:
        tool.run("sh", "-c", "echo no compiler; exit 1", what="It could not be built.", to_do="Install a compiler.")

    assert told.value.to_do == "Install a compiler."
    assert (clone / "build").exists()


@pytest.mark.parametrize(
    ("installed", "complete"),
    [
        ({"node_modules/a": "1.0.0", "node_modules/b": "2.0.0"}, True),
        ({"node_modules/a": "1.0.0", "node_modules/b": "2.0.0", "node_modules/for-macs": "3.0.0"}, True),
        ({"node_modules/a": "1.0.0", "node_modules/b": "1.9.0"}, False),
        ({"node_modules/a": "1.0.0"}, False),
        ({"node_modules/a": "1.0.0", "node_modules/b": "2.0.0", "node_modules/stray": "1.0.0"}, False),
    ],
)
def test_npm_packages_count_as_installed_when_they_are_those_of_the_lock(clone: Path, installed: dict[str, str], complete: bool) -> None:
    lock = {
        "node_modules/a": {"version": "1.0.0"},
        "node_modules/b": {"version": "2.0.0"},
        "node_modules/for-macs": {"version": "3.0.0", "optional": True},
    }
    (clone / "package-lock.json").write_text(json.dumps({"packages": {"": {"name": "homeroom"}, **lock}}))
    (clone / "node_modules").mkdir()
    assert not tool.npm_installed()

    note = {"packages": {path: {"version": version} for path, version in installed.items()}}
    (clone / "node_modules" / ".package-lock.json").write_text(json.dumps(note))

    assert tool.npm_installed() is complete


def test_a_taken_port_is_told_before_setting_up(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[str] = []
    monkeypatch.setattr(tool, "set_up", begun.append)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        monkeypatch.setenv("PORT", port)
        monkeypatch.setattr("sys.argv", ["setup.py", "--then-serve"])

        with pytest.raises(SystemExit, match=f"^Port {port} is taken by a program that is running already. If it is Homeroom, open"):
            tool.main()
    assert begun == []


@pytest.mark.parametrize("port", ["many", "70000", "-1"])
def test_what_is_no_port_is_told_before_setting_up(port: str) -> None:
    with pytest.raises(tool.Trouble, match="PORT is"):
        tool.port_must_be_free(port)


def test_a_port_is_free_again_when_the_other_program_ends() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        with pytest.raises(tool.Trouble, match="taken"):
            tool.port_must_be_free(port)

    assert tool.port_must_be_free(port) is None  # type: ignore[func-returns-value]


COUNTS = (
    "import sys, time\nfor n in (1, 2):\n    print(f'{n} of 2', file=sys.stderr, flush=True); time.sleep(0.4)\n"
    "print('a word on the way', flush=True); print('2 levels verified')"
)


def a_long_step() -> str:
    return tool.run(sys.executable, "-c", COUNTS, what="It broke.", to_do="Mend it.")


def test_a_long_step_says_now_and_then_into_a_file_how_far_it_is(
    clone: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tool.Telling, "SELDOM", 0.1)

    tool.say("Checking", a_long_step)

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "  Checking ..."
    assert {line.partition(",")[0] for line in lines[1:-1]} >= {"    1 of 2", "    2 of 2"}
    assert re.fullmatch(r"  \.\.\. \d+ s: 2 levels verified", lines[-1])
    assert "a word on the way" in tool.LOG.read_text()
    assert "1 of 2" not in tool.LOG.read_text()


def test_a_terminal_sees_the_count_in_place(clone: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(tool.Telling, "OFTEN", 0.1)

    tool.say("Checking", a_long_step)

    shown = capsys.readouterr().out
    assert shown.count("\n") == 1
    assert "\r\x1b[K  Checking ... 1 of 2, " in shown
    assert re.search(r"\r\x1b\[K  Checking \.\.\. \d+ s: 2 levels verified\n$", shown)


def test_a_step_that_breaks_leaves_a_whole_line(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(tool.Trouble, match="It broke"):
        tool.say("Checking", lambda: tool.run(sys.executable, "-c", "1/0", what="It broke.", to_do="Mend it."))

    assert capsys.readouterr().out == "  Checking ...\n"


def test_the_command_of_the_documents_works_from_any_folder(clone: Path, tmp_path: Path) -> None:
    (clone / ".venv" / "bin").mkdir(parents=True)
    (clone / ".venv" / "bin" / "python").symlink_to(sys.executable)
    (clone / "homeroom").mkdir()
    (clone / "homeroom" / "__main__.py").write_text("import sys\nprint('homeroom', *sys.argv[1:])\n", "utf-8")

    tool.command_line()

    said = subprocess.run(
        [clone / ".venv" / "bin" / "homeroom", "curriculum", "check"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert said.stdout == "homeroom curriculum check\n"


def test_set_up_and_the_service_want_the_same_node() -> None:
    package = json.loads((Path(tool.__file__).resolve().parents[1] / "package.json").read_text("utf-8"))

    assert package["engines"]["node"] == f">={'.'.join(map(str, LEAST))}"


def test_everything_that_the_server_reads_of_the_curriculum_is_made() -> None:
    assert tool.CURRICULUM == library.FILES
