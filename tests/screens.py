"""`make screens`: pictures of a class at work into docs/screens/; only those that look different are written anew.

`--all FOLDER` takes every page, whole, into a folder of your own: for looking at a change of the look.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import segno
from PIL import Image, ImageChops

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from homeroom.testing.served import Served, a_server  # noqa: E402

SCREENS = ROOT / "docs" / "screens"
MOST = 24
#: Bytes of one picture.
ROOM = 150_000
#: Two pictures are the same while fewer pixels than one in this many differ by more than STEP of 255 (edges of letters do).
ONE_IN = 400
STEP = 40
#: What the square on the wall opens in the pictures.
WALL = "http://school.example/class/#482913"
SIGN_IN = re.compile(r"teacher: (\S+), password (\S+), at .*pupil: (\S+), password (\S+),")


def main() -> int:
    """Serves the example school, drives the browser, keeps what differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="every page, whole, into FOLDER; docs/screens/ stays")
    wanted = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="homeroom-screens-") as taken,
        a_server(TEACHER_SIGNUP="open", HOMEROOM_ADDRESS="http://school.example") as school,
    ):
        school.start("--demo")
        folder = wanted.all.resolve() if wanted.all else Path(taken)
        folder.mkdir(parents=True, exist_ok=True)
        wrong = take(school, folder, everything=wanted.all is not None)
        if wanted.all is None:
            keep(sorted(folder.glob("*.png")))
    sys.stderr.writelines(f"{one}\n" for one in wrong)
    return 1 if wrong else 0


def take(school: Served, folder: Path, *, everything: bool) -> list[str]:
    """The browser's part; what went wrong on pages, in words."""
    said = SIGN_IN.search(school.hears("teacher: "))
    assert said is not None
    email, password, _pupil, _its_password = said.groups()
    cards = subprocess.run(
        [sys.executable, "-m", "tests.journeys.secrets"], cwd=ROOT, env=school.environment(), capture_output=True, text=True, check=True
    ).stdout.splitlines()
    told = {
        "address": f"http://127.0.0.1:{school.port}",
        "folder": str(folder),
        "square": segno.make(WALL, error="m", micro=False).svg_inline(omitsize=True, border=1, dark="#14132a", light="#ffffff"),
        "all": everything,
        "teacher": {"email": email, "password": password},
        "cards": [json.loads(card) for card in cards],
    }
    node = shutil.which("node")
    assert node is not None
    driven = subprocess.run(
        [node, "tests/journeys/screens.ts"], cwd=ROOT, input=json.dumps(told), stdout=subprocess.PIPE, text=True, check=True
    )  # fmt: skip
    wrong: list[str] = json.loads(driven.stdout)
    return wrong


def keep(pictures: list[Path]) -> None:
    """Writes those that look different, removes those that nobody takes any more."""
    assert len(pictures) <= MOST, f"{len(pictures)} pictures; design.md allows {MOST}"
    SCREENS.mkdir(parents=True, exist_ok=True)
    changed = 0
    for path in pictures:
        shrunk = shrink(Image.open(path).convert("RGB"))
        assert len(shrunk) < ROOM, f"{path.name} has {len(shrunk):,} bytes"
        there = SCREENS / path.name
        if not there.exists() or not same(Image.open(there), Image.open(io.BytesIO(shrunk))):
            there.write_bytes(shrunk)
            changed += 1
    for old in set(SCREENS.glob("*.png")) - {SCREENS / path.name for path in pictures}:
        old.unlink()
    sys.stdout.write(f"{len(pictures)} pictures in docs/screens, {changed} of them new or different\n")


def shrink(picture: Image.Image) -> bytes:
    """As PNG with a palette: 256 colours, fewer where that is too big."""
    for colours in (256, 128, 64, 32):
        file = io.BytesIO()
        picture.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
        if file.tell() < ROOM:
            break
    return file.getvalue()


def same(one: Image.Image, other: Image.Image) -> bool:
    """Whether nobody would see a difference."""
    if one.size != other.size:
        return False
    difference = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).convert("L")
    return sum(difference.histogram()[STEP:]) * ONE_IN < one.width * one.height


if __name__ == "__main__":
    sys.exit(main())
