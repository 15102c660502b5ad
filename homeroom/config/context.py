"""What every page knows: language, direction, bar and footer (config.navigation), and who is signed in where the page asks."""

from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from homeroom.config import navigation
from homeroom.home.banners import banners_for
from homeroom.kit.declare.scopes import system_task
from homeroom.kit.http import address_of_service, is_only_here, viewer_of


class Other(NamedTuple):
    """The same page in another language."""

    code: str
    name: str
    url: str


def _where_back_leads(request: HttpRequest) -> str:
    """The address at which Back and "load again" find this page when it is the answer to a form: its own where that can be opened, else
    the one the form stood on. "" for every other page."""
    if request.method != "POST":
        return ""
    if "GET" in getattr(getattr(request.resolver_match, "func", None), "methods", ()):
        return request.path
    came = urlsplit(request.META.get("HTTP_REFERER", ""))
    return came.path if came.netloc == request.get_host() else ""


def frame(request: HttpRequest) -> dict[str, Any]:
    """Pages open to VISITORS are the same bytes for everybody, so they never look at the session."""
    language = get_language() or "en"
    rest = request.path_info[1:].partition("/")[2] if request.path_info[1:].partition("/")[0] in settings.HOMEROOM_LANGUAGES else ""
    context: dict[str, Any] = {
        "request": request,
        "language": language,
        "direction": settings.HOMEROOM_LANGUAGES.get(language, ("", "ltr"))[1],
        "languages": [Other(code, name, f"/{code}/{rest}") for code, (name, _side) in settings.HOMEROOM_LANGUAGES.items()],
        "site_name": settings.HOMEROOM_NAME,
        "operator": settings.HOMEROOM_OPERATOR,
        # Every page names somebody (SUP-04), also before an operator has named an address; `homeroom doctor` asks for one.
        "privacy_contact": settings.PRIVACY_CONTACT or _("your teacher, or whoever runs this service"),
        "main_bar": navigation.MAIN_BAR,
        "footer": navigation.FOOTER,
        "section_tabs": navigation.SECTION_TABS,
        "tab_of": navigation.TAB_OF,
        "pupil_pages": navigation.PUPIL_PAGES,
        "account_pages": navigation.ACCOUNT_PAGES,
        "csrf_token": "",
        "back_leads_to": _where_back_leads(request),
        "watching": settings.HOMEROOM_WATCH,
    }
    view = getattr(request.resolver_match, "func", None) if request.resolver_match else None
    if view is not None and getattr(getattr(view, "audience", None), "name", "") != "VISITORS":
        viewer = viewer_of(request)
        if viewer is not None:
            address = address_of_service(request)
            context |= {"address_only_here": address.partition("://")[2] if is_only_here(address) else ""}
            # On pages of a refusal too, which no view has opened.
            with system_task("own record"):
                context |= {"banners": banners_for(viewer, language)}
            context |= {"role": viewer.role, "viewer_name": viewer.name, "csrf_token": viewer.csrf, "viewer": viewer}
    return context
