"""For programs that watch over the service: alive, and ready in all parts. Nothing about anybody."""

import hashlib

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from homeroom.kit.declare import ANYBODY
from homeroom.kit.errors import NotFound
from homeroom.kit.http import json_answer, open_to
from homeroom.operations import queries
from homeroom.operations.serving import watch


@open_to(ANYBODY)
def healthz(request: HttpRequest) -> HttpResponse:
    """200 once migrations and curriculum are in."""
    if queries.is_complete():
        return HttpResponse("ok\n", content_type="text/plain")
    return HttpResponse("starting\n", content_type="text/plain", status=503)


@open_to(ANYBODY)
def readyz(request: HttpRequest) -> HttpResponse:
    """Each part by name; 503 when one of them does not work."""
    parts = queries.parts(now=request.now)  # type: ignore[attr-defined]
    fine = all(said == "ok" for said in parts.values())
    return json_answer({"ready": fine, "parts": parts}, status=200 if fine else 503)


@open_to(ANYBODY)
def build(request: HttpRequest) -> HttpResponse:
    """While an author works (`homeroom serve --watch`): what the open page compares, and what is wrong. Otherwise nothing is here."""
    if not settings.HOMEROOM_WATCH:
        raise NotFound()
    answer = json_answer({"stamp": watch.stamp(), "problems": watch.problems()})
    answer["ETag"] = f'"{hashlib.sha256(answer.content).hexdigest()[:20]}"'
    answer["Cache-Control"] = "no-cache"
    if request.META.get("HTTP_IF_NONE_MATCH") == answer["ETag"]:
        answer.status_code, answer.content = 304, b""
    return answer
