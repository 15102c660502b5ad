"""The privacy policy in a child's words, a page for each tool (POL-09)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from homeroom.curriculum.catalogue import said_in
from homeroom.curriculum.queries import tools
from homeroom.home.children import told_of
from homeroom.kit.declare import VISITORS
from homeroom.kit.errors import NotFound
from homeroom.kit.http import open_to, same_for_everybody
from homeroom.privacy import queries as privacy


@open_to(VISITORS)
@same_for_everybody
def index(request: HttpRequest) -> HttpResponse:
    """What is kept of every child, and a page for each tool."""
    language = get_language() or "en"
    named = [(tool.lab, said_in(tool.title, language)) for tool in tools().values()]
    return render(request, "home/for_children.html", {"tools": named, "sentences": privacy.for_children()})


@open_to(VISITORS)
@same_for_everybody
def tool(request: HttpRequest, tool: str) -> HttpResponse:
    """What is kept of a child in this tool, and what is not."""
    found = tools().get(tool)
    if found is None:
        raise NotFound()
    kept, never = told_of(found)
    context = {"name": said_in(found.title, get_language() or "en"), "lab": found.lab, "kept": kept, "never": never}
    return render(request, "home/for_children_tool.html", context)
