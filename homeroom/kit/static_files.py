"""Static files under an address that changes with their content, so that browsers may keep them for ever.

`prepare()` copies the kit's files to homeroom/static/kit with compressed twins and notes their version; what Vite built has
hashes of its own. WhiteNoise sends both.
"""

import gzip
import hashlib
import json
import shutil
from functools import lru_cache
from pathlib import Path
from typing import Any

import brotli
from django.conf import settings
from django.contrib.staticfiles.storage import StaticFilesStorage
from whitenoise import WhiteNoise

HERE = Path(__file__).resolve().parent.parent
SOURCE = HERE / "kit" / "static" / "kit"
READY = HERE / "static" / "kit"
BUILT = HERE / "static" / "built"
VERSION = HERE / "static" / "version.json"
COMPRESSED = {".css", ".js", ".svg", ".json", ".txt"}


def prepare() -> str:
    """Copies and compresses the kit's static files when they have changed; answers their version."""
    digest = hashlib.sha256()
    files = sorted(path for path in SOURCE.rglob("*") if path.is_file())
    for path in files:
        digest.update(str(path.relative_to(SOURCE)).encode() + b"\0" + path.read_bytes())
    version = digest.hexdigest()[:10]
    if VERSION.exists() and json.loads(VERSION.read_text("utf-8")).get("kit") == version and READY.exists():
        return version
    shutil.rmtree(READY, ignore_errors=True)
    for path in files:
        to = READY / path.relative_to(SOURCE)
        to.parent.mkdir(parents=True, exist_ok=True)
        content = path.read_bytes()
        to.write_bytes(content)
        if path.suffix in COMPRESSED:
            to.with_name(to.name + ".br").write_bytes(brotli.compress(content, quality=11))
            to.with_name(to.name + ".gz").write_bytes(gzip.compress(content, 9, mtime=0))
    VERSION.write_text(json.dumps({"kit": version}), "utf-8")
    version_of_kit.cache_clear()
    return version


@lru_cache(maxsize=1)
def version_of_kit() -> str:
    """The version in force."""
    return prepare()


@lru_cache(maxsize=1)
def manifest() -> dict[str, Any]:
    """Vite's manifest: source path to built file and its style sheets."""
    path = BUILT / "manifest.json"
    try:
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except FileNotFoundError as problem:
        raise RuntimeError(f"{path.name} is missing: run `npm run build` (make serve does it)") from problem
    return found


def island(name: str) -> str:
    """Address of a room's page script by its file's name; empty where nobody has written or built it (the page works without)."""
    if not (BUILT / "manifest.json").exists():
        return ""
    found = next((entry for source, entry in manifest().items() if source.endswith(f"/islands/{name}.tsx")), None)
    return "" if found is None else f"{settings.STATIC_URL}built/{found['file']}"


class Versioned(StaticFilesStorage):
    """`{% static 'kit/base.css' %}` as /static/kit-<version>/base.css."""

    def url(self, name: str | None, force: bool = False) -> str:
        text = name or ""
        if text.startswith("kit/"):
            return f"{settings.STATIC_URL}kit-{version_of_kit()}/{text[4:]}"
        return f"{settings.STATIC_URL}{text}"


def _headers(headers: Any, path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Referrer-Policy"] = "same-origin"
    if settings.HOMEROOM_HTTPS:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    if "/built/engine/" in url:
        # The Worker that runs pupils' programs: nothing but its own WebAssembly.
        headers["Content-Security-Policy"] = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
    elif path.endswith(".svg"):
        headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"


def with_static_files(application: Any) -> WhiteNoise:
    """WSGI: static files first, then the application."""
    sender = WhiteNoise(application, add_headers_function=_headers, immutable_file_test=lambda path, url: True, max_age=31_536_000)
    sender.add_files(str(READY), prefix=f"static/kit-{version_of_kit()}/")
    if BUILT.exists():
        sender.add_files(str(BUILT), prefix="static/built/")
    return sender
