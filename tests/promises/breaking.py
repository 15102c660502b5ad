"""Middleware of a test: every view breaks, with everything that was sent and everybody's name in the exception's message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


class Broke(RuntimeError):
    """Tells too much."""


class Breaks:
    """Last in the list, so that the view is reached and does not answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> None:
        viewer: Any = request.viewer()  # type: ignore[attr-defined]
        sent = request.body
        raise Broke(f"{viewer.name if viewer else 'a visitor'} sent {sent!r} {dict(request.POST)} to {request.get_full_path()}")
