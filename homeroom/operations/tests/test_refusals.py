"""What a command cannot do it says in plain words: what happened and what to do, without the name of a class, and ends with 1."""

import re
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from homeroom.testing.served import Served, a_server


def said(done: subprocess.CompletedProcess[str]) -> str:
    """The refusal; nothing else may stand beside it."""
    assert done.returncode == 1, done.stdout + done.stderr
    words = done.stderr.strip()
    assert words[0].isupper(), words
    assert words[-1] in ".`", words
    assert not re.search(r"Error\b|Traceback|Exception", words), words
    assert "\n" not in words, words
    return words


@pytest.fixture
def place() -> Iterator[Served]:
    with a_server() as served:
        yield served


def test_a_taken_port_is_told_before_anything_is_prepared(place: Served) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        begun = time.process_time()

        words = said(place.command("serve", "--port", str(port)))

        assert words == f"Port {port} is taken by another program. Choose another one, for example PORT={port + 1}."
        assert time.process_time() - begun < 5
    assert not (place.folder / "data").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("serve", "--demo", "--lan"), "for this machine only"),
        (("serve", "--port", "many"), "'many' is no port; use a number from 0 to 65535. `homeroom serve --help`"),
        (("serve", "--port", "70000"), "use a number from 0 to 65535"),
        (("serve", "--fast"), "Unrecognized arguments: --fast. `homeroom serve --help`"),
        (("keys",), "are required: status|backup|rotate. `homeroom keys --help`"),
        (("restore", "nowhere.backup"), "nowhere.backup"),
        (("curriculum", "build"), "invalid choice: 'build'"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(place: Served, words: tuple[str, ...], told: str) -> None:
    assert told in said(place.command(*words))


def test_a_data_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with a_server(HOMEROOM_DATA=str(tmp_path / "file" / "data")) as served:
        assert f"The folder {tmp_path}/file/data cannot be used (Not a directory)." in said(served.command("serve", "--port", "0"))


def test_a_database_that_is_none_is_named(place: Served) -> None:
    (place.folder / "data").mkdir()
    (place.folder / "data" / "homeroom.sqlite3").write_bytes(b"a letter to families" * 400)

    words = said(place.command("serve", "--port", "0"))

    assert "homeroom.sqlite3 cannot be used: file is not a database" in words
    assert "homeroom restore" in words


def test_a_postgresql_that_does_not_answer_is_told() -> None:
    with a_server(DATABASE_URL="postgresql://homeroom:secret@127.0.0.1:1/homeroom") as served:
        words = said(served.command("serve", "--port", "0"))

    assert words.startswith("The database does not answer: ")
    assert "DATABASE_URL" in words
    assert "secret" not in words


def test_the_doctor_ends_with_how_much_is_wrong(place: Served) -> None:
    done = place.command("doctor")

    assert done.returncode == 1
    assert re.fullmatch(r"\d+ things are wrong\.\n", done.stderr)
