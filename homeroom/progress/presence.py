"""Who is at work in an open period: beats and raised hands, in memory only (the store "beat"), forgotten when the period is over.

Keyed by period and student. One process serves a class; threads share what is here.
"""

import datetime
import threading
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from homeroom.kit import broadcast
from homeroom.progress.news import Solved, Tried

#: No beat for so long is offline.
OFFLINE_AFTER = datetime.timedelta(seconds=20)
#: Nothing run or edited for so long covers the page ("Still you?").
COVER_AFTER = datetime.timedelta(minutes=3)
#: A period in which nobody beats for so long is forgotten, whoever ended it.
FORGET_AFTER = datetime.timedelta(minutes=10)

Mood = Literal["working", "idle", "offline"]


@dataclass(frozen=True, slots=True)
class Beat:
    """What is known of one pupil in one period. `active`: seconds at work on `level` since the last run that arrived."""

    level: uuid.UUID
    level_since: datetime.datetime
    active: int
    working: bool
    beat_at: datetime.datetime
    #: Last time something was run or edited; the first beat counts too.
    active_at: datetime.datetime
    covered: bool = False
    hand_at: datetime.datetime | None = None

    def mood(self, now: datetime.datetime) -> Mood:
        """Idle and offline are told apart: an idle page answers."""
        if now - self.beat_at > OFFLINE_AFTER:
            return "offline"
        return "working" if self.working else "idle"


_lock = threading.Lock()
_periods: dict[int, dict[int, Beat]] = {}
#: Hands of pupils whose page has not beaten yet.
_hands: dict[int, dict[int, datetime.datetime]] = {}


def beat(*, period_id: int, person_id: int, level: uuid.UUID, active: int, working: bool, uncover: bool, now: datetime.datetime) -> Beat:
    """Takes in one beat; answers what is known now, the cover among it."""
    with _lock:
        _sweep(now)
        pupils = _periods.setdefault(period_id, {})
        before = pupils.get(person_id)
        if before is None:
            hand = _hands.get(period_id, {}).pop(person_id, None)
            after = Beat(level, now, active, working, now, now, hand_at=hand)
        else:
            busy = active > 0 or uncover
            active_at = now if busy else before.active_at
            moved = before.level != level
            after = Beat(
                level=level,
                level_since=now if moved else before.level_since,
                active=active if moved else before.active + active,
                working=working,
                beat_at=now,
                active_at=active_at,
                covered=not uncover and (before.covered or now - active_at >= COVER_AFTER),
                hand_at=before.hand_at,
            )
        pupils[person_id] = after
        return after


def raise_hand(*, period_id: int, person_id: int, up: bool, now: datetime.datetime) -> None:
    """Raises or lowers a hand; one that is up keeps its time, since the first to ask is helped first."""
    with _lock:
        _sweep(now)
        before = _periods.get(period_id, {}).get(person_id)
        if before is None:
            hands = _hands.setdefault(period_id, {})
            if up:
                hands.setdefault(person_id, now)
            else:
                hands.pop(person_id, None)
        else:
            _periods[period_id][person_id] = replace(before, hand_at=(before.hand_at or now) if up else None)


def lower_hands(*, period_id: int) -> None:
    """The teacher has seen all of them."""
    with _lock:
        _hands.pop(period_id, None)
        pupils = _periods.get(period_id, {})
        for person_id, before in pupils.items():
            pupils[person_id] = replace(before, hand_at=None)


def here(period_id: int) -> Mapping[int, Beat]:
    """What is known of everybody in a period, by person."""
    with _lock:
        return dict(_periods.get(period_id, {}))


def hands(period_id: int) -> dict[int, datetime.datetime]:
    """Raised hands by person, the first first."""
    with _lock:
        found = dict(_hands.get(period_id, {}))
        found |= {person: known.hand_at for person, known in _periods.get(period_id, {}).items() if known.hand_at is not None}
    return dict(sorted(found.items(), key=lambda item: item[1]))


def periods() -> set[int]:
    """Periods of which something is known."""
    with _lock:
        return _periods.keys() | _hands.keys()


def forget(period_id: int) -> None:
    """The period is over."""
    with _lock:
        _periods.pop(period_id, None)
        _hands.pop(period_id, None)


def forget_people(ids: set[int]) -> None:
    """These people are erased: nobody is at work here, whatever their open page still sends (DEL-11)."""
    with _lock:
        for pupils in _periods.values():
            for person_id in ids & pupils.keys():
                del pupils[person_id]
        for hands_up in _hands.values():
            for person_id in ids & hands_up.keys():
                del hands_up[person_id]


def forget_all() -> None:
    """Nobody is here."""
    with _lock:
        _periods.clear()
        _hands.clear()


def sweep(*, now: datetime.datetime) -> int:
    """Forgets periods in which nobody beats any more; answers how many."""
    with _lock:
        return _sweep(now)


def _sweep(now: datetime.datetime) -> int:
    over = [
        period
        for period in _periods.keys() | _hands.keys()
        if all(now - known.beat_at > FORGET_AFTER for known in _periods.get(period, {}).values())
        and all(now - at > FORGET_AFTER for at in _hands.get(period, {}).values())
    ]
    for period in over:
        _periods.pop(period, None)
        _hands.pop(period, None)
    return len(over)


def _run_arrived(news: Tried) -> None:
    """The run's own seconds are written down now; what the beats counted since the run before is not counted twice."""
    with _lock:
        for pupils in _periods.values():
            before = pupils.get(news.person_id)
            if before is not None and before.level == news.level:
                pupils[news.person_id] = replace(before, active=0)


broadcast.listen(Tried, _run_arrived)
broadcast.listen(Solved, _run_arrived)
