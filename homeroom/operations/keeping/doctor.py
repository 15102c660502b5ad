"""What an operator should look at, each with what to do (SEC-01..05, POL-08)."""

import contextlib
import datetime
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.db import DatabaseError, connection

from homeroom.accounts.queries import administrators
from homeroom.agreements import library
from homeroom.agreements.queries import changed_files
from homeroom.audit.queries import follow_all
from homeroom.kit.pdf import faces
from homeroom.operations import queries
from homeroom.operations.keeping import disk, keys, rotation
from homeroom.operations.keeping.wanted import WANTED
from homeroom.operations.serving import state
from homeroom.sign_in.queries import without_second_factor

Grade = Literal["well", "look", "wrong"]
#: Bytes of free disk below which an operator is told, and below which a school day may end in "full".
LITTLE, TOO_LITTLE = 2 * 1024**3, 300 * 1024**2
#: A key that seals for longer than this should be replaced.
OLD_KEY = datetime.timedelta(days=400)
#: A nightly backup that failed twice.
OLD_BACKUP = datetime.timedelta(days=3)


@dataclass(frozen=True)
class Finding:
    """One thing: how it stands, and what to do unless it is well."""

    grade: Grade
    what: str
    to_do: str = ""


def examine(*, now: datetime.datetime) -> Iterator[Finding]:
    """Everything, in the order a person would set things right."""
    yield from _parts(now)
    yield from _keys(now)
    yield from _where_tables_are(_administrators)
    yield from _where_tables_are(_record)
    service = state.last_service()
    yield _service(service)
    yield from _network(service)
    yield from _where_tables_are(_database)
    yield _disk()
    yield _encrypted_disk()
    yield from _settings()
    yield _backup(now)
    yield from _where_tables_are(_texts)
    yield _authority()
    yield _fonts()


