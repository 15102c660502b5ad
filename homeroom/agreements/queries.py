"""Reading who agreed to what, what somebody has yet to be told, and whether texts are as they were."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from homeroom.agreements.library import KINDS, Agreement, agreements, current, kinds, since_version
from homeroom.agreements.models import Acceptance, Version
from homeroom.agreements.rules import Asked, asked_of, is_announced, may_use_old_data
from homeroom.kit.declare.kinds import PURPOSES


def accepted(person_id: int, kind: str, *, where: str = "") -> tuple[int, datetime.datetime] | None:
    """The newest version of a kind that somebody agreed to (for a class, by its public code), and when."""
    rows = Acceptance.objects.filter(person=person_id, version__kind=kind, where=where, how="agreed").order_by("-version__number", "-at")
    return rows.values_list("version__number", "at").first()


@dataclass(frozen=True)
class Pending:
    """A text that somebody has yet to agree to or to be told of."""

    agreement: Agreement
    asked: Asked


def changes(language: str) -> list[Agreement]:
    """The newest version of every kind that has changed at all: of a first one nobody needs to be told."""
    newest = [current(kind, language) for kind in kinds()]
    return [one for one in newest if sum(kind == one.kind and code == one.language for kind, _number, code in agreements()) > 1]


def pending(person_id: int, role: str, language: str) -> list[Pending]:
    """What this person has yet to agree to or to be told of, most binding first. Asks the database only when a text has changed at all."""
    wanted = [(one, asked_of(role, one.kind, material=one.material)) for one in changes(language)]
    asked = [Pending(one, how) for one, how in wanted if how is not None]
    if not asked:
        return []
    seen = set(
        Acceptance.objects.filter(person=person_id, version__kind__in=[one.agreement.kind for one in asked]).values_list(
            "version__kind", "version__number"
        )
    )
    left = [one for one in asked if (one.agreement.kind, one.agreement.number) not in seen]
    return sorted(left, key=lambda one: (one.asked != "agree", KINDS.index(one.agreement.kind)))


def announced(language: str, today: datetime.date) -> list[Agreement]:
    """Changes that the first page tells of (POL-02)."""
    return [one for one in changes(language) if is_announced(one.date, one.material, one.number, today)]


def told_of_policy(person_id: int) -> int:
    """The newest version of the policy that somebody was told of; 0 when of none."""
    rows = Acceptance.objects.filter(person=person_id, version__kind="policy").order_by("-version__number")
    return rows.values_list("version__number", flat=True).first() or 0


def may_use_for(purpose: str, *, person_id: int, role: str, decided: int | None = None) -> bool:
    """The gate before old data of somebody is used for a purpose (POL-03): closed for one that is not of the closed list, or that no
    version of the policy names, or that came with a version this person (for pupils: their school) has not been told of."""
    since = since_version(purpose)
    if purpose not in PURPOSES or since is None:
        return False
    return may_use_old_data(since, role=role, told=told_of_policy(person_id) if since > 1 else 0, decided=decided)


def changed_files() -> Iterator[str]:
    """Texts whose file says something else than what was published from it (POL-01)."""
    for version in Version.objects.defer("text").order_by("pk"):
        text = agreements().get((version.kind, version.number, version.language))
        if text is None or text.digest != version.digest:
            yield f"{version.kind}.{version.number}.{version.language}"


def places() -> Mapping[str, str]:
    """What is filled into the texts."""
    operator = settings.HOMEROOM_OPERATOR or _("the school")
    return {
        "service": settings.HOMEROOM_NAME,
        "operator": operator,
        "school": settings.HOMEROOM_SCHOOL or _("your school"),
        "contact": settings.PRIVACY_CONTACT or _("your teacher, or whoever runs this service"),
        "post": settings.PRIVACY_POST or _("the address of the school"),
        "consent_age": str(settings.HOMEROOM_AGES[0]),
        "country": settings.HOMEROOM_COUNTRY or _("the country where the school is"),
    }
