"""Reading the audit, and whether it is whole."""

from homeroom.audit.models import Entry
from homeroom.audit.rules import FORGET, START, hash_of


def entries_about(code: str) -> list[Entry]:
    """What was done to one person, newest first ("who has seen my data", SHR-14)."""
    return list(Entry.objects.filter(about=code).order_by("-id"))


def first_broken() -> int | None:
    """Id of the first entry whose chain does not hold; None when all hold."""
    previous = _beginning()
    for entry in Entry.objects.order_by("id").iterator():
        whole = hash_of(previous, entry.at, entry.by, entry.what, entry.about, entry.where, entry.why)
        if bytes(entry.previous) != previous or bytes(entry.hash) != whole:
            return entry.pk
        previous = bytes(entry.hash)
    return None


def _beginning() -> bytes:
    """What the first entry must follow: nothing, or what we ourselves have forgotten by its time."""
    first = Entry.objects.order_by("id").first()
    if first is None or bytes(first.previous) == START:
        return START
    forgotten = {entry.why for entry in Entry.objects.filter(what=FORGET)}
    return bytes(first.previous) if bytes(first.previous).hex() in forgotten else START
