"""Who is asking: lazily, one query, nothing for visitors. Then: is this write ours, and is the child's age known (ACC-07)."""

import datetime
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse

from homeroom.accounts import actions, queries
from homeroom.kit.errors import Refused
from homeroom.kit.http.crossing import check_crossing
from homeroom.kit.http.frame import refusal
from homeroom.kit.http.guards import Viewer

#: How exactly a session's last use is noted: a write every five minutes at most.
EXACT = datetime.timedelta(minutes=5)


class Who:
    """Puts `request.viewer()` on every request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = _Once(request)  # type: ignore[attr-defined]
        try:
            check_crossing(request)
        except Refused as refused:
            return refusal(request, refused)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponse], args: object, kwargs: object) -> HttpResponse | None:
        """A student whose age nobody told yet is asked for it before anything that is about them."""
        name = getattr(getattr(view, "audience", None), "name", "")
        if name in ("", "VISITORS", "ANYBODY") or getattr(view, "without_age", False) or request.content_type == "application/json":
            return None
        viewer: Viewer | None = request.viewer()  # type: ignore[attr-defined]
        if viewer is None or viewer.role != "student" or viewer.age_known:
            return None
        try:
            return HttpResponseRedirect(reverse("sign_in:age"))
        except NoReverseMatch:
            return None


class _Once:
    """Finds the viewer when first asked."""

    __slots__ = ("found", "looked", "request")

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.looked = False
        self.found: Viewer | None = None

    def __call__(self) -> Viewer | None:
        if not self.looked:
            self.looked = True
            token = self.request.COOKIES.get(queries.COOKIE)
            if token:
                now: datetime.datetime = self.request.now  # type: ignore[attr-defined]
                both = queries.find_session(token, now)
                if both is not None:
                    self.found, session = both
                    if now - session.seen_at > EXACT:
                        actions.seen(session_id=session.pk, now=now)
        return self.found
