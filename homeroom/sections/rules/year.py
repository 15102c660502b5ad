"""The school year: join codes and cards end with it."""

import datetime

#: Month and day of the last day; near the end it is already the next year's.
ENDS = (7, 31)
NEAR = datetime.timedelta(days=60)


def school_year_ends(today: datetime.date, ends: tuple[int, int] = ENDS) -> datetime.date:
    """The last day of the school year that `today` prepares for."""
    end = datetime.date(today.year, *ends)
    return end if end - today >= NEAR else datetime.date(today.year + 1, *ends)
