"""Whose account it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeroom.accounts import queries
from homeroom.kit.errors import NotFound
from homeroom.kit.http import viewer_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from homeroom.accounts.models import Person
    from homeroom.kit.http import Viewer


def oneself(request: HttpRequest) -> tuple[Viewer, Person]:
    """Who is asking, and their account; raises `NotFound`."""
    viewer = viewer_of(request)
    person = queries.find_person(viewer.code) if viewer else None
    if viewer is None or person is None:
        raise NotFound()
    return viewer, person
