"""A page links, includes and extends only at or below its own room; what names upper rooms is data in config/navigation.py."""

from __future__ import annotations

import re
import tomllib
from pathlib import PurePath

import pytest

from tests.architecture.tree import ROOT, text, written

#: {% url "room:name" %}, {% include "room/page.html" %}, {% extends 'room/page.html' %}, {% load room_tags %}
NAMED = re.compile(r"""{%-?\s*(?:url|include|extends)\s+['"](\w+)[:/]""")


def heights() -> dict[str, int]:
    """How high each room stands: import-linter's own layers, counted from the ground."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    house = next(contract for contract in contracts if contract.get("exhaustive"))
    storeys = [re.findall(r"\w+", line) for line in reversed(house["layers"])]
    return {room: height for height, rooms in enumerate(storeys) for room in rooms}


def upward(room: str, page: str, height: dict[str, int]) -> list[str]:
    """Rooms that a page of `room` names though they are not below it."""
    return [other for other in NAMED.findall(page) if other != room and height.get(other, len(height)) >= height[room]]


def test_pages_name_only_rooms_below_their_own() -> None:
    pages = [path for path in written(".html", ".txt") if path.startswith("homeroom/") and "/templates/" in path]

    found = {path: wrong for path in pages if (wrong := upward(PurePath(path).parts[1], text(path), heights()))}

    assert pages
    assert found == {}


@pytest.mark.parametrize(
    ("room", "page", "wrong"),
    [
        ("sections", '{% extends "kit/page.html" %}{% url "curriculum:level" level.id %}', []),
        ("sections", '{% url "sections:roster" section.id %}', []),
        ("curriculum", '{% url "sections:roster" section.id %}', ["sections"]),
        ("kit", "{% include 'home/tile.html' %}", ["home"]),
        ("sections", '{% url "nowhere:page" %}', ["nowhere"]),
    ],
)
def test_an_arrow_upwards_would_be_noticed(room: str, page: str, wrong: list[str]) -> None:
    assert upward(room, page, heights()) == wrong


def test_every_page_is_filed_under_the_name_of_its_room() -> None:
    folders = {
        (parts[1], parts[3]) for path in written(".html") if (parts := PurePath(path).parts)[2:3] == ("templates",) and len(parts) > 4
    }

    assert {(room, folder) for room, folder in folders if room != folder} == set()
