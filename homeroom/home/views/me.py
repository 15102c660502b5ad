"""GET /me: who is here. Asked only by browsers that hold the readable cookie."""

import uuid

from django.http import HttpRequest, HttpResponse

from homeroom.accounts import queries as people
from homeroom.home import queries, wire
from homeroom.kit.declare import ANYBODY
from homeroom.kit.http import drop_cookies, json_answer, now_of, open_to, viewer_of
from homeroom.progress.queries import milliseconds


@open_to(ANYBODY, task="own record")
def me(request: HttpRequest) -> HttpResponse:
    """Always 200. When nobody is signed in, the cookies that say otherwise go."""
    viewer = viewer_of(request)
    if viewer is not None:
        lesson, level = (_uuid(request.GET.get(name, "")) for name in ("lesson", "level"))
        return json_answer(queries.who_is_here(viewer, lesson=lesson, level=level, now=now_of(request)))
    nobody = wire.Me(person=None, period=None, csrf="", now=milliseconds(now_of(request)), states={}, work=None, sealing=None, ticket=None)
    answer = json_answer(nobody)
    if request.COOKIES.keys() & {people.COOKIE, people.HERE}:
        drop_cookies(answer)
    return answer


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
