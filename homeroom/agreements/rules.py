"""What versions of texts are asked or told, of whom, and what a new purpose may touch. Pure; the texts themselves are read by `library`."""

import datetime
from typing import Literal

from homeroom.agreements.library import Agreement as Agreement
from homeroom.agreements.library import agreements as agreements
from homeroom.agreements.library import current as current
from homeroom.agreements.library import kinds as kinds

#: Who agrees to a text, or is told that it changed.
Asked = Literal["agree", "told"]
#: Days for which the first page tells of a change that matters.
ANNOUNCED = 60
GROWN_UPS = ("teacher", "administrator", "staff")


def asked_of(role: str, kind: str, *, material: bool) -> Asked | None:
    """What a new version of a text asks of somebody who is signed in (POL-02, POL-05).

    Pupils are minors whose school or family decides: they are told in their words and never asked to agree.
    """
    if kind == "terms" and role in GROWN_UPS:
        return "agree"
    if kind == "policy" and material:
        return "told"
    return None


def is_announced(date: datetime.date, material: bool, number: int, today: datetime.date) -> bool:
    """Whether the first page tells of it: for sixty days, and not of a first version, which changes nothing."""
    return material and number > 1 and date <= today < date + datetime.timedelta(days=ANNOUNCED)


def may_use_old_data(since: int, *, role: str, told: int, decided: int | None) -> bool:
    """Whether a purpose that the policy names since this version may touch what was collected before it (POL-03).

    `told` is the newest version that the person was told of (0: none). A pupil's record is the school's to decide on: `decided` is the
    newest version that the school has agreed to, None while there is no school to ask, and then nothing new is done at all.
    """
    if since <= 1:
        return True
    if role == "student":
        return decided is not None and decided >= since
    return told >= since
