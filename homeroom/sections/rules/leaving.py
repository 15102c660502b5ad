"""What becomes of a student who leaves a class (DEL-07), how long it can be undone, and whom a teacher may touch (ACC-04)."""

import datetime
from typing import Literal

#: How long a removed pupil or class can be brought back (DEL-05).
UNDO = datetime.timedelta(days=28)
#: From End class until everybody is signed out: the time to save.
LAST_MINUTES = datetime.timedelta(minutes=5)
#: How long a class code lets people in.
SIGN_IN_OPEN = datetime.timedelta(minutes=20)
#: A period that nobody ended is over after so long.
LONGEST_PERIOD = datetime.timedelta(hours=12)
Becomes = Literal["stays", "closed"]


def becomes_of(*, role: str, has_other_section: bool, has_own_login: bool) -> Becomes:
    """An account is closed when this was its only class and nobody could sign in to it any more; a teacher's never."""
    return "stays" if role != "student" or has_other_section or has_own_login else "closed"


def may_change_account(role: str) -> bool:
    """A teacher who learns in a colleague's class keeps the own account to themself (ACC-04)."""
    return role == "student"


def may_undo(left_at: datetime.datetime, now: datetime.datetime) -> bool:
    """Within 28 days."""
    return now - left_at < UNDO
