"""The one middleware round every request: time, language, kept pages, headers, and refusals as answers (SEC-05, TRK-02, TRK-06)."""

import datetime
import logging
import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost, RequestDataTooBig
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.http.request import RawPostDataException
from django.shortcuts import render
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from homeroom.kit.db.write import told
from homeroom.kit.declare import SELF, SIGNED_IN
from homeroom.kit.declare.scopes import CLOSED, become
from homeroom.kit.errors import NotFound, Refused, SlowDown, TooLarge
from homeroom.kit.http import same
from homeroom.kit.http.guards import NotThisWay
from homeroom.kit.http.json import json_answer, read_the_rest
from homeroom.kit.http.network import network_of

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src-elem 'self'; style-src-attr 'none'; img-src 'self' data:; "
    "font-src 'self'; media-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
}
_log = logging.getLogger("homeroom.request")
_PORT = re.compile(r":\d+$")
_accepted = re.compile(r"\s*([a-zA-Z]{2,3})")


def language_of(request: HttpRequest) -> str:
    """From the path (/es/...), else from what the browser asks for, else English."""
    first = request.path_info[1:].partition("/")[0]
    if first in settings.HOMEROOM_LANGUAGES:
        return first
    for part in request.META.get("HTTP_ACCEPT_LANGUAGE", "")[:200].split(","):
        found = _accepted.match(part)
        if found and found[1].lower() in settings.HOMEROOM_LANGUAGES:
            return found[1].lower()
    return "en"


class Frame:
    """Outermost of our middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.headers = dict(HEADERS)
        self.https = settings.HOMEROOM_HTTPS
        if self.https:
            self.headers["Strict-Transport-Security"] = "max-age=31536000"

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self.https and came_in_the_clear(request):
            return self._framed(to_https(request))
        answer = same.find(request) if _is_our_name(request) else None
        if answer is None:
            answer = self._asked(request)
        read_the_rest(request)
        return self._framed(answer)

    def _asked(self, request: HttpRequest) -> HttpResponse:
        request.now = datetime.datetime.now(datetime.UTC)  # type: ignore[attr-defined]
        request.viewer = lambda: None  # type: ignore[attr-defined]
        language = language_of(request)
        request.LANGUAGE_CODE = language
        before = become(CLOSED)
        try:
            with translation.override(language):
                answer = self.get_response(request) if _is_our_name(request) else refusal(request, Refused(code="wrong-name", status=400))
        finally:
            become(before)
        if answer.status_code == SlowDown.status:
            # Where guessing comes from, as far as that names nobody: whoever runs the service may shut a network out.
            _log.warning("too many tries", extra={"status": answer.status_code, "network": network_of(request)})
        if not getattr(answer, "kept", False):
            # Back-forward caches included: after a sign-out nobody sees the page of the child before.
            answer.headers.setdefault("Cache-Control", "no-store")
        return answer

    def _framed(self, answer: HttpResponse) -> HttpResponse:
        for name, value in self.headers.items():
            answer.headers.setdefault(name, value)
        return answer

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if isinstance(problem, DatabaseError | OSError):
            found = told(problem)
            if not isinstance(found, Refused):
                return None
            _log.error("database refuses", extra={"code": found.code})
            problem = found
        if isinstance(problem, Http404):
            problem = NotFound()
        if isinstance(problem, RawPostDataException):
            problem = Refused(code="malformed")
        if isinstance(problem, Refused):
            return refusal(request, problem)
        return None


#: Asked by programs that know this machine by number; nothing is told there that is about anybody.
UNDER_ANY_NAME = frozenset({"/healthz", "/readyz"})


def _is_our_name(request: HttpRequest) -> bool:
    """Whether the request names a host of HOMEROOM_HOSTS: a foreign page must not reach us under a name of its own."""
    if request.path_info in UNDER_ANY_NAME:
        return True
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return True


def came_in_the_clear(request: HttpRequest) -> bool:
    """Whether anybody on the way could read along. Programs that watch over the service ask this machine itself."""
    return not request.is_secure() and request.path_info not in UNDER_ANY_NAME and _is_our_name(request)


def to_https(request: HttpRequest) -> HttpResponse:
    """Sends a page on and takes nothing else; no cookie goes along (SEC-01)."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponse("This service is reached by https:// only. Nothing was taken.\n", status=403, content_type="text/plain")
    base = settings.HOMEROOM_ADDRESS or f"https://{_PORT.sub('', request.get_host())}"
    return HttpResponsePermanentRedirect(base + request.get_full_path())


