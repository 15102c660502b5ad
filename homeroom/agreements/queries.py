"""Reading who agreed to what."""

import datetime

from homeroom.agreements.models import Acceptance


def accepted(person_id: int, kind: str, *, where: str = "") -> tuple[int, datetime.datetime] | None:
    """The newest version of a kind that somebody agreed to (for a class, by its public code), and when."""
    rows = Acceptance.objects.filter(person=person_id, version__kind=kind, where=where).order_by("-version__number", "-at")
    return rows.values_list("version__number", "at").first()
