"""SWEEP: whether a canary is found in anything the service wrote or remembers, plain, in small letters, encoded or as a digest."""

from homeroom.testing.sweep.listening import listening
from homeroom.testing.sweep.places import PLACES, backup, files, postgres_files, raw_database, rows, tables
from homeroom.testing.sweep.remembered import caches, mails, memory
from homeroom.testing.sweep.spelling import encodings, found_in

__all__ = [
    "PLACES",
    "backup",
    "caches",
    "encodings",
    "files",
    "found_in",
    "listening",
    "mails",
    "memory",
    "postgres_files",
    "raw_database",
    "rows",
    "tables",
    "traces",
]


def traces(*canaries: str, said: str = "", also: dict[str, bytes] | None = None) -> list[str]:
    """Where a canary lies, and how: "table audit_entry: ada@... (sha1 in hex)".

    Looked through are all PLACES, `said` (what was logged meanwhile) and `also` (a backup, the files of a database server).
    """
    places = {name: content for look in PLACES for name, content in look().items()} | {"log": said.encode()} | (also or {})
    return [f"{place}: {canary} ({how})" for place, content in places.items() for canary in canaries for how in found_in(content, canary)]
