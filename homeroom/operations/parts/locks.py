"""The libraries that the locks name: requirements/serve.txt for the server, package-lock.json for the pages."""

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from django.conf import settings

Ecosystem = Literal["PyPI", "npm"]
_PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^\]]*\])?==([^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


class NoLocks(RuntimeError):
    """The locks are not beside the program; the sentence says where they are."""


@dataclass(frozen=True)
class Library:
    """One library at one version. `ships`: it runs in the service or in browsers; others only build and test it."""

    ecosystem: Ecosystem
    name: str
    version: str
    hashes: tuple[tuple[str, str], ...]
    ships: bool

    @property
    def address(self) -> str:
        """Its package URL: pkg:npm/%40preact/signals@2.11.4."""
        kind = "pypi" if self.ecosystem == "PyPI" else "npm"
        return f"pkg:{kind}/{quote(self.name, safe='/')}@{quote(self.version, safe='')}"


def libraries(folder: Path | None = None) -> list[Library]:
    """Everything that is locked, by ecosystem and name. Raises `NoLocks`."""
    place = folder or Path(settings.HERE)
    try:
        python, node = (place / "requirements" / "serve.txt").read_text("utf-8"), (place / "package-lock.json").read_text("utf-8")
    except FileNotFoundError as problem:
        raise NoLocks(f"{Path(problem.filename).name} is not beside the program. Run this in a clone of the repository.") from problem
    found = [*_python(python), *_node(json.loads(node))]
    return sorted(set(found), key=lambda one: (one.ecosystem, one.name, one.version))


def _python(text: str) -> Iterator[Library]:
    for entry in re.split(r"\n(?=\S)", text):
        if pinned := _PINNED.match(entry):
            hashes = tuple(("SHA-256", found) for found in sorted(_HASH.findall(entry)))
            yield Library("PyPI", pinned[1], pinned[2], hashes, ships=True)


def _node(lock: dict[str, Any]) -> Iterator[Library]:
    for path, entry in lock["packages"].items():
        if path and "version" in entry:
            name = entry.get("name") or path.rpartition("node_modules/")[2]
            kind, _, digest = entry.get("integrity", "").partition("-")
            hashes = ((f"SHA-{kind[3:]}", base64.b64decode(digest).hex()),) if digest else ()
            yield Library("npm", name, entry["version"], hashes, ships=not entry.get("dev", False))
