"""Opening an incident, telling those concerned, noting that they have read it."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from homeroom.accounts import queries as people
from homeroom.audit.actions import note
from homeroom.kit.db import after_commit, write
from homeroom.kit.errors import Refused
from homeroom.kit.ids import new_code
from homeroom.support import queries, reach
from homeroom.support.models import Affected, Incident


@dataclass(frozen=True)
class Notice:
    """The words of a notice, for grown-ups and for children."""

    what: str = ""
    to_do: str = ""
    for_children: str = ""
    to_do_for_children: str = ""


class SaysTooLittle(Refused):
    """The notice lacks a mandatory part."""

    status, code = 409, "says-too-little"


@write
def open_incident(
    *,
    known_at: datetime.datetime,
    since: datetime.datetime,
    until: datetime.datetime,
    notice: Notice,
    by: str,
    now: datetime.datetime,
    tables: Collection[str] = (),
    actor: str = "",
    only: Collection[str] = (),
) -> Incident:
    """Notes an incident and computes whom it concerns: who is in these tables (all, when neither a table nor an account is named), or
    whom the account `actor` could see and did something to. Nobody is told yet."""
    if until < since:
        raise Refused(_("The end lies before the beginning. Please look at both times again."), code="times")
    incident = Incident.objects.create(
        code=new_code(), known_at=known_at, since=since, until=until, tables=",".join(sorted(tables)), **vars(notice)
    )  # fmt: skip
    found = reach.of_account(actor, since, until) if actor else reach.of_tables(tables, until, only)
    if actor and tables:
        for person, kinds in reach.of_tables(tables, until, only).items():
            found[person] = found.get(person, set()) | kinds
    rows = {
        person: Affected(incident=incident, person_id=person, kinds=",".join(sorted(kinds))) for person, kinds in found.items() if kinds
    }
    pupils = [one.pk for one in people.people_by_id(list(rows)).values() if one.role == "student"]
    for teacher in reach.teachers_of(pupils):
        rows.setdefault(teacher, Affected(incident=incident, person_id=teacher)).pupils = True
    Affected.objects.bulk_create(rows.values())
    note("open_incident", by=by, now=now)
    return incident


@write
def change_words(*, incident: Incident, notice: Notice, by: str, now: datetime.datetime) -> None:
    """Other words, while nobody has been told."""
    if incident.told_at is not None:
        raise Refused(_("Those concerned have been told already, so the words stay."), code="told", status=409)
    for name, value in vars(notice).items():
        setattr(incident, name, value)
    incident.save(update_fields=list(vars(notice)))
    note("change_incident", by=by, now=now)


@write
def tell(*, incident: Incident, by: str, now: datetime.datetime) -> int:
    """Shows the notice to everybody concerned, from their next page on (INC-01); answers to how many. Raises `SaysTooLittle` (INC-03)."""
    left_out = queries.missing(incident)
    if left_out:
        raise SaysTooLittle(_("The notice does not say everything yet."), fields={"missing": left_out})
    if incident.told_at is None:
        incident.told_at = now
        incident.save(update_fields=["told_at"])
        note("tell_of_incident", by=by, now=now)
        after_commit(queries.forget_quiet)
    return Affected.objects.filter(incident=incident).count()


@write
def tell_authority(*, incident: Incident, by: str, now: datetime.datetime) -> None:
    """Notes that the authority has been told; the clock stands still."""
    if incident.authority_told_at is None:
        incident.authority_told_at = now
        incident.save(update_fields=["authority_told_at"])
        note("tell_authority", by=by, now=now)


@write
def read_notice(*, row: Affected, now: datetime.datetime) -> None:
    """The person says that they have read it; the banner goes."""
    Affected.objects.filter(pk=row.pk, seen_at__isnull=True).update(seen_at=now)
