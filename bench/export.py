"""Memory of an export: what 5,000 attempts take at the most, against 500, each sent whole in a process of its own.

{"name": "export", "ours": bytes added at the peak of 5,000, "floor": the same of 500, "budget": 1.15, ...}
"""

import datetime
import json
import os
import subprocess
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeroom.config.settings")

import django

django.setup()

from django.core.management import call_command

from homeroom.accounts.models import Person
from homeroom.privacy.export import export
from homeroom.privacy.subjects import Subject
from homeroom.testing.cast import a_person
from homeroom.testing.lives import a_learner

FEW, MANY, BUDGET = 500, 5_000, 1.15


def peak() -> int:
    """Bytes at the peak of this process alone. Not getrusage: its peak comes along from whoever started the process."""
    told = Path("/proc/self/status").read_text("utf-8")
    return int(next(line for line in told.splitlines() if line.startswith("VmHWM:")).split()[1]) * 1024


def send(code: str) -> None:
    """One export after a small one has read templates and translations: bytes sent, and bytes of memory added at the peak."""
    person, other = Person.objects.get(code=code), Person.objects.get(code=os.environ["BENCH_EMPTY"])
    now = datetime.datetime.now(datetime.UTC)
    for _piece in export(Subject(other.pk, other.code), now=now):
        pass
    before = peak()
    sent = sum(len(piece) for piece in export(Subject(person.pk, person.code), now=now))
    print(json.dumps({"sent": sent, "peak": peak(), "grown": peak() - before}))


def sent_apart(code: str, empty: str) -> dict[str, int]:
    """In a process of its own, whose peak is this export's."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.export", code],
        env={**os.environ, "BENCH_EMPTY": empty},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    found: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Prints the line."""
    call_command("migrate", verbosity=0)
    now = datetime.datetime.now(datetime.UTC)
    empty, few, many = (a_person(name, age=11, now=now) for name in ("Eve", "Ben", "Cleo"))
    a_learner(few, runs=FEW, now=now)
    a_learner(many, runs=MANY, now=now)
    small, large = sent_apart(few.code, empty.code), sent_apart(many.code, empty.code)
    ratio = round(large["peak"] / small["peak"], 3)
    print(
        json.dumps(
            {
                "name": "export",
                "ours": large["peak"],
                "floor": small["peak"],
                "ratio": ratio,
                "budget": BUDGET,
                "ok": ratio <= BUDGET,
                "unit": f"bytes of memory at the peak, {MANY} attempts against {FEW}",
                "sent": large["sent"],
                "grown": [small["grown"], large["grown"]],
            }
        )
    )


if __name__ == "__main__":
    os.chdir(Path(__file__).resolve().parent.parent)
    send(sys.argv[1]) if len(sys.argv) > 1 else main()
