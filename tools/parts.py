"""Parts of a long run: named commands, told one after the other, each with its time; the first that fails ends the run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: How pytest and vitest close: "== 12 passed, 1 failed in 3.21s ==", the same without its marks, "      Tests  12 passed (12)".
CLOSING = re.compile(r"^(?:(?:=+ )?\d+ (?:passed|failed|error|deselected).* in [\d.]+s.*|\s+Tests\s+.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """One named command; `where` adds to the environment."""

    name: str
    command: tuple[str, ...]
    where: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Told:
    """What a part came to: seconds, exit code, tests passed and failed, what it printed."""

    name: str
    seconds: float
    code: int
    passed: int
    failed: int
    said: str


def environment(more: dict[str, str]) -> dict[str, str]:
    """Our Python and Node first."""
    return os.environ | {"PATH": f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}", "FORCE_COLOR": "0", "NO_COLOR": "1"} | more


def count(word: str, said: str) -> int:
    """How many tests the closing lines call `word`."""
    return sum(int(number) for line in CLOSING.findall(said) for number in re.findall(rf"(\d+) {word}", line))


def run(part: Part, *, aloud: bool) -> Told:
    """Run one part; `aloud` shows its output as it comes, otherwise it is only kept."""
    started = time.monotonic()
    lines = []
    with subprocess.Popen(
        part.command, cwd=ROOT, env=environment(part.where), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
    ) as process:  # fmt: skip
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line)
            if aloud:
                sys.stdout.write(line)
                sys.stdout.flush()
    code = process.returncode
    said = "".join(lines)
    return Told(part.name, time.monotonic() - started, code, count("passed", said), count("failed", said) + count("errors?", said), said)


def table(told: list[Told], seconds: float) -> str:
    """The times, one line for each part, and how long it all took."""
    lines = [f"  {one.name:<28}{one.seconds:>7.1f} s  {'' if one.code == 0 else 'FAILED'}".rstrip() for one in told]
    return "\n".join([*lines, f"  {'together':<28}{seconds:>7.1f} s"])
