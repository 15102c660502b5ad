"""Writes must come from our own pages: the browser says so (Origin, Sec-Fetch-Site), and a session adds its token."""

import hmac
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.translation import gettext as _

from homeroom.kit.errors import Refused
from homeroom.kit.http.guards import viewer_of

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
#: Sealed parcels carry their own proof and are sent without cookies.
OPEN = frozenset({"/deposit"})


def check_crossing(request: HttpRequest) -> None:
    """Raises `Refused` (403 csrf) for a write that does not come from our own page."""
    if request.method in SAFE or request.path_info in OPEN:
        return
    if not _ours(request):
        raise Refused(_("This page was open for a long time. Please try again."), code="csrf", status=403)
    viewer = viewer_of(request)
    if viewer is None:
        return
    given = request.META.get("HTTP_X_CSRFTOKEN") or (
        "" if request.content_type == "application/json" else request.POST.get("csrfmiddlewaretoken", "")
    )
    if not hmac.compare_digest(given.encode(), viewer.csrf.encode()):
        raise Refused(_("This page was open for a long time. Please try again."), code="csrf", status=403)


def _ours(request: HttpRequest) -> bool:
    site = request.META.get("HTTP_SEC_FETCH_SITE")
    if site:
        return site in ("same-origin", "none")
    origin = request.META.get("HTTP_ORIGIN") or request.META.get("HTTP_REFERER")
    # Without any of them it is no browser that carries somebody's cookies unasked.
    return not origin or urlsplit(origin).netloc == request.get_host()
