"""The texts, for everybody to read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from homeroom.agreements.rules import current as newest
from homeroom.agreements.rules import kinds
from homeroom.kit.declare import VISITORS
from homeroom.kit.http import open_to, same_for_everybody


@open_to(VISITORS)
@same_for_everybody
def current(request: HttpRequest) -> HttpResponse:
    """Every text in its newest version."""
    language = get_language() or "en"
    return render(
        request, "agreements/current.html", {"agreements": [newest(kind, language) for kind in kinds()], "page_class": "page-read"}
    )
