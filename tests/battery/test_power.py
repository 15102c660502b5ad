"""Power cuts: the data lies on a disk of its own; what has reached that disk at a moment is all that is left. Needs root (loop devices).

The server is stopped (not ended), the disk's image is copied as it is, the copy is mounted as after a cut, and compared with what had been
acknowledged by then.
"""

import filecmp
import os
import random
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.school import Saving, School

CUTS = int(os.environ.get("HOMEROOM_CUTS", "12"))
MEGABYTES = 96


@contextmanager
def mounted(image: Path, place: Path) -> Iterator[Path]:
    """A file system in a file."""
    place.mkdir(exist_ok=True)
    done = subprocess.run(["mount", "-o", "loop", image, place], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"power cuts need root and loop devices: {done.stderr}"
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


def what_a_cut_leaves(school: School, image: Path, copy: Path) -> None:
    """Copies the disk while the server stands still; twice, until nothing was being written back in between."""
    os.killpg(school.pid, signal.SIGSTOP)
    try:
        for _ in range(8):
            shutil.copyfile(image, copy)
            again = copy.with_suffix(".again")
            shutil.copyfile(image, again)
            if filecmp.cmp(copy, again, shallow=False):
                return
        raise AssertionError("the disk never came to rest")
    finally:
        os.killpg(school.pid, signal.SIGCONT)


def cuts_with_loss(settings: str, cuts: int) -> tuple[int, int]:
    """How many of the cuts lost something acknowledged, and how many runs were acknowledged in all."""
    folder = Path(tempfile.mkdtemp(prefix="homeroom-power-"))
    image, copy = folder / "disk.img", folder / "copy.img"
    with image.open("wb") as file:
        file.truncate(MEGABYTES * 1024 * 1024)
    subprocess.run(["mkfs.ext4", "-q", "-F", image], check=True)
    chance, losses = random.Random(11), 0
    try:
        with mounted(image, folder / "disk") as disk:
            school = School("sqlite", data=disk / "data")
            school.environment["DJANGO_SETTINGS_MODULE"] = settings
            try:
                pupils = school.make_pupils(6)
                subprocess.run(["sync", "-f", disk], check=True)
                school.start()
                saving = Saving(school, pupils)
                for _ in range(cuts):
                    time.sleep(chance.uniform(0.6, 2.0))
                    acknowledged = set(saving.acknowledged)
                    what_a_cut_leaves(school, image, copy)
                    with mounted(copy, folder / "after") as after:
                        school.environment["HOMEROOM_DATA"] = str(after / "data")
                        stored = {str(row["attempt"]) for row in school.what_is_kept() if "attempt" in row}
                    losses += bool(acknowledged - stored)
                saving.end()
                return losses, len(saving.acknowledged)
            finally:
                school.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def test_no_power_cut_takes_what_was_acknowledged() -> None:
    losses, acknowledged = cuts_with_loss("homeroom.config.settings", CUTS)

    assert losses == 0
    assert acknowledged >= 20 * CUTS


def test_the_control_that_does_not_wait_for_the_disk_loses() -> None:
    losses, _ = cuts_with_loss("tests.battery.hasty_settings", CUTS)

    assert losses > 0
