"""Bringing accounts back that were closed because their last class was gone: the exact inverse of leaving (DEL-06)."""

import datetime

from homeroom.accounts import actions as accounts
from homeroom.sections.models import Enrolment


def bring_back(*, student_ids: list[int], by: str, now: datetime.datetime) -> int:
    """Reopens those of these students who were closed by leaving or by the deletion of a class, and nobody closed for another reason."""
    closed_with: dict[datetime.datetime, list[int]] = {}
    rows = Enrolment.objects.filter(student__in=student_ids, student__state="closed").select_related("student", "section")
    for seat in rows:
        at = seat.student.closed_at
        if at is not None and at in (seat.left_at, seat.section.hidden_at):
            closed_with.setdefault(at, []).append(seat.student_id)
    return sum(accounts.reopen_accounts(person_ids=ids, closed_at=at, by=by, now=now) for at, ids in closed_with.items())
