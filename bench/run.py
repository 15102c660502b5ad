"""`make bench`: every budget of the design as a line of JSON. `python -m bench.run grid bell` runs the parts so named."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
POSTGRES = [PYTHON, "-m", "homeroom.testing.postgres"]
#: Name, command. Parts with the same first word share a data folder; `bell` uses what `writes-sqlite` made.
PARTS: list[tuple[str, list[str]]] = [
    ("pages", ["node", "bench/pages.ts"]),
    ("page-cpu", [PYTHON, "-m", "bench.page_cpu"]),
    ("engine", ["npm", "run", "--silent", "bench:engine"]),
    ("writes-sqlite", [PYTHON, "-m", "bench.writes", "sqlite"]),
    ("bell", [PYTHON, "-m", "bench.bell"]),
    ("writes-postgresql", [*POSTGRES, PYTHON, "-m", "bench.writes", "postgresql"]),
    ("privacy", [PYTHON, "-m", "bench.privacy"]),
    ("grid", [PYTHON, "-m", "bench.grid"]),
    ("retention", [PYTHON, "-m", "bench.retention"]),
    ("export", [PYTHON, "-m", "bench.export"]),
    ("memory", [PYTHON, "-m", "bench.memory"]),
    ("kills-sqlite", [PYTHON, "-m", "bench.kills", "sqlite"]),
    ("kills-postgresql", [PYTHON, "-m", "bench.kills", "postgresql"]),
]


def run(name: str, command: list[str], folder: Path) -> list[dict[str, object]]:
    """Runs one part; its lines are printed as they come. A part that breaks is a line that is not ok."""
    place = folder / ("sqlite" if name in ("writes-sqlite", "bell") else name)
    (place / "data").mkdir(parents=True, exist_ok=True)
    environment = {
        **os.environ, "HOMEROOM_DATA": str(place / "data"), "HOMEROOM_KEYS": str(place / "keys"), "BENCH_OUT": str(place / "facts.json"),
        "HOMEROOM_HOSTS": "localhost,127.0.0.1", "PRIVACY_CONTACT": "privacy@school.example", "DATABASE_URL": "",
    }  # fmt: skip
    lines = []
    with subprocess.Popen(command, cwd=HERE, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for text in process.stdout:
            if text.startswith("{"):
                print(text, end="", flush=True)
                lines.append(json.loads(text))
    if process.returncode:
        broken = {
            "name": name,
            "ours": None,
            "floor": None,
            "ratio": None,
            "budget": None,
            "ok": False,
            "problem": f"ended with {process.returncode}",
        }
        print(json.dumps(broken), flush=True)
        lines.append(broken)
    return lines


def main(words: list[str]) -> int:
    """Runs the parts that were asked for; says at the end what is over its budget. 1 when a part could not be measured."""
    with tempfile.TemporaryDirectory(prefix="homeroom-bench-") as folder:
        chosen = [(name, command) for name, command in PARTS if not words or any(word in name for word in words)]
        lines = [line for name, command in chosen for line in run(name, command, Path(folder))]
    over = [str(line["name"]) for line in lines if not line["ok"]]
    print(f"{len(lines) - len(over)} of {len(lines)} within budget" + (f"; over: {', '.join(over)}" if over else ""), file=sys.stderr)
    return int(any("problem" in line for line in lines))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
