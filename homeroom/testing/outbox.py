"""OUTBOX: every mail that the service produced. There is no mail room, so the whole suite sends none (homeroom/testing/plugin.py)."""

from __future__ import annotations

from django.core import mail


def everything() -> list[str]:
    """To whom mail went, and about what: "to ada@school.example: Welcome"."""
    return [f"to {', '.join(one.recipients())}: {one.subject}" for one in getattr(mail, "outbox", [])]
