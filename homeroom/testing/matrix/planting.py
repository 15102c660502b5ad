"""Every declared text about a person is replaced by a canary of its own, made from the inventory; and who may see which."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from homeroom.audit.actions import note
from homeroom.kit.crypto import SealedText
from homeroom.kit.declare import (
    ADMINISTRATORS,
    ANSWERERS,
    ANYBODY,
    APPROVERS,
    OWN_TEACHERS,
    PUPILS,
    SELF,
    SIGNED_IN,
    VISITORS,
    Audience,
    declared,
)
from homeroom.privacy.subjects import Subject, parts
from homeroom.rights.queries import requests_of
from homeroom.testing.matrix.world import OTHERS, World

#: How a canary stands in an answer: as text, or as bytes written in hex.
FOUND = re.compile(rb"zq[0-9a-f]{10}|7a71(?:[0-9a-f]{2}){10}")
#: Columns in which something has a form; the canary goes where words of a person would stand.
FORMS: dict[str, Any] = {
    "accounts.Person.email": "{}@school.example".format,
    "progress.Attempt.said": lambda canary: json.dumps({"key": "maze.wall", "values": {"block": canary}}),
    "progress.LevelProgress.last_said": lambda canary: json.dumps({"key": "maze.wall", "values": {"block": canary}}),
    "progress.LevelProgress.mistakes": lambda canary: json.dumps({canary: 1}),
}
#: Columns with a closed set of values, or that are no longer what they are when something else stands there.
CLOSED = {
    "accounts.Person.language": "one of our languages",
    "sections.Enrolment.tile_animal": "one of our animals",
    "sections.Section.grade": "a grade",
    "sections.Section.join_code": "six letters",
    "sections.Period.code": "six digits",
    "audit.Entry.what": "verb and noun",
    "sign_in.SecondFactor.secret": "base32",
    "progress.LessonStates.states": "a byte a level",
}
#: Texts shorter than a canary cannot hold one.
SHORTEST = 12


@dataclass(frozen=True, slots=True)
class Canary:
    """One planted text: of whom or of which class, in which column, who may see it."""

    of: str
    column: str
    seen_by: tuple[Audience, ...]


def canary(*of: object) -> str:
    """A word that stands nowhere by chance."""
    return "zq" + hashlib.sha256(" ".join(str(part) for part in of).encode()).hexdigest()[:10]


def holds(model: type[models.Model], column: str) -> bool:
    """Whether a column can hold a canary at all: free text or bytes."""
    told: Any = model._meta.get_field(column)
    if told.is_relation or told.choices or f"{model._meta.label}.{column}" in CLOSED:
        return False
    return isinstance(told, SealedText | models.TextField | models.CharField | models.BinaryField) and (
        told.max_length is None or told.max_length >= SHORTEST
    )


def planted(world: World, now: datetime.datetime) -> dict[str, Canary]:
    """Plants everything; canary -> what it is."""
    found: dict[str, Canary] = {}
    for name, person in world.people.items():
        subject = Subject(person.pk, person.code)
        for part in parts():
            others = {column for line in part.lines for column in line.others}
            lines = {column: line.seen_by for line in part.lines if line.kind != "keys" for column in line.columns}
            if part.table.label == "audit.Entry":
                found |= dict(_note(name, person.code, lines, now))
                continue
            for row in part.rows([subject]):
                if part.table.label == "accounts.Session" and row.pk in world.in_use:
                    continue
                found |= dict(_plant(row, name, {column: seen for column, seen in lines.items() if column not in others}))
    for name, section in world.classes.items():
        lines = {column: line.seen_by for line in declared()["sections.Section"].lines if line.kind != "keys" for column in line.columns}
        found |= dict(_plant(section, f"class {name}", lines))
    return found


def _note(name: str, code: str, lines: dict[str, tuple[Audience, ...]], now: datetime.datetime) -> Iterator[tuple[str, Canary]]:
    """The record is only ever added to, so its canaries come as an entry of their own."""
    texts = {column: canary(name, "audit.Entry", column) for column in ("where", "why")}
    note("look_at_record", about=code, now=now, **texts)
    for column, text in texts.items():
        yield text, Canary(name, f"audit.Entry.{column}", lines[column])


def _plant(row: Any, name: str, lines: dict[str, tuple[Audience, ...]]) -> Iterator[tuple[str, Canary]]:
    model, new = type(row), {}
    for column, seen_by in lines.items():
        before = getattr(row, column)
        if before in (None, "") or not holds(model, column):
            continue
        label = f"{model._meta.label}.{column}"
        text = canary(name, label, row.pk)
        told = FORMS.get(label, str)(text)
        new[column] = told if isinstance(before, str) else told.encode()
        yield text, Canary(name, label, seen_by)
    if new:
        model._base_manager.filter(pk=row.pk).update(**new)


def unplanted() -> list[str]:
    """Declared texts about people that no canary can be put into, and of which nobody has said why."""
    found = []
    for label, table in declared().items():
        model = apps.get_model(label)
        for line in table.lines:
            if line.kind != "keys" and line.about:
                found += [f"{label}.{column}" for column in line.columns if _is_text(model, column) and not holds(model, column)]
    return sorted(set(found) - set(CLOSED))


def _is_text(model: type[models.Model], column: str) -> bool:
    told: Any = model._meta.get_field(column)
    return not told.choices and isinstance(told, SealedText | models.TextField | models.CharField | models.BinaryField)


def may_see(world: World, viewer: str, canary: Canary) -> bool:
    """By the declarations alone, and by who sits and teaches where in this world."""
    return bool(set(canary.seen_by) & _stands_as(world, viewer, canary.of))


def _stands_as(world: World, viewer: str, of: str) -> set[Audience]:
    """As what somebody stands before a person's or a class's data."""
    stands = {ANYBODY, VISITORS}
    if viewer in ("eve", "rob"):
        return stands
    stands.add(SIGNED_IN)
    if viewer == of:
        stands.add(SELF)
    if world.people[viewer].role == "administrator" and viewer in OTHERS:
        stands.add(ADMINISTRATORS)
        if of == "wim":
            stands.add(APPROVERS)
        if of in world.people and requests_of(world.people[of].pk):
            stands.add(ANSWERERS)
    section = of.removeprefix("class ") if of.startswith("class ") else world.seats.get(of)
    if section is not None and section in world.taught.get(viewer, ()):
        stands.add(OWN_TEACHERS)
    here = {section} if section is not None else set(world.taught.get(of, ()))
    if world.own_class(viewer) in here:
        stands.add(PUPILS)
    return stands


def seen_in(answer: Any) -> set[str]:
    """Canaries in the body and the headers of an answer."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    heads = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    cookies = answer.cookies.output()
    told = (body + f"\n{heads}\n{cookies}".encode()).lower()
    return {text.decode() if text.startswith(b"zq") else bytes.fromhex(text.decode()).decode() for text in FOUND.findall(told)}
