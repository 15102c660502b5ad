"""Parcels that a pupil could not send before leaving: sealed to this instance, with a ticket good for depositing this work only."""

import datetime
from dataclasses import dataclass

import msgspec

from homeroom.kit.crypto import Unreadable, mark, marked
from homeroom.kit.crypto.parcels import open_parcel
from homeroom.kit.errors import Refused
from homeroom.progress.wire import DepositIn, Parcel

TICKET = "deposit ticket"
GOOD_FOR = datetime.timedelta(days=7)


class UnreadableParcel(Refused):
    """It cannot be opened, or its ticket is not ours or for somebody else: never sent again."""

    status, code = 400, "unreadable"


class TicketOver(Refused):
    """The device keeps the parcel until its owner signs in there again."""

    status, code = 410, "ticket-over"


def new_ticket(code: str, now: datetime.datetime) -> str:
    """A ticket of this person, good for seven days."""
    named = f"{code}.{int((now + GOOD_FOR).timestamp() * 1000)}"
    return f"{named}.{mark(named, TICKET)}"


@dataclass(frozen=True)
class Opened:
    """A parcel with a ticket of ours, and whether that is over."""

    parcel: Parcel
    over: bool


def open_deposit(deposit: DepositIn, now: datetime.datetime) -> Opened:
    """Raises `UnreadableParcel`."""
    try:
        parcel = msgspec.json.decode(open_parcel(deposit.key, deposit.sealed), type=Parcel)
    except (Unreadable, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise UnreadableParcel() from problem
    named, _dot, found = parcel.ticket.rpartition(".")
    code, _dot, ends = named.partition(".")
    if not found.isascii() or not marked(named, TICKET, found) or code != parcel.person:
        raise UnreadableParcel()
    return Opened(parcel, int(ends) < now.timestamp() * 1000)
