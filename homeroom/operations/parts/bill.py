"""The bill of materials: CycloneDX 1.5 as JSON, the same bytes for the same locks and the same time."""

import datetime
import json
import uuid
from collections.abc import Collection
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from homeroom.operations.parts.locks import Library

#: Bills are numbered by what is in them.
_SPACE = uuid.UUID("6d0b6c52-3a0e-4a8f-8a56-0b6f7d7a3d10")


def bill_of(libraries: Collection[Library], *, now: datetime.datetime) -> dict[str, Any]:
    """What ships is "required"; what only builds and tests is "excluded"."""
    number = uuid.uuid5(_SPACE, "\n".join(library.address for library in libraries))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{number}",
        "version": 1,
        "metadata": {
            "timestamp": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {"type": "application", "bom-ref": "homeroom", "name": "homeroom", "version": version_of_homeroom()},
        },
        "components": [_component(library) for library in libraries],
        "dependencies": [{"ref": "homeroom", "dependsOn": [library.address for library in libraries if library.ships]}],
    }


def _component(library: Library) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": library.address,
        "name": library.name,
        "version": library.version,
        "scope": "required" if library.ships else "excluded",
        "purl": library.address,
        "hashes": [{"alg": kind, "content": digest} for kind, digest in library.hashes],
    }


def as_text(bill: dict[str, Any]) -> str:
    """As it is written into a file."""
    return json.dumps(bill, indent=1, ensure_ascii=False) + "\n"


def version_of_homeroom() -> str:
    """As it was installed; a clone says "0"."""
    try:
        return version("homeroom")
    except PackageNotFoundError:
        return "0"
