"""What is erased is not in the database's files either: neither in free pages nor in the write-ahead log (DEL-11)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CANARY = "canary-of-a-mistake-8c1f"

pytestmark = pytest.mark.sqlite


def test_nothing_of_an_erased_pupil_is_left_in_the_files_of_sqlite(tmp_path: Path) -> None:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("HOMEROOM_", "DATABASE_URL", "DJANGO_"))}
    own |= {"HOMEROOM_DATA": str(tmp_path / "data"), "HOMEROOM_KEYS": str(tmp_path / "keys")}

    told = subprocess.run(
        [sys.executable, "-m", "tests.promises.erased_files", CANARY], cwd=ROOT, env=own, capture_output=True, text=True, check=False
    )

    assert told.returncode == 0, told.stderr
    before, after = map(int, told.stdout.split())
    assert before > 0
    assert after == 0
