"""The wheel is whole: installed into an environment of its own, it serves from an empty folder, without the clone."""

from __future__ import annotations

import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from homeroom.kit import static_files
from homeroom.testing.served import ROOT, Served
from tools import pack


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made by pip, as anybody would make it, without the network."""
    static_files.prepare()
    folder = tmp_path_factory.mktemp("wheel")
    offline = ["--no-deps", "--no-index", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", *offline, "--wheel-dir", str(folder), str(ROOT)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return next(folder.glob("homeroom-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A Python that sees our libraries, but of Homeroom only the wheel; its service is at an empty folder."""
    place = tmp_path_factory.mktemp("installed")
    venv.create(place / "venv", with_pip=False, symlinks=True)
    python = place / "venv" / "bin" / "python"
    own = next(place.glob("venv/lib/python*/site-packages"))
    (own / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", "--quiet",
         "--disable-pip-version-check", "--ignore-installed", str(wheel)],
        check=True,
    )  # fmt: skip
    empty = place / "empty"
    empty.mkdir()
    served = Served(empty, {"HOMEROOM_DATA": "", "HOMEROOM_KEYS": ""}, python=str(python), place=empty)
    try:
        yield served.start()
    finally:
        served.kill()


def test_the_promises_come_with_the_tests_that_stand_for_them(installed: Served) -> None:
    page = installed.get("/en/privacy/promises/")

    assert page.status == 200
    assert "<li>a renamed field changes the page</li>" in page.text


def test_pages_come_with_styles_scripts_and_levels_in_every_language(installed: Served) -> None:
    for language, words in {"en": "Learn", "es": "Aprender", "ar": "تعلّم"}.items():
        page = installed.get(f"/{language}/learn/maze/1/")
        assert page.status == 200
        assert words in page.text
        files = set(re.findall(r'(?:href|src)="(/static/[^"#?]+)', page.text))
        assert any(one.startswith("/static/built/") for one in files)
        assert {one: installed.get(one).status for one in files} == dict.fromkeys(files, 200)
    assert installed.get("/en/privacy/data/").status == 200
    assert installed.get("/readyz").status == 200


def test_data_and_keys_lie_in_the_folder_it_was_started_in(installed: Served) -> None:
    assert (installed.place / "data" / "homeroom.sqlite3").is_file()
    assert (installed.place / "keys" / "keys.json").is_file()


def test_the_commands_are_the_wheels_own(installed: Served) -> None:
    where = subprocess.run(
        [installed.python, "-c", "import homeroom; print(homeroom.__file__)"],
        cwd=installed.place,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(installed.place.parent / "venv")

    doctor = installed.command("doctor").stdout
    assert "fonts for print: there" in doctor
    assert "curriculum: works" in doctor

    told = installed.command("curriculum", "check")
    assert told.returncode == 1
    assert told.stderr.strip() == "The checker is not here: curriculum is written in a clone of the project, not in an installed service."

    program = Path(installed.python).with_name("homeroom")
    help_text = subprocess.run([program], cwd=installed.place, env=installed.environment(), capture_output=True, text=True, check=True)
    assert "homeroom serve" in help_text.stdout


def test_the_wheel_holds_neither_tests_nor_anybodys_data(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        names = opened.namelist()
        assert opened.testzip() is None

    assert [name for name in names if re.search(r"/tests/|\.sqlite3|keys\.json|\.pyc$", name)] == []
    assert all(name.startswith(("homeroom/", f"homeroom-{pack.project()['version']}.dist-info/")) for name in names)


def test_every_library_that_serving_needs_is_named() -> None:
    named = re.findall(r"^Requires-Dist: (\S+)", pack.metadata(), re.MULTILINE)

    assert "Django==5.2.*" in named
    assert len(named) == sum(1 for line in (ROOT / "requirements" / "serve.in").read_text().splitlines() if line and line[0] != "#")


def test_the_same_files_give_the_same_wheel(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()

    made = [tmp_path / name / pack.build_wheel(str(tmp_path / name)) for name in ("one", "other")]

    assert made[0].read_bytes() == made[1].read_bytes()


def test_what_is_not_built_is_named(tmp_path: Path) -> None:
    with pytest.raises(pack.NotBuilt, match=r"levels\.json.*make wheel"):
        list(pack.contents(tmp_path))
