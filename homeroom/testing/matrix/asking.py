"""Asking one thing, and what is wrong with the answer: the letter, canaries that are not for these eyes, writes of what was refused."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import Client

from homeroom.curriculum.queries import courses
from homeroom.kit.ids import uuid7
from homeroom.testing.matrix.expected import Case
from homeroom.testing.matrix.planting import Canary, may_see, seen_in
from homeroom.testing.matrix.world import RELATIONS, World
from homeroom.testing.urls_matrix import ask, filled_with, letter, undone

WRITES = re.compile(r"^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)
#: What a refused request may note: when a session was last used, and how often something was tried.
MAY_BE_NOTED = {"accounts_session", "limits_bucket"}
#: Pages that offer to take a removal back show who was removed, to the class's own teachers, for as long as it can be taken back.
TAKES_BACK = {
    "sections:roster": ("accounts.Person.name",),
    "sections:all": ("sections.Section.name",),
    "home:home": ("sections.Section.name",),
}


@contextmanager
def writing() -> Iterator[list[str]]:
    """Tables that are written to meanwhile."""
    found: list[str] = []

    def noted(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        if (match := WRITES.match(str(sql))) is not None:
            found.append(match[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(noted):
        yield found


def asked(world: World, relation: str, case: Case) -> tuple[HttpResponse, list[str]]:
    """The answer and the tables that were written to; whatever the request did is undone, so that the next one meets the same school."""
    client = world.clients[RELATIONS[relation][0]]
    with undone(client), writing() as tables:
        answer = _send(client, case)
        if answer.streaming:
            # Read before the class is as it was.
            answer.streaming_content = [b"".join(answer.streaming_content)]  # type: ignore[attr-defined]
    return answer, tables


def wrong_in(world: World, canaries: dict[str, Canary], relation: str, case: Case) -> tuple[list[str], set[str]]:
    """What is wrong with the answer, in words; and the canaries that were rightly seen."""
    viewer = RELATIONS[relation][0]
    answer, tables = asked(world, relation, case)
    here = f"{relation}: {case.method} {case.address.name} of {case.thing.kind}"
    got = "x" if answer.status_code == 409 and b'"another-person"' in answer.content else letter(answer)
    wrong = [] if got == case.letter else [f"{here}: {got} ({answer.status_code}), decided {case.letter}"]
    if case.letter != "o":
        wrong += [f"{here}: refused, and wrote to {table}" for table in sorted(set(tables) - MAY_BE_NOTED)]
    seen = {text: canaries[text] for text in seen_in(answer) if text in canaries}
    not_for = {text for text, one in seen.items() if not may_see(world, viewer, one) and not _takes_back(world, case, viewer, one)}
    wrong += sorted({f"{here}: shows {seen[text].column} of {seen[text].of}" for text in not_for})
    return wrong, seen.keys() - not_for


def _takes_back(world: World, case: Case, viewer: str, seen: Canary) -> bool:
    gone = seen.of in ("ivy", "rob", "class ada's deleted")
    return gone and world.teaches(viewer) and seen.column in TAKES_BACK.get(case.address.name, ())


def _send(client: Client, case: Case) -> HttpResponse:
    lesson = courses()[0].lessons[0]
    path = filled_with(case.address.route, section=case.thing.section, student=case.thing.student)
    body = _body(case, lesson.id, lesson.levels[0].id)
    if case.method == "GET" and "<str:code>" in case.address.route and "<str:student>" not in case.address.route:
        path += f"?pupil={case.thing.student}"
    if body is None:
        return ask(client, case.method, path)
    return client.post(path, json.dumps(body), content_type="application/json")  # type: ignore[return-value]


def _body(case: Case, lesson: uuid.UUID, level: uuid.UUID) -> dict[str, Any] | None:
    """What a level page would send for the thing's pupil: kept, if it were let through."""
    made = {"lesson": str(lesson), "level": str(level), "program": "{}", "madeAt": 1_795_500_000_000, "fromBrowser": False}
    run = made | {
        "id": str(uuid7()), "outcome": "tried", "mistake": None, "said": {"key": "maze.wall", "values": {}}, "blocks": 1, "hints": 0,
        "seconds": 1,
    }  # fmt: skip
    bodies: dict[str, dict[str, Any]] = {
        "/attempts": {"attempts": [run]},
        "/drafts": {"drafts": [made]},
        "/beat": {"level": str(level), "active": 5, "working": True, "uncover": False},
        "/hand": {"up": True},
    }
    found = bodies.get(case.address.name)
    return None if found is None else {"person": case.thing.student, **found}
