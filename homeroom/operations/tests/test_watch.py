"""Saving a file shows the level in the open browser; while something is wrong the page says what (issue 2.7)."""

import os
import re
import shutil
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from homeroom.curriculum import actions as curriculum
from homeroom.curriculum import library, queries
from homeroom.curriculum.catalogue import said_in
from homeroom.kit.crypto.keys import forget_keys
from homeroom.operations.serving import watch
from homeroom.testing.cast import NOW
from homeroom.testing.served import ROOT, a_server

LEVEL = "courses/maze/01-maze/01-maze/01-first-steps/level.toml"


@pytest.fixture
def written(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """A curriculum of the author's own, and a folder of its own for what the checker writes."""
    shutil.copytree(ROOT / "curriculum", tmp_path / "curriculum")
    shutil.copytree(settings.HOMEROOM_CURRICULUM, tmp_path / "build", ignore=shutil.ignore_patterns(".*"))
    before, settings.HOMEROOM_CURRICULUM = settings.HOMEROOM_CURRICULUM, tmp_path / "build"
    curriculum.load_levels(now=NOW)
    yield tmp_path / "curriculum"
    settings.HOMEROOM_CURRICULUM = before
    library.refresh_slots()
    forget_keys()


def change_hint(level: Path, hint: str) -> None:
    level.write_text(re.sub(r'^hint = ".*"$', f'hint = "{hint}"', level.read_text("utf-8"), flags=re.MULTILINE), "utf-8")


def hint_of(level_id: uuid.UUID) -> str:
    shown = queries.find_level(level_id)
    assert shown is not None
    return said_in(shown.texts["hint"], "en")


@pytest.mark.django_db
def test_a_saved_level_is_taken_in_and_a_broken_one_is_told(written: Path) -> None:
    lesson, level = queries.courses()[0].lessons[0], written / LEVEL
    stamp = watch.stamp()

    change_hint(level, "Count the squares with your finger.")
    watch.build(written)

    assert watch.problems() == ()
    assert watch.stamp() != stamp
    assert hint_of(lesson.levels[0].id) == "Count the squares with your finger."

    stamp, whole = watch.stamp(), level.read_text("utf-8")
    level.write_text(whole.replace("title =", "titel ="), "utf-8")
    watch.build(written)

    assert watch.stamp() == stamp
    assert any("01-first-steps" in line and "title" in line for line in watch.problems())
    assert hint_of(lesson.levels[0].id) == "Count the squares with your finger."

    level.write_text(whole, "utf-8")
    watch.build(written)

    assert watch.problems() == ()
    assert watch.stamp() != stamp


def test_every_change_of_a_file_is_seen(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    file = tmp_path / "deep" / "level.toml"
    states = [watch.state_of(tmp_path)]
    file.write_text("one")
    states.append(watch.state_of(tmp_path))
    os.utime(file, ns=(1, 1))
    states.append(watch.state_of(tmp_path))
    file.unlink()
    states.append(watch.state_of(tmp_path))

    assert states[0] == states[3] == {}
    assert states[1] != states[2]


def test_a_running_server_notices_that_a_file_was_saved(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "build", tmp_path / "build", ignore=shutil.ignore_patterns(".*"))
    with a_server(HOMEROOM_CURRICULUM=str(tmp_path / "build")) as served:
        served.start("--watch")
        before = served.get("/build").text
        page = served.get("/en/learn/maze/1/")
        assert "watch.js" in page.text
        time.sleep(1.1)  # the watcher has looked once

        os.utime(ROOT / "curriculum" / LEVEL)

        until = time.monotonic() + 30
        while served.get("/build").text == before:
            assert time.monotonic() < until
            time.sleep(0.2)
        assert '"problems":[]' in served.get("/build").text
        assert served.get("/en/learn/maze/1/").status == 200
        served.stop()
