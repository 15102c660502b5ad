"""Who is asking: lazily, one query, nothing for visitors. Then: is this write ours, and are first things settled (ACC-07)."""

import datetime
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from homeroom.accounts import actions, queries
from homeroom.accounts.rules import ASKED_AT, first_thing
from homeroom.kit.db import later
from homeroom.kit.declare.scopes import system_task
from homeroom.kit.errors import Refused
from homeroom.kit.http.crossing import check_crossing
from homeroom.kit.http.frame import refusal, wants_json
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
        """First things first: an own password, a child's age, an administrator's second factor. Pages are led there, programs wait."""
        name = getattr(getattr(view, "audience", None), "name", "")
        if name in ("", "VISITORS", "ANYBODY") or getattr(view, "first_things", False):
            return None
        viewer: Viewer | None = request.viewer()  # type: ignore[attr-defined]
        if viewer is None:
            return None
        thing = first_thing(
            viewer.role, age_known=viewer.age_known, must_choose_password=viewer.must_choose_password, second_factor=viewer.second_factor
        )
        if thing is None:
            return None
        if wants_json(request):
            # 403 lets a browser keep what it has to send until the page has been through the question.
            return refusal(request, Refused(_("There is one question to answer first."), code="first-things", status=403))
        return HttpResponseRedirect(reverse(ASKED_AT[thing]))


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
                with system_task("session look-up"):
                    self._look(token, now)
        return self.found

    def _look(self, token: str, now: datetime.datetime) -> None:
        both = queries.find_session(token, now)
        if both is not None and queries.HERE not in self.request.COOKIES:
            # The page took the readable half away: signed out without network, which nobody could tell us until now.
            actions.end_session(session_id=both[0].session_id)
        elif both is not None:
            self.found, seen_at = both
            if now - seen_at > EXACT:
                session_id = self.found.session_id
                later(lambda: actions.seen(session_id=session_id, now=now))
