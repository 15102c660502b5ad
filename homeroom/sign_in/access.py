"""The doors: what a code, link or card opens, and whether a door that was opened before is still open (design section 4, CLS-07)."""

from __future__ import annotations

import base64
import json
import secrets
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from homeroom.accounts import queries as people
from homeroom.kit.crypto import mark, marked
from homeroom.kit.errors import NotFound, Refused
from homeroom.sections import queries as classes
from homeroom.sections.rules.codes import tidy_join_code
from homeroom.sign_in.rules import HALFWAY_LIFE, Door, Opens, is_fresh, may_try, read_code

if TYPE_CHECKING:
    import datetime

    from homeroom.accounts.models import Person
    from homeroom.sections.models import Enrolment, Period, Section


class Closed(Refused):
    """Wrong, over, closed: nobody is told which."""

    status, code = 404, "closed"


class DoorShut(Refused):
    """A door that was open for this page is not any more: the code is asked for again."""

    status, code = 410, "door-shut"


@dataclass(frozen=True)
class Opened:
    """A door with what is behind it. `text` is the door, signed, for the page to carry."""

    door: Door
    text: str
    section: Section
    period: Period | None


def _sign(place: str, facts: dict[str, object]) -> str:
    text = base64.urlsafe_b64encode(json.dumps(facts, separators=(",", ":")).encode()).decode().rstrip("=")
    return f"{text}.{mark(text, place)}"


def _read(place: str, signed: str) -> dict[str, object] | None:
    text, _dot, found = signed[:2000].rpartition(".")
    if not text or not marked(text, place, found):
        return None
    facts: dict[str, object] = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    return facts


def _open(opens: Opens, section: Section, period: Period | None, lock: bytes | memoryview | None, now: datetime.datetime) -> Opened:
    door = Door(opens, section.pk, period.pk if period else None, bytes(lock or b"").hex(), int(now.timestamp()), secrets.token_urlsafe(9))
    return Opened(door, _sign("sign_in.door", asdict(door)), section, period)


def what_opens(typed: str, now: datetime.datetime) -> Opened | Enrolment | None:
    """What a typed code opens: a class's door, one pupil's seat (a card), or nothing. Whatever was typed costs the same look-ups."""
    kind, code = read_code(typed)
    today = now.date()
    period = classes.period_with_code(code if kind == "period" else "", now)
    seat = classes.seat_with_card(code if kind == "card" else "", today)
    section = classes.section_with_join_code(tidy_join_code(typed[:100]) if kind in ("join", "period") else "", today)
    if period is not None:
        return _open("period", period.section, period, period.code_index, now)
    if seat is not None:
        return seat
    return None if section is None else _open("join", section, classes.open_period(section.pk), section.join_index, now)


def what_link_opens(key: str, now: datetime.datetime) -> Opened | Enrolment | None:
    """What the key in a link's fragment opens: the class of a class link, or the seat of a card's QR code."""
    kind, code = read_code(key)
    seat = classes.seat_with_card(code if kind == "card" else "", now.date())
    section = classes.section_with_link(key[:100])
    if seat is not None:
        return seat
    return None if section is None else _open("link", section, classes.open_period(section.pk), section.link_index, now)


def door_from(text: str, now: datetime.datetime) -> Opened:
    """The door that a page carries, if it is ours, fresh, and its code still opens; raises `DoorShut`."""
    facts = _read("sign_in.door", text)
    door = Door(**facts) if facts else None  # type: ignore[arg-type]
    if door is None or not is_fresh(door, now):
        raise DoorShut(_("The door of your class is closed again. Type the class code once more."))
    opened = _still_open(door, text, now)
    if opened is None:
        raise DoorShut(_("The door of your class is closed again. Ask your teacher to open it, then type the class code once more."))
    return opened


def _still_open(door: Door, text: str, now: datetime.datetime) -> Opened | None:
    section = classes.section_by_id(door.section_id)
    if section is None or section.archived_at is not None:
        return None
    period = classes.open_period(section.pk)
    if door.opens == "period":
        here = period is not None and period.pk == door.period_id and period.sign_in_until > now and _same(period.code_index, door.lock)
        return Opened(door, text, section, period) if here else None
    if door.opens == "join" and section.join_ends_on is not None and section.join_ends_on < now.date():
        return None
    index = section.link_index if door.opens == "link" else section.join_index
    return Opened(door, text, section, period) if _same(index, door.lock) else None


def _same(index: bytes | memoryview | None, lock: str) -> bool:
    return index is not None and bytes(index).hex() == lock


def seat_behind(opened: Opened, student_code: str) -> Enrolment:
    """The seat of one pupil behind this door, if it may be tried there; raises `NotFound`."""
    seat = classes.seats_in(opened.section.pk).filter(student__code=student_code).first()
    if seat is None or not may_try(seat.sign_in, opened.door.opens):
        raise NotFound()
    seat.section = opened.section
    return seat


def door_again(section_id: int | None, period_id: int | None, now: datetime.datetime) -> Opened | None:
    """After "not me": the door that the one before came through, where a class code would still open it."""
    period = classes.find_period(period_id) if period_id is not None else None
    if period is None or period.section_id != section_id or period.ended_at is not None or period.sign_in_until <= now:
        return None
    section = classes.section_by_id(period.section_id)
    return None if section is None or section.archived_at else _open("period", section, period, period.code_index, now)


def halfway(person: Person, now: datetime.datetime) -> str:
    """What the page with the six digits carries after a right password: it ends soon, and when the password changes."""
    return _sign(
        "sign_in.halfway", {"who": person.code, "at": int(now.timestamp()), "of": mark(person.password, "sign_in.halfway.password")}
    )


def person_halfway(text: str, now: datetime.datetime) -> Person:
    """Whose password was right a moment ago; raises `DoorShut`."""
    facts = _read("sign_in.halfway", text)
    person = people.find_person(str(facts["who"])) if facts else None
    if person is None or facts is None or not 0 <= now.timestamp() - int(str(facts["at"])) + 60 <= HALFWAY_LIFE.total_seconds() + 60:
        raise DoorShut(_("That took a little long. Please sign in again."))
    if not marked(person.password, "sign_in.halfway.password", str(facts["of"])):
        raise DoorShut(_("The password has changed. Please sign in again."))
    return person
