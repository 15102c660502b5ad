"""Moving a pupil to another class, removing one, and taking it back (CLS-04, DEL-06, DEL-07)."""

import datetime

from django.utils.translation import gettext as _

from homeroom.accounts import actions as accounts
from homeroom.audit.actions import note
from homeroom.kit.db import write
from homeroom.kit.errors import NotFound, Refused
from homeroom.sections import queries
from homeroom.sections.actions.pupils import new_usernames
from homeroom.sections.actions.returning import bring_back
from homeroom.sections.models import Enrolment, Section
from homeroom.sections.rules.leaving import may_change_account, may_undo
from homeroom.sections.rules.secrets import draw_secret
from homeroom.sections.rules.tiles import deal_tiles, is_free


@write
def move_student(*, seat: Enrolment, to: Section, language: str, by: str, now: datetime.datetime) -> None:
    """To another class of the same teacher; work belongs to the pupil and goes along. The way to sign in becomes the new class's."""
    queries.hold(to.pk)
    if queries.seats_in(to.pk).filter(student=seat.student_id).exists():
        raise Refused(_("This pupil is in that class already."), code="there-already", status=409)
    left, student = seat.section, seat.student
    taken = [(one.student.name, (one.tile_animal, one.tile_colour)) for one in queries.seats_in(to.pk)]
    if not is_free(student.name, (seat.tile_animal, seat.tile_colour), taken):
        ((seat.tile_animal, seat.tile_colour),) = deal_tiles([student.name], taken)
    if seat.sign_in != to.sign_in and may_change_account(student.role):
        seat.sign_in, seat.secret = to.sign_in, draw_secret(to.sign_in, language)  # type: ignore[arg-type]
        if to.sign_in == "password" and student.username is None:
            accounts.give_usernames(usernames={student.pk: new_usernames([student.name])[0]})
    seat.section, seat.card_ends_on = to, to.join_ends_on
    seat.save(update_fields=["section", "tile_animal", "tile_colour", "sign_in", "secret", "card_ends_on"])
    accounts.end_sessions_through(enrolment_ids=[seat.pk])
    note("move_student", by=by, about=student.code, where=left.code, now=now)
    note("receive_student", by=by, about=student.code, where=to.code, now=now)


@write
def remove_student(*, seat: Enrolment, by: str, now: datetime.datetime) -> None:
    """Out of the class at once. Who has no other class and no login of their own is hidden with it (DEL-07); 28 days to take it back."""
    plan = queries.removal_plan(seat)
    seat.left_at = now
    seat.save(update_fields=["left_at"])
    accounts.end_sessions_through(enrolment_ids=[seat.pk])
    if plan.becomes == "closed":
        accounts.close_accounts(people=[seat.student], because="removed", by=by, now=now)
    note("remove_student", by=by, about=seat.student.code, where=seat.section.code, now=now)


@write
def restore_student(*, seat: Enrolment, by: str, now: datetime.datetime) -> None:
    """Back into the class, exactly as before (DEL-06); `seat` comes from `access.left_seat_for`."""
    if seat.left_at is None or not may_undo(seat.left_at, now):
        raise NotFound
    if queries.seats_in(seat.section_id).filter(student=seat.student_id).exists():
        raise Refused(_("This pupil is in the class already."), code="there-already", status=409)
    bring_back(student_ids=[seat.student_id], by=by, now=now)
    seat.left_at = None
    seat.save(update_fields=["left_at"])
    note("restore_student", by=by, about=seat.student.code, where=seat.section.code, now=now)
