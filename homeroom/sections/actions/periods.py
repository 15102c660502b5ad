"""Start class, let more in, End class (design section 4)."""

import datetime
import uuid

from homeroom.accounts import actions as accounts
from homeroom.audit.actions import note
from homeroom.kit.crypto import keyed_index
from homeroom.kit.db import write
from homeroom.kit.errors import Refused
from homeroom.sections import queries
from homeroom.sections.models import Period, Section
from homeroom.sections.rules.codes import draw_class_code
from homeroom.sections.rules.leaving import LAST_MINUTES, LONGEST_PERIOD, SIGN_IN_OPEN


@write
def start_period(*, section: Section, lesson: uuid.UUID, teacher_id: int, by: str, now: datetime.datetime) -> Period:
    """Opens the class on a lesson, with a fresh class code for twenty minutes. A class that is open already stays open (pressed twice)."""
    if section.archived_at is not None:
        raise Refused(code="archived", status=409)
    # Pressed twice at once on PostgreSQL: the second waits here and finds the first one's period.
    queries.hold(section.pk)
    found = queries.open_period(section.pk)
    if found is not None:
        if now - found.opened_at < LONGEST_PERIOD:
            return found
        _end(found, closes_at=now, by=by, now=now)
    code = _free_class_code()
    period = Period.objects.create(
        section=section,
        lesson=lesson,
        opened_by_id=teacher_id,
        code=code,
        code_index=keyed_index(code, "sections.Period.code"),
        opened_at=now,
        sign_in_until=now + SIGN_IN_OPEN,
    )
    note("start_period", by=by, where=section.code, now=now)
    return period


@write
def reopen_sign_in(*, period: Period, by: str, now: datetime.datetime) -> None:
    """The class code works for twenty more minutes from now."""
    Period.objects.filter(pk=period.pk, ended_at__isnull=True).update(sign_in_until=now + SIGN_IN_OPEN)
    note("reopen_sign_in", by=by, where=period.section.code, now=now)


@write
def end_period(*, period: Period, by: str, now: datetime.datetime) -> datetime.datetime:
    """The code stops now; who came through it has five minutes to save, then their sessions end by themselves. Answers when that is."""
    if period.ended_at is not None:
        return period.closes_at or period.ended_at
    return _end(period, closes_at=now + LAST_MINUTES, by=by, now=now)


@write
def end_at_once(*, section: Section, by: str, now: datetime.datetime) -> None:
    """Ends an open period without the last minutes: the class goes away."""
    period = queries.open_period(section.pk)
    if period is not None:
        _end(period, closes_at=now, by=by, now=now)


@write
def end_forgotten_periods(*, now: datetime.datetime) -> int:
    """Ends periods that nobody ended within twelve hours, and forgets what is left of sign-ins through ended ones."""
    forgotten = list(Period.objects.filter(ended_at__isnull=True, opened_at__lte=now - LONGEST_PERIOD).select_related("section"))
    for period in forgotten:
        _end(period, closes_at=now, by="", now=now)
    return len(forgotten)


def _end(period: Period, *, closes_at: datetime.datetime, by: str, now: datetime.datetime) -> datetime.datetime:
    period.ended_at, period.closes_at, period.code, period.code_index = now, closes_at, None, None
    period.save(update_fields=["ended_at", "closes_at", "code", "code_index"])
    accounts.shorten_sessions(period_id=period.pk, ends_at=closes_at)
    note("end_period", by=by, where=period.section.code, now=now)
    return closes_at


def _free_class_code() -> str:
    open_codes = Period.objects.filter(code_index__isnull=False).count()
    while True:
        code = draw_class_code(open_codes)
        if not Period.objects.filter(code_index=keyed_index(code, "sections.Period.code")).exists():
            return code
