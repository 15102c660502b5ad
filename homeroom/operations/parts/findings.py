"""What the doctor says of our libraries (SEC-06)."""

import datetime
from collections.abc import Iterator
from pathlib import Path

from homeroom.operations.keeping.doctor import Finding
from homeroom.operations.parts import advisories, locks, noted

#: A file of advisories that is older says little.
OLD = datetime.timedelta(days=30)


def against(path: Path, *, now: datetime.datetime) -> Iterator[Finding]:
    """The file's date first, then each library that something is known against."""
    try:
        libraries = locks.libraries()
        looked = advisories.look(path, libraries)
    except (locks.NoLocks, advisories.NoAdvisories) as problem:
        yield Finding("wrong", "libraries: could not be compared", str(problem))
        return
    date = datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC).date()
    noted.note(looked, of=looked.newest or date)
    newest = f", the newest of {looked.newest:%d %B %Y}" if looked.newest else ""
    said = f"advisories: {looked.advisories} in a file of {date:%d %B %Y}{newest}"
    if now.date() - (looked.newest or date) > OLD:
        yield Finding("look", said, "Fetch a newer one on a machine with the network, and look again.")
    else:
        yield Finding("well", said)
    for known in looked.known:
        what = f"libraries: {known.library.name} {known.library.version}: {known.id} {known.summary}".rstrip()
        to_do = (
            f"It is mended in {known.fixed_in}. Upgrade Homeroom."
            if known.fixed_in
            else "Nothing mends it yet. Ask where Homeroom comes from."
        )
        yield Finding("wrong" if known.library.ships else "look", what, to_do)
    if not looked.known:
        yield Finding("well", f"libraries: nothing is known against any of {len(libraries)}")
