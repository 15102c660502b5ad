"""The school year: join codes and cards end with it, and four weeks later the class is put away (DAT-26)."""

import datetime

#: Month and day of the last day; near the end it is already the next year's.
ENDS = (7, 31)
NEAR = datetime.timedelta(days=60)
#: From the last day until the class is put away by itself, and how long before that its teachers read of it.
STAYS = datetime.timedelta(days=28)
NOTICE = datetime.timedelta(days=42)


def school_year_ends(today: datetime.date, ends: tuple[int, int] = ENDS) -> datetime.date:
    """The last day of the school year that `today` prepares for."""
    end = datetime.date(today.year, *ends)
    return end if end - today >= NEAR else datetime.date(today.year + 1, *ends)


def put_away_on(ends_on: datetime.date) -> datetime.date:
    """The day on which a class whose year ends then is put away by itself, unless its teacher chooses a later end."""
    return ends_on + STAYS


def is_over(ends_on: datetime.date | None, today: datetime.date) -> bool:
    """Whether a class is put away today. One that was never told when its year ends is not."""
    return ends_on is not None and put_away_on(ends_on) <= today


def soon_put_away_on(ends_on: datetime.date | None, today: datetime.date) -> datetime.date | None:
    """The day of which its teachers read that it is put away then; None while that is more than NOTICE away."""
    on = None if ends_on is None else put_away_on(ends_on)
    return on if on is not None and on - NOTICE <= today else None
