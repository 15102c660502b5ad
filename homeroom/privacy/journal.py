"""The journal of erasures as a file beside the database: it outlives a database that is lost, and is replayed on an older one (RET-05)."""

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from homeroom.privacy.models import Receipt

FILE = "erasures.jsonl"
Line = dict[str, Any]


def place() -> Path:
    """Where it lies; there is none before the first erasure."""
    return Path(settings.HOMEROOM_DATA) / FILE


def line_of(receipt: Receipt) -> Line:
    """One erasure: receipt, times, reason, counts, and the marks of whom it was about."""
    return {
        "receipt": str(receipt.pk),
        "begun_at": receipt.begun_at.isoformat(),
        "ended_at": receipt.ended_at.isoformat() if receipt.ended_at else None,
        "because": receipt.because,
        "counts": json.loads(receipt.counts),
        "erased": sorted([one.table, bytes(one.mark).hex()] for one in receipt.erased.all()),
    }


def append(line: Line) -> None:
    """Adds a line, on the disk before it returns."""
    path = place()
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    _write(handle, [line])


def put(lines: Iterable[Line], path: Path) -> None:
    """Writes a whole journal elsewhere, on the disk before it returns: there is always the old one or the new one, never half of one."""
    draft = path.with_name(f".{path.name}")
    _write(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), lines)
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _write(handle: int, lines: Iterable[Line]) -> None:
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(line, separators=(",", ":")) + "\n" for line in lines)
        file.flush()
        os.fsync(file.fileno())


def in_file(path: Path | None = None) -> Iterator[Line]:
    """Every line of the file. The last may have been cut off by a power failure: its erasure is in the database all the same."""
    path = path or place()
    if not path.exists():
        return
    for text in path.read_text("utf-8").splitlines():
        try:
            yield json.loads(text)
        except ValueError:
            continue


def in_database() -> Iterator[Line]:
    """Every line that the database holds: what a restore takes out of it before it puts an older one in its place."""
    for receipt in Receipt.objects.prefetch_related("erased").order_by("begun_at"):
        yield line_of(receipt)


def together(*sources: Iterable[Line]) -> list[Line]:
    """Each erasure once; a later source counts."""
    return list({line["receipt"]: line for source in sources for line in source}.values())