SENTENCES: dict[str, Any] = {
    "not-found": translation.gettext_lazy("This page does not exist, or it is not for you. Perhaps the address was mistyped."),
    "wrong-name": translation.gettext_lazy("This service does not answer to that address. Please ask your school for the right one."),
    "not-this-way": translation.gettext_lazy("This page cannot take what was sent to it. Go back, open the page again, and try once more."),
    "signed-out": translation.gettext_lazy("Please sign in first."),
    "slow-down": translation.gettext_lazy("That was tried very often. Wait a little, then try again."),
    "busy": translation.gettext_lazy("Very many people are saving at this moment. Nothing is lost: please try again."),
    "full": translation.gettext_lazy("There is no room left on the school's computer, so nothing was saved. Please tell a grown-up."),
    "too-large": translation.gettext_lazy("That was too much at once."),
    "csrf": translation.gettext_lazy("This page was open for a long time. Please try again."),
    "broken": translation.gettext_lazy("Something went wrong on our side. Your work is safe. Please try again."),
}


def sentence_of(refused: Refused) -> str:
    """What the person reads; never empty."""
    return refused.sentence or str(SENTENCES.get(refused.code, _("That did not work. Please try again.")))


def wants_json(request: HttpRequest) -> bool:
    """Whether a program asks (JSON in or JSON wanted) and not a person."""
    return (request.content_type or "") == "application/json" or request.META.get("HTTP_ACCEPT", "").startswith("application/json")


def _door(request: HttpRequest) -> str:
    """Where to sign in. Who wants a page that is not for grown-ups alone may be a child: the door of the class shows teachers their way."""
    match = request.resolver_match
    audience = getattr(match.func, "audience", None) if match is not None else None
    return "sign_in:class" if audience in (SELF, SIGNED_IN) else "sign_in:teacher"


def refusal(request: HttpRequest, refused: Refused) -> HttpResponse:
    """The refusal in the form that was asked for."""
    if wants_json(request):
        answer = json_answer({"refused": refused.code, "sentence": sentence_of(refused), **refused.fields}, status=refused.status)
    elif refused.code == "signed-out" and request.method in ("GET", "HEAD"):
        return HttpResponseRedirect(f"{_address(_door(request))}?{urlencode({'next': request.get_full_path()})}")
    elif refused.code == "prove-it":
        back = request.get_full_path() if request.method in ("GET", "HEAD") else request.META.get("HTTP_REFERER", "")
        return HttpResponseRedirect(f"{_address('sign_in:prove')}?{urlencode({'next': back})}")
    else:
        context = {
            "sentence": sentence_of(refused),
            "status": refused.status,
            "way_on": refused.way_on,
            "way_on_words": refused.way_on_words,
        }
        answer = render(request, "kit/error.html", context, status=refused.status)
    if isinstance(refused, NotThisWay):
        answer["Allow"] = ", ".join(refused.allow)
    if refused.retry_after is not None:
        answer["Retry-After"] = str(refused.retry_after)
    return answer


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return f"/{translation.get_language()}/"


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler404; an address without its last slash is sent on."""
    if request.method == "GET" and not request.path_info.endswith("/") and not wants_json(request):
        try:
            resolve(request.path_info + "/")
            return HttpResponseRedirect(request.path_info + "/")
        except Resolver404:
            pass
    return refusal(request, NotFound())


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler400: a form that is too large, or no form at all."""
    with translation.override(language_of(request)):
        return refusal(request, TooLarge() if isinstance(exception, RequestDataTooBig) else Refused(code="too-large", status=400))


def broken(request: HttpRequest) -> HttpResponse:
    """Django's handler500: the same frame, no details, and nobody's name: what is broken may be the way to it (SEC-13)."""
    request.viewer = lambda: None  # type: ignore[attr-defined]
    with translation.override(language_of(request)):
        return refusal(request, Refused(code="broken", status=500))
