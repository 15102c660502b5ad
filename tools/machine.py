"""What tests need from the machine itself: a browser and a PostgreSQL server. Missing ones are installed where we may, else named."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple


class Need(NamedTuple):
    """A program, Debian's package that brings it, how to see that it is there, and what else helps."""

    what: str
    package: str
    there: Callable[[], bool]
    otherwise: str


def chromium() -> bool:
    """Whether Chromium or Chrome is here; CHROMIUM names one that lies elsewhere."""
    named = os.environ.get("CHROMIUM")
    return bool(named and Path(named).exists()) or any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))


def postgres() -> bool:
    """Whether a PostgreSQL server is here, wherever Debian or the PATH keeps it."""
    return any(Path("/usr/lib/postgresql").glob("*/bin/postgres")) or (
        shutil.which("initdb") is not None and shutil.which("postgres") is not None
    )


NEEDS = (
    Need("Chromium", "chromium", chromium, "or set CHROMIUM to where it lies"),
    Need("PostgreSQL's server", "postgresql", postgres, "or put its initdb and postgres into the PATH"),
)


def may_install() -> bool:
    """As root on Debian and its kin."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(packages: list[str]) -> int:
    """Debian's own way, asking nothing; its exit code."""
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]):
        done = subprocess.run(command, env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)
        if done.returncode:
            return done.returncode
    return 0


def main() -> int:
    """0 when everything is there, or could be installed."""
    missing = [need for need in NEEDS if not need.there()]
    if missing and may_install():
        print(f"  Installing {', '.join(need.package for need in missing)} (tests need them) ...", flush=True)
        install([need.package for need in missing])
        missing = [need for need in missing if not need.there()]
    for need in missing:
        print(
            f"The tests need {need.what}, which this machine lacks. Install the package {need.package} "
            f"(Debian, Ubuntu: sudo apt install {need.package}), {need.otherwise}, and run the command again.",
            file=sys.stderr,
        )
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
