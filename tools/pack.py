"""The wheel: the server with its pages' scripts, print fonts, translations and curriculum inside. What `pip wheel .` and `make wheel` run.

A build backend of our own (PEP 517, standard library only): what is built by Node before must be in, what tests need must not.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from homeroom.privacy import checked_by, ledger
from tools.setup import CURRICULUM

ROOT = Path(__file__).resolve().parent.parent
#: Of the clone beside `homeroom/`: carried inside the package, where homeroom.config.environment looks for it.
CARRIED = "homeroom/carried"
#: Neither tests nor sources of scripts are served.
LEAVE_OUT = re.compile(r"(?:^|/)(?:__pycache__|tests|islands)/|\.pyc$|\.golden\.txt$|/static/built/\.homeroom$")


class NotBuilt(RuntimeError):
    """Something that belongs into the wheel is not there yet."""


def contents(root: Path = ROOT) -> Iterator[tuple[str, bytes]]:
    """Every file of the package: its place in the wheel, and what is in it."""
    needed = [
        root / "homeroom" / "static" / "built" / "manifest.json",
        root / "homeroom" / "static" / "version.json",
        root / "homeroom" / "kit" / "pdf" / "fonts" / "families.json",
        *(root / "build" / name for name in CURRICULUM),
        *(path.with_suffix(".mo") for path in sorted(root.glob("translations/*/LC_MESSAGES/*.po"))),
    ]
    missing = [str(path.relative_to(root)) for path in needed if not path.is_file()]
    if missing:
        raise NotBuilt(f"The wheel cannot be made yet: {', '.join(missing)} is not there. `make wheel` builds everything it needs.")
    for path in sorted((root / "homeroom").rglob("*")):
        place = path.relative_to(root).as_posix()
        if path.is_file() and not LEAVE_OUT.search(place):
            yield place, path.read_bytes()
    for path in [*(root / "build" / name for name in CURRICULUM), *sorted(root.glob("translations/*/LC_MESSAGES/*.mo"))]:
        yield f"{CARRIED}/{path.relative_to(root).as_posix()}", path.read_bytes()
    yield from promises(root)


def promises(root: Path = ROOT) -> Iterator[tuple[str, bytes]]:
    """The ledger, which tests stand for what, and what they came to if they ran on this commit."""
    for name in ("promises.toml", "framework.toml"):
        yield f"{CARRIED}/policy/{name}", (root / "policy" / name).read_bytes()
    yield f"{CARRIED}/{checked_by.CARRIED}", json.dumps(checked_by.scan(root), ensure_ascii=False).encode()
    proofs = root / "build" / "proofs.json"
    if (commit := ledger.commit_of(root)) and ledger.read_proofs(proofs)[0] == commit:
        yield f"{CARRIED}/build/proofs.json", proofs.read_bytes()


def project(root: Path = ROOT) -> dict[str, Any]:
    """The table of pyproject.toml."""
    found: dict[str, Any] = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    return found


def metadata(root: Path = ROOT) -> str:
    """METADATA: who we are, and what must be installed beside us (requirements/serve.in)."""
    own = project(root)
    lines = (line.partition("#")[0].strip() for line in (root / "requirements" / "serve.in").read_text("utf-8").splitlines())
    head = {
        "Metadata-Version": "2.4",
        "Name": own["name"],
        "Version": own["version"],
        "Summary": own["description"],
        "License-Expression": own["license"],
        "License-File": own["license-files"][0],
        "Requires-Python": own["requires-python"],
        "Description-Content-Type": "text/markdown",
    }
    needs = [f"Requires-Dist: {line}" for line in lines if line]
    readme = (root / own["readme"]).read_text("utf-8")
    return "\n".join([*(f"{name}: {value}" for name, value in head.items()), *needs, "", readme])


def information(root: Path = ROOT) -> dict[str, bytes]:
    """The files of the .dist-info folder but RECORD."""
    own = project(root)
    scripts = "".join(f"{name} = {place}\n" for name, place in own["scripts"].items())
    return {
        "METADATA": metadata(root).encode(),
        "WHEEL": b"Wheel-Version: 1.0\nGenerator: homeroom\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "entry_points.txt": f"[console_scripts]\n{scripts}".encode(),
        f"licenses/{own['license-files'][0]}": (root / own["license-files"][0]).read_bytes(),
    }


def _folder(root: Path = ROOT) -> str:
    own = project(root)
    return f"{own['name']}-{own['version']}.dist-info"


# --- what build front ends call (PEP 517) ----------------------------------------------------------------------------


def build_wheel(wheel_directory: str, config_settings: object = None, metadata_directory: str | None = None) -> str:
    """Writes the wheel and answers its name. The same files give the same bytes."""
    own, folder = project(), _folder()
    name = f"{own['name']}-{own['version']}-py3-none-any.whl"
    record = io.StringIO()
    with zipfile.ZipFile(Path(wheel_directory) / name, "w", zipfile.ZIP_DEFLATED) as wheel:
        for place, content in [*contents(), *((f"{folder}/{file}", content) for file, content in information().items())]:
            digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
            record.write(f"{place},sha256={digest},{len(content)}\n")
            _add(wheel, place, content)
        record.write(f"{folder}/RECORD,,\n")
        _add(wheel, f"{folder}/RECORD", record.getvalue().encode())
    return name


def _add(wheel: zipfile.ZipFile, place: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(place, (1980, 1, 1, 0, 0, 0))
    entry.external_attr = 0o100644 << 16
    entry.compress_type = zipfile.ZIP_STORED if place.endswith((".woff2", ".br", ".gz")) else zipfile.ZIP_DEFLATED
    wheel.writestr(entry, content)


def prepare_metadata_for_build_wheel(metadata_directory: str, config_settings: object = None) -> str:
    """Writes the .dist-info folder alone and answers its name."""
    for file, content in information().items():
        place = Path(metadata_directory) / _folder() / file
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return _folder()


def build_sdist(sdist_directory: str, config_settings: object = None) -> NoReturn:
    """There is none: the source is the repository."""
    raise NotBuilt("There is no source package: clone the repository instead.")


def main() -> None:
    """`make wheel`: into dist/."""
    from homeroom.kit import static_files  # noqa: PLC0415 -- pip builds without our libraries

    static_files.prepare()
    target = ROOT / "dist"
    target.mkdir(exist_ok=True)
    try:
        name = build_wheel(str(target))
    except NotBuilt as problem:
        sys.exit(str(problem))
    print(f"dist/{name}: {(target / name).stat().st_size / 1024**2:.1f} MB. docs/self-hosting.md says how it is installed.")


if __name__ == "__main__":
    main()
