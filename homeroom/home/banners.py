"""What stands above every page of who is signed in until it has been seen: changed texts, and what went wrong with data or the service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homeroom.agreements.queries import pending
from homeroom.audit.queries import known_broken
from homeroom.operations.parts.noted import still_open
from homeroom.support.queries import notices_of

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    if viewer.role == "administrator":
        wrong += _of_the_service()
    return wrong + [
        _of_text(one.agreement.kind, one.agreement.title, one.asked, viewer.role)
        for one in pending(viewer.person_id, viewer.role, language)
    ]


def _of_the_service() -> Iterator[Banner]:
    """For administrators, until it is settled: which laws apply (ORG-04), a changed record (STF-02), known holes (SEC-06)."""
    if not settings.HOMEROOM_LAWS:
        words = _(
            "Which laws about children's data apply here? Nobody has said so yet: ask your data protection officer, and have them named in "
            "the setting HOMEROOM_LAWS. Until then, and afterwards too, the strictest is on."
        )
        yield Banner(words, tone="careful")
    if known_broken() is not None:
        words = _("Somebody has changed the record of what was done. Please tell whoever runs the server: homeroom doctor says where.")
        yield Banner(words, tone="wrong")
    if holes := still_open():
        told = ngettext(
            "Something is known against {count} part of the running version, by advisories of {date}. Please have Homeroom upgraded.",
            "Something is known against {count} parts of the running version, by advisories of {date}. Please have Homeroom upgraded.",
            count := len({one.library for one in holes.holes}),
        )
        yield Banner(told.format(count=count, date=date_format(holes.of, "DATE_FORMAT")), tone="wrong")


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
