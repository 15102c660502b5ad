"""Where Node is: beside our own Python when set-up has put it there, else the machine's when it is new enough."""

import re
import shutil
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

#: The first release that runs TypeScript as it stands (`engines` of package.json).
LEAST = (22, 18)


@lru_cache(maxsize=1)
def find_node() -> str | None:
    """The program to run; None when there is none that can run the checker."""
    beside = str(Path(sys.executable).parent)
    for found in (shutil.which("node", path=beside), shutil.which("node")):
        if found and _version_of(found) >= LEAST:
            return found
    return None


def _version_of(node: str) -> tuple[int, ...]:
    try:
        said = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=30, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return (0,)
    return tuple(int(number) for number in re.findall(r"\d+", said)[:2]) or (0,)
