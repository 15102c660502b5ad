"""A pupil's browser for this room's tests: makes runs as labs/parts/host does and sends them."""

import json
import uuid
from typing import Any

from django.http import HttpResponse
from django.test import Client

from homeroom.curriculum import queries as curriculum
from homeroom.curriculum.catalogue import Level
from homeroom.kit.ids import uuid7


def level(number: int) -> Level:
    """A level of the maze."""
    lesson = curriculum.lesson_with_slug("maze")
    assert lesson is not None
    found = lesson.level(number)
    assert found is not None
    return found


def program(name: str) -> str:
    """A program that is told apart by its only block."""
    return json.dumps({"blocks": {"languageVersion": 0, "blocks": [{"type": "maze_start", "id": name}]}})


def a_run(of: Level, outcome: str = "tried", *, made_at: int = 1_795_500_000_000, **more: object) -> dict[str, object]:
    """One run as it crosses the wire."""
    return {
        "id": str(uuid7(made_at)), "lesson": str(of.lesson), "level": str(of.id), "program": program("a"), "outcome": outcome,
        "mistake": None, "said": {"key": "maze.wall", "values": {"block": 4}}, "blocks": 5, "hints": 0, "seconds": 41, "madeAt": made_at,
        "fromBrowser": False,
    } | more  # fmt: skip


def a_draft(of: Level, name: str, *, made_at: int, **more: object) -> dict[str, object]:
    """Unrun work as it crosses the wire."""
    return {"lesson": str(of.lesson), "level": str(of.id), "program": program(name), "madeAt": made_at, "fromBrowser": False} | more


def post(client: Client, path: str, body: object) -> HttpResponse:
    """Sends JSON as the page does."""
    text = body if isinstance(body, (str, bytes)) else json.dumps(body)
    answer: HttpResponse = client.post(path, text, content_type="application/json", headers={"Accept": "application/json"})  # type: ignore[assignment]
    return answer


def get(client: Client, path: str) -> HttpResponse:
    """Asks for JSON as the page does."""
    answer: HttpResponse = client.get(path, headers={"Accept": "application/json"})  # type: ignore[assignment]
    return answer


def said(answer: HttpResponse) -> Any:
    """The JSON of an answer."""
    return json.loads(answer.content)


def ids(runs: list[dict[str, object]]) -> list[str]:
    """Names of runs."""
    return [str(uuid.UUID(str(run["id"]))) for run in runs]
