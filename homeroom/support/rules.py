"""What a notice about an incident must say, and how long there is. Pure."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

#: The law gives so long to tell an authority, from when one knows of it.
DEADLINE = datetime.timedelta(hours=72)
#: What a notice must say before it goes to anybody (INC-03): part -> what to write.
PARTS: dict[str, Any] = {
    "what": _("what happened"),
    "since": _("from when"),
    "until": _("until when"),
    "kinds": _("which data"),
    "to_do": _("what those concerned can do"),
    "for_children": _("what happened, in a child's words"),
    "to_do_for_children": _("what a child can do"),
}


def missing_parts(notice: Mapping[str, object]) -> list[str]:
    """The mandatory parts that say nothing yet, in the order of the form."""
    return [part for part in PARTS if not (value := notice.get(part)) or (isinstance(value, str) and not value.strip())]


def time_left(known_at: datetime.datetime, now: datetime.datetime) -> datetime.timedelta:
    """Until the authority must be told; below nought when it is too late."""
    return known_at + DEADLINE - now
