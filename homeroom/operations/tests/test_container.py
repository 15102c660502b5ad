"""As in the container of deploy/Containerfile: a user without rights, and no place to write but data and keys (SEC-05).

Nothing here builds an image, which would need somebody else's registry. The properties that the container rests on are made by the system
itself: a mount namespace in which everything is read-only, and the user nobody without any capability.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from homeroom.kit import static_files
from homeroom.testing.served import ROOT, Served, a_server

#: The user nobody of every Linux.
NOBODY = 65_534
#: In a namespace of its own: what the program needs to read but nobody may reach is shown elsewhere, then every mount is read-only.
CONFINED = """#!/bin/sh
exec unshare --mount /bin/sh -ec '
mount --make-rprivate /
mount --bind {folder} {folder}
{shown}
cut -d" " -f5 /proc/self/mountinfo | sort -u | while read -r place; do
    case "$place" in {folder}|/dev|/dev/*|/proc|/proc/*) ;; *) mount -o remount,bind,ro "$place" 2>/dev/null || [ "$place" != / ] ;; esac
done
exec setpriv --reuid={nobody} --regid={nobody} --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all {python} "$@"
' confined "$@"
"""


def shown(folder: Path) -> str:
    """Commands that show Python and our files where an ancestor of theirs is closed to others (a home of root)."""
    needed = {Path(sys.base_prefix), Path(sys.prefix).resolve(), ROOT}
    closed = {next((one for one in reversed(path.parents) if not one.stat().st_mode & 0o001), None): path for path in needed}
    commands = []
    for top in {one for one in closed if one is not None}:
        stand_in = folder.parent / f"shown{str(top).replace('/', '-')}"
        for path in sorted(one for one in needed if one.is_relative_to(top)):
            (stand_in / path.relative_to(top)).mkdir(parents=True, exist_ok=True)
            commands.append(f"mount --bind {path} {stand_in / path.relative_to(top)}")
        commands.append(f"mount --rbind {stand_in} {top}")
    return "\n".join(commands)


@pytest.fixture(scope="module")
def confined(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    assert os.geteuid() == 0, "a namespace of its own needs root, as CI has"
    static_files.prepare()
    with a_server(PYTHONDONTWRITEBYTECODE="1") as served:
        served.folder.chmod(0o755)
        place = served.folder / "within"
        place.mkdir()
        subprocess.run(["chown", f"{NOBODY}:{NOBODY}", place], check=True)
        wrapper = served.folder / "python"
        wrapper.write_text(CONFINED.format(folder=place, shown=shown(place), nobody=NOBODY, python=sys.executable))
        wrapper.chmod(0o755)
        served.folder, served.python = place, str(wrapper)
        yield served.start()


def status_of(process: int) -> dict[str, str]:
    """What the system says of a process."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def test_it_runs_without_any_right_where_nothing_else_can_be_written(confined: Served) -> None:
    assert confined.process is not None
    for process in (confined.process.pid, *confined.workers()):
        status = status_of(process)
        assert set(status["Uid"].split()) == {str(NOBODY)}
        assert {status[name] for name in ("CapPrm", "CapEff", "CapBnd", "CapInh")} == {"0" * 16}
        assert status["NoNewPrivs"] == "1"
    tried = "import sys\ntry: open(sys.argv[1], 'w')\nexcept OSError as problem: sys.exit(problem.errno)"
    for place in (ROOT / "homeroom" / "static" / "x", Path(tempfile.gettempdir()) / "x", Path("/etc/x")):
        done = subprocess.run([confined.python, "-c", tried, str(place)], check=False)
        assert done.returncode in (13, 30), "neither forbidden nor read-only"
    assert subprocess.run([confined.python, "-c", tried, str(confined.folder / "x")], check=False).returncode == 0


def test_it_is_ready_in_every_part_and_keeps_what_people_send(confined: Served) -> None:
    ready = confined.get("/readyz")
    assert (ready.status, '"ready":true' in ready.text) == (200, True)
    style = re.search(r'href="(/static/kit-[0-9a-f]+/site\.gen\.css)"', confined.get("/en/").text)
    assert style is not None
    assert confined.get(style[1]).status == 200

    form = {"name": "Ada", "email": "ada@school.example", "password": "lantern over quiet gravel", "accepts": "on"}
    head = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://localhost:{confined.port}"}
    assert confined.ask("POST", "/en/sign-up/", body=urlencode(form).encode(), headers=head).status in (200, 302)
    answer = confined.ask("POST", "/en/sign-in/", body=urlencode(form).encode(), headers=head)

    assert answer.status == 302
    assert "homeroom=" in answer.headers["set-cookie"] or "here=" in answer.headers["set-cookie"]
    assert {path.name for path in confined.folder.iterdir()} - {"x"} == {"data", "keys"}


def test_the_container_is_made_so() -> None:
    lines = (ROOT / "deploy" / "Containerfile").read_text("utf-8")
    told = [line for line in lines.splitlines() if line and not line.startswith("#")]

    assert told[:2] == ["ARG BASE", "FROM ${BASE}"], "whose image it is decides whoever builds"
    assert "USER 10001:10001" in told
    assert 'VOLUME ["/data", "/keys"]' in told
    assert "ENV HOMEROOM_DATA=/data HOMEROOM_KEYS=/keys PYTHONDONTWRITEBYTECODE=1" in told
    assert "--require-hashes -r /parts/serve.txt" in lines
    assert "podman run --read-only --cap-drop=all --security-opt=no-new-privileges" in lines
