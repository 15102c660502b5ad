"""Pure decisions about people. `age_band` is the only place in the house that compares ages (AGE-02)."""

import datetime
import re
import unicodedata
from typing import Literal, NamedTuple

Band = Literal["child", "younger teen", "older teen", "adult"]
FirstThing = Literal["password", "age", "second factor"]
#: Where first things are settled: names of addresses, since the pages belong to a room above.
ASKED_AT: dict[FirstThing, str] = {"password": "sign_in:own_password", "age": "sign_in:age", "second factor": "sign_in:second_factor"}
YOUNGEST, OLDEST = 3, 120
LONGEST_NAME = 70


class Thresholds(NamedTuple):
    """Where bands of age begin, in years: who decides alone, who may publish own pictures and sounds, who is grown up (AGE-18)."""

    consent: int
    media: int
    adult: int


def age_now(told: int | None, told_in: datetime.date | None, today: datetime.date) -> int | None:
    """A told age grows by itself and errs young: a year is added only when twelve whole months have passed (AGE-03)."""
    if told is None or told_in is None:
        return None
    months = (today.year - told_in.year) * 12 + today.month - told_in.month
    return told + max(0, months) // 12


def age_band(told: int | None, told_in: datetime.date | None, today: datetime.date, begins: Thresholds) -> Band:
    """Unknown counts as a child's (AGE-04). `begins` comes from `accounts.queries.thresholds`."""
    age = age_now(told, told_in, today)
    if age is None or age < begins.consent:
        return "child"
    if age < begins.media:
        return "younger teen"
    return "older teen" if age < begins.adult else "adult"


def first_thing(role: str, *, age_known: bool, must_choose_password: bool, second_factor: bool) -> FirstThing | None:
    """What somebody who has just come in must settle before anything else (ACC-07, SEC-04); None when nothing."""
    if must_choose_password:
        return "password"
    if role == "student":
        return None if age_known else "age"
    return "second factor" if role in ("administrator", "staff") and not second_factor else None


def is_age(value: int) -> bool:
    """Whether a number can be somebody's age in years."""
    return YOUNGEST <= value <= OLDEST


def tidy_name(typed: str) -> str:
    """A display name as it is kept: NFC, single spaces, no control or bidirectional override characters; "" when nothing is left."""
    kept = "".join(
        sign
        for sign in unicodedata.normalize("NFC", typed)
        if unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn") or sign in "\u200c\u200d"
    )
    return re.sub(r"\s+", " ", kept).strip()[:LONGEST_NAME].strip()


def tidy_email(typed: str) -> str:
    """An adult's address as it is compared: NFKC, no spaces round it, lower case."""
    return unicodedata.normalize("NFKC", typed).strip().lower()
