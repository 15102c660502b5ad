"""Pure decisions at the door: what was typed, what a door opens, where one may go on, which password is good enough."""

import datetime
import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from zxcvbn import zxcvbn
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from homeroom.kit.ids import CARD_LETTERS
from homeroom.kit.tokens_gen import SECRET_PICTURES

Opens = Literal["period", "link", "join"]
Typed = Literal["period", "card", "join", "nothing"]

#: How long the page behind a right code may stay open before the code is asked for again; behind a class link it is the school day.
DOOR_LIFE: dict[Opens, datetime.timedelta] = {
    "period": datetime.timedelta(minutes=30),
    "link": datetime.timedelta(hours=12),
    "join": datetime.timedelta(minutes=30),
}
#: How long there is for the six digits after a right password.
HALFWAY_LIFE = datetime.timedelta(minutes=10)
LINK_LIFE = datetime.timedelta(days=14)
CARD_LENGTH = 30
#: Above so many names a row of first letters comes before the names.
MANY_NAMES = 40
SHORTEST_CHILD, SHORTEST_ADULT, LONGEST_PASSWORD = 8, 10, 200
#: zxcvbn's own count: 3 is "safely unguessable" online and worth a slow hash offline.
STRONG_ENOUGH = 3
RECOVERY_CODES = 10
#: Seconds of one TOTP step (RFC 6238).
STEP = 30
_common = frozenset(FREQUENCY_LISTS["passwords"])
_not_said = re.compile(r"[\s\-–—_.·]+")


@dataclass(frozen=True)
class Door:
    """A door that a right code opened for one page. `lock` changes with the code, `opened_at` is Unix seconds, `nonce` this opening."""

    opens: Opens
    section_id: int
    period_id: int | None
    lock: str
    opened_at: int
    nonce: str


def read_code(typed: str) -> tuple[Typed, str]:
    """What a child typed into the one field: digits of any script are a class code, thirty consonants a card, the rest a join code."""
    plain = _not_said.sub("", "".join(sign for sign in unicodedata.normalize("NFKC", typed[:200]) if unicodedata.category(sign) != "Cf"))
    if plain and all(unicodedata.category(sign) == "Nd" for sign in plain):
        return "period", "".join(str(unicodedata.digit(sign)) for sign in plain)
    if len(plain) == CARD_LENGTH and set(plain.upper()) <= set(CARD_LETTERS):
        return "card", plain.upper()
    return ("join", plain.lower()) if plain else ("nothing", "")


def read_pictures(posted: list[str], *, back: bool) -> list[str]:
    """The pictures chosen so far, each known, at most three; with `back` the last is taken away."""
    chosen = [name for name in posted if name in SECRET_PICTURES][:3]
    return chosen[:-1] if back else chosen


def is_fresh(door: Door, now: datetime.datetime) -> bool:
    """Whether a door is still to be believed."""
    age = now.timestamp() - door.opened_at
    return -60 <= age <= DOOR_LIFE[door.opens].total_seconds()


def may_try(way: str, opens: Opens) -> bool:
    """Which secrets a door takes: pictures only in an open class or behind its link; words also with the join code (design section 4)."""
    return way in ("words", "password") if opens == "join" else way in ("picture", "pictures", "words", "password")


def way_of(sign_in: str) -> str:
    """How a session that began with this secret is called: one picture and three are both weak."""
    return "pictures" if sign_in in ("picture", "pictures") else sign_in


def is_own_path(path: str) -> bool:
    """Whether `next=` leads to a page of ours: an absolute path, and nothing a browser could read as another host."""
    return bool(re.fullmatch(r"/(?![/\\])[^\x00-\x20\x7f\\]*", path)) and len(path) <= 500


def is_good_for_a_child(password: str, *names: str) -> bool:
    """At least eight signs, not on the list of common passwords, not made of one's own name or one sign."""
    plain = unicodedata.normalize("NFKC", password).casefold().strip()
    own = {name.casefold() for name in names if name}
    return SHORTEST_CHILD <= len(password) <= LONGEST_PASSWORD and plain not in _common and plain not in own and len(set(plain)) > 2


def is_good_for_an_adult(password: str, *names: str) -> bool:
    """At least ten signs that zxcvbn would not guess soon, whoever knows the name and address."""
    if not SHORTEST_ADULT <= len(password) <= LONGEST_PASSWORD:
        return False
    words = [part for name in names for part in (name, *re.split(r"[\s@.]+", name)) if len(part) > 2]
    return int(zxcvbn(password[:72], user_inputs=words)["score"]) >= STRONG_ENOUGH


def step_at(now: datetime.datetime) -> int:
    """The number of the TOTP step."""
    return int(now.timestamp()) // STEP


def steps_taken(now: datetime.datetime, last_step: int) -> list[int]:
    """Steps whose six digits are taken now: this one and its neighbours, never one that was used or is older than it."""
    here = step_at(now)
    return [step for step in (here - 1, here, here + 1) if step > last_step]


def read_digits(typed: str) -> str:
    """Six digits of any script, however they were spaced; "" when it is something else."""
    kind, plain = read_code(typed)
    return plain if kind == "period" and len(plain) == 6 else ""


def read_recovery(typed: str) -> str:
    """A recovery code without its spaces, in one case."""
    return _not_said.sub("", unicodedata.normalize("NFKC", typed[:100])).lower()
