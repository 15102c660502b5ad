"""The one door for level pages: the page's person is the session's, or nothing is kept."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from homeroom.kit.errors import Refused, SignedOut
from homeroom.kit.http import Viewer, viewer_of


class AnotherPerson(Refused):
    """Somebody else signed in on this device since the page was opened; nothing was kept."""

    status, code = 409, "another-person"


def pupil_at(request: HttpRequest, person: str) -> Viewer:
    """Who works at this page. Raises `SignedOut`, or `AnotherPerson` when the page belongs to somebody else."""
    viewer = viewer_of(request)
    if viewer is None:
        raise SignedOut(_("You are signed out. Your work is kept on this device until you sign in again."))
    if viewer.code != person:
        raise AnotherPerson(_("Somebody else is signed in now. Your work is safe and comes back when you sign in again."))
    return viewer
