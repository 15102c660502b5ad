"""What runs by itself here."""

import datetime

from homeroom.jobs.registry import every
from homeroom.progress import actions, presence
from homeroom.sections import queries as sections


def forget_presence(*, now: datetime.datetime) -> int:
    """Forgets who was at work in periods that are over; answers how many periods."""
    over = 0
    for period_id in presence.periods():
        period = sections.find_period(period_id)
        if period is None or (period.closes_at is not None and period.closes_at <= now):
            presence.forget(period_id)
            over += 1
    return over + presence.sweep(now=now)


every(1, "progress: drop drafts that were run over", actions.drop_drafts_that_were_run_over)
every(1 / 12, "progress.forget_presence", forget_presence)
