"""What the first pages and every level page know of whoever is signed in."""

import datetime
import uuid
from typing import Literal

from homeroom.home.wire import Me, PersonHere, SealingKey, SectionHere
from homeroom.kit.crypto.parcels import public_key
from homeroom.kit.http import Viewer
from homeroom.progress import deposits
from homeroom.progress import queries as progress
from homeroom.sections import queries as sections


def who_is_here(viewer: Viewer, *, lesson: uuid.UUID | None, level: uuid.UUID | None, now: datetime.datetime) -> Me:
    """Everything of GET /me for somebody who is signed in."""
    key_id, key = public_key()
    return Me(
        person=_person(viewer),
        period=progress.period_of_viewer(viewer, now),
        csrf=viewer.csrf,
        now=progress.milliseconds(now),
        states=progress.states_in(viewer.person_id, lesson) if lesson else {},
        work=progress.work_of(viewer.person_id, level) if level else None,
        sealing=SealingKey(id=key_id, key=key),
        ticket=deposits.new_ticket(viewer.code, now),
    )


def _person(viewer: Viewer) -> PersonHere:
    seat = None
    if viewer.enrolment_id is not None:
        seat = sections.find_seat(viewer.enrolment_id)
    elif viewer.role == "student":
        seat = sections.seats_of(viewer.person_id).first()
    role: Literal["pupil", "teacher", "administrator", "staff"] = "pupil" if viewer.role == "student" else viewer.role
    return PersonHere(
        code=viewer.code,
        name=viewer.name,
        tile=f"{seat.tile_animal}-{seat.tile_colour}" if seat else None,
        role=role,
        weak=viewer.weak,
        age_known=viewer.age_known,
        section=SectionHere(code=seat.section.code, name=seat.section.name) if seat else None,
    )
