"""What stands above every page of who is signed in until it has been seen: changed texts, and what went wrong with data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from homeroom.agreements.queries import pending
from homeroom.support.queries import notices_of

if TYPE_CHECKING:
    from homeroom.kit.http import Viewer


@dataclass(frozen=True)
class Banner:
    """One line, with a link to the rest."""

    words: Any
    url: str = ""
    more: Any = ""
    tone: str = ""


def banners_for(viewer: Viewer, language: str) -> list[Banner]:
    """What went wrong with one's data (INC-01), and changed texts (POL-02, POL-04). Mostly there is neither, and nothing is asked."""
    wrong = [_of_incident(row.incident.code, viewer.role) for row in notices_of(viewer.person_id)]
    return wrong + [
        _of_text(one.agreement.kind, one.agreement.title, one.asked, viewer.role)
        for one in pending(viewer.person_id, viewer.role, language)
    ]


def _of_text(kind: str, title: str, asked: str, role: str) -> Banner:
    url = reverse("agreements:changed", args=[kind])
    if role == "student":
        return Banner(_("The rules about what is kept of you have changed."), url, _("See what is new"), "careful")
    if asked == "agree":
        return Banner(_("There is a new version of this text: {title}.").format(title=title), url, _("Read and agree"), "careful")
    return Banner(_("There is a new version of this text: {title}.").format(title=title), url, _("Read what has changed"), "careful")


def _of_incident(code: str, role: str) -> Banner:
    url = reverse("support:notice", args=[code])
    if role == "student":
        return Banner(_("Something went wrong with what is kept about you. It is not your fault."), url, _("Read what happened"), "wrong")
    return Banner(_("Something went wrong with data that concerns you."), url, _("Read what happened"), "wrong")
