"""Reading incidents, and the notices of who is signed in."""

import datetime
import time

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from homeroom.accounts import queries as people
from homeroom.kit.declare.kinds import CATEGORIES
from homeroom.kit.errors import NotFound
from homeroom.sections import queries as classes
from homeroom.support.models import Affected, Incident
from homeroom.support.rules import missing_parts

#: Seconds for which a process remembers that nobody has to be told anything: pages ask the database no more than that.
REMEMBERED = 30.0
_nothing_until = 0.0


def forget_quiet() -> None:
    """Looks again at the next page: called when somebody has to be told."""
    global _nothing_until  # noqa: PLW0603 - a fact about this process
    _nothing_until = 0.0


def remember_quiet(seconds: float = REMEMBERED) -> None:
    """Nobody has to be told anything: pages do not ask again for so long."""
    global _nothing_until  # noqa: PLW0603 - a fact about this process
    _nothing_until = time.monotonic() + seconds


def notices_of(person_id: int) -> list[Affected]:
    """Incidents that this person was told of and has not said to have read, newest first. Mostly there are none, and nothing is asked."""
    if time.monotonic() < _nothing_until:
        return []
    open_ones = Affected.objects.filter(incident__told_at__isnull=False, seen_at__isnull=True)
    if not open_ones.exists():
        remember_quiet()
        return []
    return list(open_ones.filter(person=person_id).select_related("incident").order_by("-incident"))


def notice_for(person_id: int, code: str) -> Affected:
    """The notice of one incident for one person; raises `NotFound` also for somebody whom it does not concern."""
    row = Affected.objects.filter(person=person_id, incident__code=code, incident__told_at__isnull=False).select_related("incident").first()
    if row is None:
        raise NotFound()
    return row


def pupils_of(teacher_id: int, incident: Incident) -> list[str]:
    """Names of the teacher's own pupils whom an incident concerns."""
    sections = [section.pk for section in classes.sections_of(teacher_id)]
    mine = {seat.student_id: seat.student.name for section in sections for seat in classes.seats_in(section)}
    concerned = Affected.objects.filter(incident=incident, person__in=list(mine), pupils=False).values_list("person", flat=True)
    return sorted(mine[one] for one in concerned)


def kinds_in_words(kinds: str) -> list[str]:
    """Kinds of data as the notice calls them."""
    return [str(CATEGORIES[kind]) for kind in CATEGORIES if kind and kind in kinds.split(",")]


def incidents() -> list[Incident]:
    """All incidents, newest first."""
    return list(Incident.objects.order_by("-known_at", "-pk"))


def find(code: str) -> Incident:
    """One incident; raises `NotFound`."""
    found = Incident.objects.filter(code=code).first()
    if found is None:
        raise NotFound()
    return found


def missing(incident: Incident) -> list[str]:
    """What its notice does not say yet; that it concerns nobody counts too."""
    told = {
        "what": incident.what, "since": incident.since, "until": incident.until, "to_do": incident.to_do,
        "for_children": incident.for_children, "to_do_for_children": incident.to_do_for_children,
        "kinds": kinds_of(incident),
    }  # fmt: skip
    return missing_parts(told)


def kinds_of(incident: Incident) -> list[str]:
    """All kinds of data that it concerns, in words."""
    found = {kind for kinds in Affected.objects.filter(incident=incident).values_list("kinds", flat=True) for kind in kinds.split(",")}
    return kinds_in_words(",".join(found))


def counts(incident: Incident) -> dict[str, int]:
    """How many pupils, grown-ups and teachers of pupils it concerns, and how many have read their notice."""
    rows = Affected.objects.filter(incident=incident)
    return rows.aggregate(
        children=Count("pk", filter=Q(person__role="student", pupils=False)),
        grown_ups=Count("pk", filter=~Q(person__role="student") & ~Q(kinds="")),
        teachers=Count("pk", filter=Q(pupils=True)),
        read=Count("pk", filter=Q(seen_at__isnull=False)),
    )


def addresses(incident: Incident) -> list[str]:
    """Addresses of the grown-ups whom it concerns, for a letter by mail that somebody sends: this service sends none."""
    ids = list(Affected.objects.filter(incident=incident).exclude(person__role="student").values_list("person", flat=True))
    return sorted(person.email for person in people.people_by_id(ids).values() if person.email)


def letter(incident: Incident, now: datetime.datetime) -> str:
    """The notice as a text, to be sent by mail or post."""
    return "\n\n".join(
        (
            _("Something went wrong with data"),
            f"{_('What happened')}: {incident.what}",
            f"{_('When')}: {incident.since:%Y-%m-%d %H:%M} – {incident.until:%Y-%m-%d %H:%M} UTC",
            f"{_('Which data')}: {', '.join(kinds_of(incident))}",
            f"{_('What you can do')}: {incident.to_do}",
            f"{now:%Y-%m-%d}",
        )
    )
