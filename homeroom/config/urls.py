"""Every address of the service. Pages carry their language (/es/...); programs' addresses do not."""

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

handler400 = "homeroom.kit.http.frame.unreadable"
handler404 = "homeroom.kit.http.frame.not_found"
handler500 = "homeroom.kit.http.frame.broken"


def _of(room: str) -> list[URLPattern | URLResolver]:
    """A room's pages; and its addresses without a language (`plain`), for programs."""
    name = f"{room}.urls"
    if find_spec(name) is None:
        return []
    pages = import_module(name)
    return [path("", include((pages.urlpatterns, room.rpartition(".")[2])))]


def _plain(room: str) -> list[URLPattern | URLResolver]:
    name = f"{room}.urls"
    return list(getattr(import_module(name), "plain", [])) if find_spec(name) is not None else []


urlpatterns: list[URLPattern | URLResolver] = [
    *(pattern for room in settings.ROOMS for pattern in _plain(room)),
    *i18n_patterns(*(pattern for room in settings.ROOMS for pattern in _of(room))),
]
