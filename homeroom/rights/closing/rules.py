"""Pure decisions about the end of an account: who may end it, what goes with it, when it counts as not used (DEL-01..09, RET-04)."""

import calendar
import datetime
from typing import Literal

from homeroom.accounts.rules import Band
from homeroom.sections.rules.control import may_oneself
from homeroom.sections.rules.year import ENDS

#: Whole months after the end of the school year of the last sign-in. An operator may say fewer, never more (RET-04).
MONTHS = {"student": 24, "teacher": 36}
#: How long before it is closed an account stands in the teacher's and the administrators' lists.
NOTICE = datetime.timedelta(days=60)
Way = Literal["self", "ask"]
#: Rooms that do not belong to an account, so that deleting one does not reach them (DEL-12). None of them is built here.
NOT_COVERED: tuple[str, ...] = ()


def way_to_close(*, role: str, weak: bool, has_password: bool) -> Way:
    """Who shows with a password who they are may end their account; who came in by pictures, words or a card asks the teacher (DEL-01)."""
    return "self" if has_password and may_oneself("delete", weak=weak) else "ask"


def section_goes(*, has_other_teacher: bool, handed_over: bool) -> bool:
    """A class goes with its teacher when nobody else teaches it (DEL-08)."""
    return not has_other_teacher and not handed_over


def may_leave(*, role: str, other_administrators: int) -> bool:
    """The last administrator stays until there is another: somebody must answer for the service."""
    return role != "administrator" or other_administrators > 0


def year_end(day: datetime.date, ends: tuple[int, int] = ENDS) -> datetime.date:
    """The last day of the school year that a day lies in."""
    end = datetime.date(day.year, *ends)
    return end if day <= end else datetime.date(day.year + 1, *ends)


def months_later(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months on, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def goes_on(active: datetime.date, months: int) -> datetime.date:
    """The day on which an account last used then is closed: so many months after the end of that school year (RET-04)."""
    return months_later(year_end(active), months)


def newest_month_that_goes(today: datetime.date, months: int) -> datetime.date | None:
    """Accounts last used before this month (its first day) go today, because their school year ended long enough ago."""
    for year in range(today.year, today.year - 6, -1):
        end = datetime.date(year, *ENDS)
        if months_later(end, months) <= today:
            return (end + datetime.timedelta(days=1)).replace(day=1)
    return None


def must_deactivate(*, band: Band, asked_by: Literal["parent", "school", "child"], identity_checked: bool) -> bool:
    """An account of a child ends when a parent or the school asks and has shown who they are (DEL-04, DEL-09).

    The page on which families ask (DEL-09, which waits for it) will ask this; until then an administrator decides each request.
    """
    return band == "child" and identity_checked and asked_by != "child"