def _where_tables_are(look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """What can only be seen in a database that answers and has its tables; `_parts` tells when it does not."""
    with contextlib.suppress(DatabaseError):
        yield from look()


def _parts(now: datetime.datetime) -> Iterator[Finding]:
    to_do = {
        "database": "Look whether the database runs, and whether DATABASE_URL names it.",
        "files": f"Let the user who runs Homeroom write into {settings.HOMEROOM_DATA}.",
        "curriculum": "`homeroom curriculum check` writes it; HOMEROOM_CURRICULUM says where.",
        "jobs": "Start the service again. If it goes on, the log says which job breaks.",
    }
    for part, said in queries.parts(now=now).items():
        yield Finding("well", f"{part}: works") if said == "ok" else Finding("wrong", f"{part}: {said}", to_do[part])
    if not queries.is_complete():
        yield Finding("wrong", "tables: not all migrations are in", "Start `homeroom serve` once: it brings them up to date.")


def _keys(now: datetime.datetime) -> Iterator[Finding]:
    found = keys.state()
    if found.open_to_others:
        yield Finding("wrong", f"keys: others on this machine can read {found.folder}", f"chmod 700 {found.folder}; chmod 600 its files.")
    else:
        yield Finding("well", "keys: only their owner can read them")
    if keys.apart_from_data():
        yield Finding("well", "keys: kept apart from the data")
    else:
        yield Finding(
            "wrong",
            "keys: they lie with the data",
            "Move them and name the place in HOMEROOM_KEYS: who gets a copy of the data must not get the keys.",
        )
    if found.backed_up_at is None or found.backup_is_old:
        what = "keys: never backed up" if found.backed_up_at is None else "keys: changed since they were backed up"
        yield Finding(
            "wrong",
            what,
            "`homeroom keys backup FILE`, and keep the file in another place. Without the keys every name and program is lost.",
        )
    else:
        yield Finding("well", f"keys: backed up on {found.backed_up_at:%d %B %Y}")
    if now - found.made_at > OLD_KEY:
        yield Finding(
            "look", "keys: the same for more than a year", "`homeroom keys rotate` draws a new one; back the keys up again afterwards."
        )


def _administrators() -> Iterator[Finding]:
    people = administrators()
    without = without_second_factor(people)
    if not people:
        yield Finding("look", "administrators: nobody runs this service yet", "`homeroom serve` prints a link for the first one.")
    elif without:
        who = "one has" if without == 1 else f"{without} have"
        yield Finding("wrong", f"administrators: {who} no second factor", "Each sets up an authenticator app on the page My account.")
    else:
        yield Finding("well", "administrators: all have a second factor")


def _record() -> Iterator[Finding]:
    walk = follow_all()
    if walk.broken is None:
        yield Finding("well", f"record of what was done: whole, {walk.entries} entries")
    else:
        yield Finding(
            "wrong",
            f"record of what was done: does not hold at entry {walk.broken}; it was changed, or something was taken out there",
            "Keep this database as it is and compare it with a backup: somebody has written into its tables.",
        )


def _service(service: state.Service | None) -> Finding:
    if service is None:
        return Finding("well", "service: not running at this moment")
    since = f"{service.started_at:%d %B %Y, %H:%M} UTC"
    if service.runs:
        return Finding("well", f"service: runs since {since} at {service.address} (process {service.pid})")
    return Finding(
        "look",
        f"service: not running; the one that began on {since} was killed or lost its power. What it acknowledged is kept",
        "Start it again with `homeroom serve`.",
    )


def _network(service: state.Service | None) -> Iterator[Finding]:
    """As the running service was started; as this command's settings say while none runs."""
    scope = service.scope if service is not None and service.runs else state.scope_now()
    everywhere = "*" in settings.ALLOWED_HOSTS
    if scope == "https":
        yield Finding("well", "network: HTTPS, as HOMEROOM_HTTPS says")
        if everywhere:
            yield Finding(
                "wrong",
                "network: answers to every name",
                "Name the service in HOMEROOM_HOSTS, for example HOMEROOM_HOSTS=class.school.example.",
            )
        return
    if scope == "machine":
        yield Finding("well", "network: this machine only, over plain HTTP")
    else:
        yield Finding(
            "look",
            "network: every device in the building, over plain HTTP; what is typed can be read along in its network",
            "On the internet put HTTPS in front and set HOMEROOM_HTTPS=yes (docs/self-hosting.md).",
        )


def _database() -> Iterator[Finding]:
    if connection.vendor == "sqlite":
        mode, waits = _ask("PRAGMA journal_mode"), _ask("PRAGMA synchronous")
        fine, name = mode == "wal" and waits == 2, "SQLite"
    else:
        fine, name = _ask("SHOW fsync") == "on" and _ask("SHOW synchronous_commit") != "off", "PostgreSQL"
        yield from _way_to_postgresql()
    if fine:
        yield Finding("well", f"database: {name} keeps what it has acknowledged, also when the power fails")
    else:
        yield Finding(
            "wrong",
            f"database: {name} may lose acknowledged work when the power fails",
            "Switch fsync and synchronous commits on; for SQLite use a disk of this machine, not of the network.",
        )


def _way_to_postgresql() -> Iterator[Finding]:
    if settings.HOMEROOM_DATABASE_HERE:
        return
    if _ask("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"):
        yield Finding("well", "database: the way to PostgreSQL is encrypted")
    else:
        yield Finding("wrong", "database: the way to PostgreSQL is not encrypted", "Let the server offer TLS.")


def _ask(sql: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        row = cursor.fetchone()
    return row[0] if row else None


def _disk() -> Finding:
    place = Path(settings.HOMEROOM_DATA)
    free = shutil.disk_usage(place if place.exists() else place.parent).free
    said = f"disk: {free / 1024**3:.1f} GB free for {place}"
    if free >= LITTLE:
        return Finding("well", said)
    return Finding("wrong" if free < TOO_LITTLE else "look", said, "Make room: when the disk is full, nothing can be saved any more.")


def _encrypted_disk() -> Finding:
    """Names, secrets and programs are ciphertext in the database all the same; times, ages and who is in one class are not (SEC-02)."""
    said, by = disk.standing()
    if said == "encrypted":
        return Finding("well", "disk: encrypted, as this system says")
    if said == "unknown" and by:
        return Finding("well", f"disk: encrypted by {by}, as HOMEROOM_DISK_ENCRYPTED_BY says; this system cannot tell")
    to_do = (
        "Put the data on an encrypted disk (LUKS), and set HOMEROOM_DISK_ENCRYPTED_BY where somebody else encrypts it below this system."
    )
    if said == "open" and by:
        return Finding(
            "look", f"disk: this system sees no encryption; HOMEROOM_DISK_ENCRYPTED_BY says that it is done by {by}, below it", to_do
        )
    what = "disk: not encrypted, as far as this system sees" if said == "open" else "disk: whether it is encrypted cannot be told here"
    return Finding("look", what, to_do)


def _settings() -> Iterator[Finding]:
    for one in WANTED:
        if one.value:
            yield Finding("well", f"{one.about}: {one.told(one.value)}")
        else:
            yield Finding(one.grade, f"{one.about}: {one.empty}", one.to_do)


def _backup(now: datetime.datetime) -> Finding:
    last = rotation.last()
    if last is None:
        return Finding("look", "backup: none was ever made", "`homeroom backup --to FOLDER`, every night, to another disk.")
    said = f"backup: the last one was made on {last.at:%d %B %Y at %H:%M} UTC, into {last.file}"
    return Finding("well", said) if now - last.at < OLD_BACKUP else Finding("wrong", said, "Look why the nightly backup stopped.")


def _texts() -> Iterator[Finding]:
    own = settings.HOMEROOM_TEXTS
    wrong = [*library.problems(library.OURS), *(library.problems(own) if own else ())]
    wrong += [f"{name} says something else than what was published" for name in changed_files()] if not wrong else []
    if wrong:
        yield Finding("wrong", f"policy and agreements: {'; '.join(wrong)}", "`homeroom agreements check` tells everything that is wrong.")
    else:
        yield Finding("well", f"policy and agreements: as they were published{', with your own' if own else ''}")


def _authority() -> Finding:
    """RIGHTS-08 and RIGHTS-11: both stand on the privacy page."""
    missing = {
        "HOMEROOM_HOSTING": (settings.HOMEROOM_HOSTING, "the country that the data lies in"),
        "HOMEROOM_AUTHORITY": (settings.HOMEROOM_AUTHORITY, "the authority that takes complaints, with its address"),
    }
    names = [name for name, (value, _what) in missing.items() if not value]
    if not names:
        return Finding("well", f"hosting and complaints: {settings.HOMEROOM_HOSTING}; {settings.HOMEROOM_AUTHORITY}")
    return Finding(
        "wrong",
        f"hosting and complaints: the privacy page cannot name {' and '.join(missing[name][1] for name in names)}",
        f"Set {' and '.join(names)}.",
    )


def _fonts() -> Finding:
    if (faces.GATHERED / "families.json").exists():
        return Finding("well", "fonts for print: there")
    return Finding(
        "look",
        "fonts for print: not gathered, so sign-in cards and letters cannot be made",
        "`npm run build` gathers them (make serve does it).",
    )
