"""What level pages send and ask for (labs/parts/host/PROTOCOL.md)."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from homeroom.accounts import queries as people
from homeroom.curriculum import queries as curriculum
from homeroom.kit.declare import ANYBODY, SELF, SIGNED_IN
from homeroom.kit.errors import NotFound, Refused
from homeroom.kit.http import json_answer, now_of, open_to, read_json, viewer_of
from homeroom.kit.http.json import Done
from homeroom.progress import actions, buckets, deposits, presence, queries, wire
from homeroom.progress.access import pupil_at


@open_to(SIGNED_IN, methods=("POST",))
def attempts(request: HttpRequest) -> HttpResponse:
    """Runs, in the order of making; answered after the durable commit."""
    sent = read_json(request, wire.AttemptsIn, most=wire.LARGEST_ATTEMPTS)
    viewer = pupil_at(request, sent.person)
    buckets.attempts.take(viewer.session_id, now=now_of(request).timestamp())
    kept = actions.record_attempts(student_id=viewer.person_id, attempts=sent.attempts, now=now_of(request))
    return json_answer(
        wire.AttemptsKept(kept=kept.kept, refused=kept.refused, states=kept.states, now=queries.milliseconds(now_of(request)))
    )


@open_to(SIGNED_IN, methods=("POST",))
def drafts(request: HttpRequest) -> HttpResponse:
    """Work that was not run."""
    sent = read_json(request, wire.DraftsIn, most=wire.LARGEST_ATTEMPTS)
    viewer = pupil_at(request, sent.person)
    kept = actions.keep_drafts(student_id=viewer.person_id, drafts=sent.drafts, now=now_of(request))
    return json_answer(wire.DraftsKept(kept=kept.kept, refused=kept.refused, now=queries.milliseconds(now_of(request))))


@open_to(SELF)
def work(request: HttpRequest, level: uuid.UUID) -> HttpResponse:
    """The newest program of a level, to go on with on another device."""
    viewer = viewer_of(request)
    if viewer is None or curriculum.find_level(level) is None:
        raise NotFound(_("This puzzle is not here any more. Please choose another puzzle."))
    found = queries.work_of(viewer.person_id, level)
    now = queries.milliseconds(now_of(request))
    if found is None:
        return json_answer(wire.WorkFound(program=None, made_at=None, now=now))
    return json_answer(wire.WorkFound(program=found.program, made_at=found.made_at, now=now))


@open_to(SIGNED_IN, methods=("POST",))
def beat(request: HttpRequest) -> HttpResponse:
    """Every five seconds while the class is open: memory only."""
    sent = read_json(request, wire.BeatIn, most=2_000)
    viewer = pupil_at(request, sent.person)
    period = queries.period_of(viewer, now_of(request))
    now = queries.milliseconds(now_of(request))
    if period is None:
        return json_answer(wire.BeatOut(period=None, now=now))
    known = presence.beat(
        period_id=period.pk, person_id=viewer.person_id, level=sent.level, active=sent.active, working=sent.working, uncover=sent.uncover,
        now=now_of(request),
    )  # fmt: skip
    return json_answer(wire.BeatOut(period=queries.period_now(period, known, hand_up=known.hand_at is not None), now=now))


class NoPeriod(Refused):
    """There is no class now in which a hand could be seen."""

    status, code = 409, "no-period"


class HandUnseen(Refused):
    """What is kept of this pupil is restricted: no list of the class shows them, so nobody would see the hand (RIGHTS-05)."""

    status, code = 409, "hand-unseen"


@open_to(SIGNED_IN, methods=("POST",))
def hand(request: HttpRequest) -> HttpResponse:
    """Raises or lowers the hand in the period that is open."""
    sent = read_json(request, wire.HandIn, most=2_000)
    viewer = pupil_at(request, sent.person)
    period = queries.period_of(viewer, now_of(request))
    if period is None:
        raise NoPeriod(_("Class is over, so nobody would see your hand. Please ask your teacher next time."))
    if sent.up and people.is_frozen(viewer.person_id):
        raise HandUnseen(_("Your teacher cannot see your hand here. Please call your teacher."))
    presence.raise_hand(period_id=period.pk, person_id=viewer.person_id, up=sent.up, now=now_of(request))
    return json_answer(wire.HandOut(hand_raised=sent.up, now=queries.milliseconds(now_of(request))))


@open_to(ANYBODY, methods=("POST",), task="deposited work")
def deposit(request: HttpRequest) -> HttpResponse:
    """A sealed parcel of somebody who left; the answer tells nothing about them."""
    sent = read_json(request, wire.DepositIn, most=wire.LARGEST_DEPOSIT)
    opened = deposits.open_deposit(sent, now_of(request))
    viewer = viewer_of(request)
    if opened.over and (viewer is None or viewer.code != opened.parcel.person):
        raise deposits.TicketOver(_("This work waits on this device until you sign in here again."))
    buckets.attempts.take(opened.parcel.person, now=now_of(request).timestamp())
    person = people.find_person(opened.parcel.person)
    if person is not None:
        actions.keep_deposit(student_id=person.pk, attempts=opened.parcel.attempts, drafts=opened.parcel.drafts, now=now_of(request))
    return json_answer(Done(now=queries.milliseconds(now_of(request))))
