"""Requests: asked, identity checked, done or refused with a reason; every step is noted (RIGHTS-01, RIGHTS-09, DEL-04)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from homeroom.accounts import actions as accounts
from homeroom.audit.actions import note
from homeroom.kit.crypto import keyed_index
from homeroom.kit.db import write
from homeroom.kit.errors import Refused
from homeroom.kit.ids import new_card_code, new_code
from homeroom.limits.actions import spend
from homeroom.limits.rules import Limit
from homeroom.rights.closing.actions import close_account
from homeroom.rights.closing.queries import leaving_plan
from homeroom.rights.models import Request
from homeroom.rights.rules import due_on, first_state, needs_person, why_not

if TYPE_CHECKING:
    import datetime

    from homeroom.accounts.models import Person
    from homeroom.rights.rules import Kind, State

#: Requests of one person (`str(person id)`), and of families from one network.
ASKED = Limit("asked", 10, 3_600)
ASKED_BY_FAMILIES = Limit("asked-by-families", 10, 1_800)


@write
def ask(*, person: Person, kind: Kind, words: str, field: str, weak: bool, by: str, now: datetime.datetime) -> Request:
    """Somebody who is signed in asks about themself."""
    spend((ASKED, str(person.pk)), now=now)
    state = first_state(from_family=False, weak=weak)
    request = _received(kind, words, state, now, person=person, field=field)
    if state == "checked":
        Request.objects.filter(pk=request.pk).update(checked_at=now, checked_how=_("signed in"))
    note(f"ask:{kind}", by=by, about=person.code, now=now)
    return request


@write
def ask_for_family(
    *, kind: Kind, words: str, concerns: str, relation: str, contact: str, network: str, now: datetime.datetime
) -> tuple[Request, str]:
    """A family asks, without an account: (the request, the receipt that reads its answer and that exists nowhere else)."""
    spend((ASKED_BY_FAMILIES, network), now=now)
    receipt = new_card_code()
    request = _received(
        kind,
        words,
        first_state(from_family=True, weak=False),
        now,
        from_family=True,
        concerns=concerns,
        relation=relation,
        contact=contact,
        receipt=receipt_index(receipt),
    )
    note(f"ask:{kind}", now=now)
    return request, receipt


def receipt_index(receipt: str) -> bytes:
    """What is kept of a receipt, however it was typed."""
    return keyed_index("".join(sign for sign in receipt.upper() if sign.isalnum()), "rights.Request.receipt")


def _received(kind: Kind, words: str, state: State, now: datetime.datetime, **more: object) -> Request:
    return Request.objects.create(
        code=new_code(),
        kind=kind,
        words=words,
        state=state,
        received_at=now,
        due_on=due_on(now.date(), settings.HOMEROOM_ANSWER_DAYS),
        **more,
    )


@write
def check_identity(*, request_id: int, how: str, person: Person | None, by: str, now: datetime.datetime) -> None:
    """An administrator has looked who asks, and which account is meant."""
    request = _held(request_id)
    about = person.pk if person is not None else request.person_id
    _refuse_step(request, "checked", how)
    Request.objects.filter(pk=request_id).update(state="checked", checked_at=now, checked_how=how, person=about)
    note("check_request", by=by, about=_code_of(request, person), now=now)


@write
def decide(*, request_id: int, to: State, answer: str, by: str, now: datetime.datetime) -> Request:
    """Done, or refused; the answer is what the person reads (RIGHTS-09)."""
    request = _held(request_id)
    _refuse_step(request, to, answer)
    Request.objects.filter(pk=request_id).update(state=to, answer=answer.strip(), closed_at=now, decided_by=by)
    if to == "done" and request.kind == "restriction" and request.person is not None:
        accounts.freeze(person=request.person, by=by, now=now)
    if to == "done" and request.kind == "deletion" and request.person is not None:
        _delete(request.person, by, now)
    told = {"by": by, "about": _code_of(request, None), "why": answer.strip()}
    if to == "done":
        note("finish_request", now=now, **told)
    else:
        note("refuse_request", now=now, **told)
    return request


def _delete(person: Person, by: str, now: datetime.datetime) -> None:
    """Closes the account: hidden at once, erased after 28 days, and until then the answer can still be read (DEL-05). Classes that would go
    with it are somebody else's work too: their teacher first says who takes them."""
    if leaving_plan(person).hidden:
        raise Refused(
            _("Classes would go with this account. Please ask its owner to hand them over first, on the page My account."),
            code="classes-first",
            status=409,
        )
    close_account(person=person, handed_over={}, because="request", by=by, now=now)


@write
def lift_restriction(*, request_id: int, by: str, now: datetime.datetime) -> None:
    """What was restricted by this request is used again, because the person asked for it or the reason is gone."""
    request = _held(request_id)
    if request.kind != "restriction" or request.state != "done" or request.person is None:
        raise Refused(_("Nothing is restricted by this request."), code="not-yet", status=409)
    accounts.unfreeze(person=request.person, by=by, now=now)


def _held(request_id: int) -> Request:
    return Request.objects.select_for_update(of=("self",)).select_related("person").get(pk=request_id)


def _code_of(request: Request, person: Person | None) -> str:
    found = person or request.person
    return found.code if found is not None else ""


def _refuse_step(request: Request, to: State, answer: str) -> None:
    reason = why_not(
        request.state,  # type: ignore[arg-type]
        to,
        answer=answer,
        needs_person=needs_person(request.kind),  # type: ignore[arg-type]
        has_person=request.person_id is not None,
    )
    sentences = {
        "first the identity": _("First say how you know who asks."),
        "answered": _("This request is answered already."),
        "a reason": _("Write what the person is to read: what was done, or why not."),
        "whom": _("First say which account is meant."),
    }
    if reason:
        raise Refused(sentences[reason], code="not-yet", status=409)
