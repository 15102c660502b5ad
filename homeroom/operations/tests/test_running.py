"""Commands in a second terminal know whether the service runs, and whom it lets in; a killed one is not taken for running."""

import datetime
import os
import signal
import stat
import time
from pathlib import Path
from typing import Any

import pytest

from homeroom.operations.serving import state
from homeroom.testing.cast import NOW
from homeroom.testing.served import Served, a_server

BUILDING = "network: every device in the building, over plain HTTP"


def doctor(served: Served) -> str:
    return served.command("doctor").stdout


def test_the_doctor_in_a_second_terminal_sees_the_building_served_and_the_end_of_it() -> None:
    with a_server() as served:
        assert "service: not running at this moment" in doctor(served)

        served.start("--lan")
        running = doctor(served)
        file = served.folder / "data" / "serving.json"

        assert BUILDING in running
        assert served.process is not None
        assert f":{served.port} (process {served.process.pid})" in running
        assert stat.S_IMODE(file.stat().st_mode) == 0o600

        assert served.stop() == 0
        ended = doctor(served)

        assert not file.exists()
        assert "service: not running at this moment" in ended
        assert "network: this machine only" in ended


def test_a_killed_service_is_not_taken_for_running_and_the_next_one_is() -> None:
    with a_server() as served:
        served.start("--lan")
        served.kill()

        killed = doctor(served)
        assert "service: not running; the one that began on" in killed
        assert BUILDING not in killed

        served.start()
        again = doctor(served)
        assert "service: runs since" in again
        assert "network: this machine only" in again
        assert served.stop(signal.SIGINT) == 0
        assert "not running at this moment" in doctor(served)


@pytest.fixture
def data(settings: Any, tmp_path: Path) -> Path:
    settings.HOMEROOM_DATA = tmp_path
    return tmp_path


def test_what_is_told_is_there_while_it_is_told(data: Path) -> None:
    with state.told("http://class-7:8000", lan=True, now=NOW):
        assert state.last_service() == state.Service(os.getpid(), "http://class-7:8000", "building", NOW, runs=True)

    assert state.last_service() is None
    assert list(data.iterdir()) == []


def test_a_file_without_its_lock_is_left_over_though_its_process_number_lives(data: Path) -> None:
    left = f'{{"pid":{os.getpid()},"address":"http://localhost:8000","scope":"machine","started_at":"{NOW.isoformat()}"}}'
    (data / "serving.json").write_text(left)

    found = state.last_service()

    assert found is not None
    assert not found.runs


@pytest.mark.parametrize("half", ["", '{"pid":1', '{"pid":"many"}', "[]"])
def test_half_a_file_is_nothing(data: Path, half: str) -> None:
    (data / "serving.json").write_text(half)

    assert state.last_service() is None


def test_a_second_service_on_the_same_folder_leaves_the_first_ones_word(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "PATIENCE", 0.05)
    later = NOW + datetime.timedelta(hours=1)
    with state.told("http://first", lan=False, now=NOW):
        begun = time.monotonic()
        with state.told("http://second", lan=False, now=later):
            assert (found := state.last_service()) is not None
            assert found.address == "http://first"
        assert time.monotonic() - begun < 5
        assert (data / "serving.json").exists()
