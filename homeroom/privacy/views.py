"""What is kept about people, and what lies in their browsers: printed from the declarations of the code that keeps it (GEN-08, TRK-03)."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from homeroom.kit.declare import VISITORS
from homeroom.kit.http import open_to, same_for_everybody
from homeroom.privacy import promised, queries


@open_to(VISITORS)
@same_for_everybody
def data(request: HttpRequest) -> HttpResponse:
    """Everything, by whose it is: what, why, from whom, who sees it, how long."""
    context = {
        "for_children": queries.for_children(),
        "groups": queries.groups(),
        "outside": queries.outside_tables(),
        "https": settings.HOMEROOM_HTTPS,
    }
    return render(request, "privacy/data.html", context)


@open_to(VISITORS)
@same_for_everybody
def cookies(request: HttpRequest) -> HttpResponse:
    """Cookies and other rows in the browser."""
    found = queries.declared_browser_storage()
    context = {
        "cookies": [one for one in found if one.place == "cookie"],
        "rows": [one for one in found if one.place != "cookie"],
    }
    return render(request, "privacy/cookies.html", context)


@open_to(VISITORS)
@same_for_everybody
def promises(request: HttpRequest) -> HttpResponse:
    """Every promise, and the tests that stand for it."""
    return render(request, "privacy/promises.html", {"page": promised.page()})
