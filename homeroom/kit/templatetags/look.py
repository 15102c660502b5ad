"""What templates draw with: `{% icon "run" %}`, `{% picture "calm" %}`, `{% secret_picture "sun" %}`, `{% animal "cat" 3 %}`.

Names come from `design/`; one that is not there fails when the page is drawn, and so in every test of that page.
"""

from typing import Any, NamedTuple

from django import template
from django.template import Context
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from homeroom.kit.picture_words import ANIMALS_IN_WORDS
from homeroom.kit.static_files import island
from homeroom.kit.tokens_gen import ICONS, PICTURES, SECRET_PICTURES, STATES, TILE_ANIMALS

register = template.Library()
#: These point along the line of reading, so they turn round in right-to-left pages.
TURNS = frozenset({"back", "next", "previous", "undo", "sign-in", "sign-out", "speaker", "speaker-off", "move"})
COLOURS = 8


class UnknownName(ValueError):
    """A template asks for a drawing that `design/` does not have."""


def _drawing(name: str, known: tuple[str, ...], sheet: str, look: str) -> SafeString:
    if name not in known:
        raise UnknownName(f"design/ has no drawing called {name!r} for {sheet}")
    return format_html('<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>', look, static(sheet), name)


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon beside words. Never the only name of a thing: add `<span class="unseen">`."""
    return _drawing(name, ICONS, "kit/icons.gen.svg", "icon icon-turns" if name in TURNS else "icon")


@register.simple_tag
def picture(name: str, alt: str = "", look: str = "") -> SafeString:
    """A picture of `design/pictures/`, its place kept while it loads. `alt` only where it tells something (design/pictures/names.json)."""
    if name not in PICTURES:
        raise UnknownName(f"design/pictures has no picture called {name!r}")
    width, height = PICTURES[name]
    source = static(f"kit/pictures/{name}.svg")
    return format_html('<img src="{}" alt="{}" width="{}" height="{}" class="{}">', source, alt, width, height, look)


@register.simple_tag
def secret_picture(name: str) -> SafeString:
    """One of the sixty pictures of picture passwords; its name in words stands beside it."""
    return _drawing(name, SECRET_PICTURES, "kit/pictures/secret.gen.svg", "secret")


@register.simple_tag
def animal(name: str, colour: int, *, told: bool = False) -> SafeString:
    """The tile that tells twins apart: one of twelve animals in one of eight colours (1 to 8). `told`: its animal in words for who does
    not see it, where no words stand beside it."""
    if colour not in range(1, COLOURS + 1):
        raise UnknownName(f"there is no tile colour {colour}")
    drawn = _drawing(name, TILE_ANIMALS, "kit/pictures/tiles.gen.svg", f"animal tile-colour-{colour}")
    return format_html('{}<span class="unseen">{} </span>', drawn, ANIMALS_IN_WORDS[name]) if told else drawn


@register.simple_tag
def built(name: str) -> str:
    """Address of a room's page script by its file's name; "" where it is not built."""
    return island(name)


@register.simple_tag
def bubble(state: int, words: str, number: int | str = "") -> SafeString:
    """The bubble of one level: `state` is its byte, `words` say level and state for who does not see it."""
    if state not in range(len(STATES)):
        raise UnknownName(f"there is no state {state}")
    shown = number if state == 0 else ""
    return format_html('<span class="bubble" data-state="{}">{}<span class="unseen">{}</span></span>', state, shown, words)


class BarLink(NamedTuple):
    """One entry of the main bar or a row of tabs. `here` is a value of aria-current: "page", "true" on a page below it, "" elsewhere."""

    url: str
    words: str
    here: str


def _links(context: Context, entries: Any, *arguments: Any) -> list[BarLink]:
    """Entries (name of an address, words) as links; an address whose room is not built is left out."""
    request = context.get("request")
    path, match = getattr(request, "path", ""), getattr(request, "resolver_match", None)
    above = (context.get("tab_of") or {}).get(match.view_name) if match else None
    found = []
    for name, words in entries:
        try:
            url = reverse(name, args=arguments)
        except NoReverseMatch:
            continue
        found.append(BarLink(url, words, "page" if path == url else "true" if name == above else ""))
    return found


@register.simple_tag(takes_context=True)
def main_bar(context: Context) -> list[BarLink]:
    """The links of the main bar for `role` (of the context; a visitor without)."""
    return _links(context, (context.get("main_bar") or {}).get(context.get("role") or "visitor", []))


@register.simple_tag(takes_context=True)
def foot_links(context: Context) -> list[BarLink]:
    """The links of the footer."""
    return _links(context, context.get("footer", []))


@register.simple_tag(takes_context=True)
def pages_of_pupil(context: Context, code: str, student: str) -> list[BarLink]:
    """Pages about one pupil of a class, by their codes."""
    return _links(context, context.get("pupil_pages", []), code, student)


@register.simple_tag(takes_context=True)
def tabs_of_section(context: Context, code: str) -> list[BarLink]:
    """A section's tabs, by its code."""
    return _links(context, context.get("section_tabs", []), code)
