"""The policy in a child's words, for each tool: every sentence stands for lines of what is declared (POL-09).

A line about pupils' learning that no sentence stands for fails a test, so that the page cannot say less than what is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from homeroom.kit.declare import declared

if TYPE_CHECKING:
    from homeroom.curriculum.queries import Tool

#: Rooms whose tables hold what happens in a tool.
ROOMS = ("programs", "progress")


@dataclass(frozen=True)
class Saying:
    """A child's sentence and the columns ("table.column" or "table.*") that it stands for."""

    words: Any
    columns: tuple[str, ...]


SAYINGS = (
    Saying(_("The programs you make. They are yours."), ("programs.Program.*", "progress.Draft.*")),
    Saying(
        _("Which levels you tried, which you solved, and when."),
        (
            "progress.Attempt.made_at", "progress.Attempt.kept_at", "progress.Attempt.from_browser", "progress.Attempt.outcome",
            "progress.Attempt.blocks", "progress.LevelProgress.state", "progress.LevelProgress.solved_at", "progress.LevelProgress.tries",
            "progress.LevelProgress.first_at", "progress.LevelProgress.last_at", "progress.LevelProgress.newest_at",
            "progress.LessonStates.*",
        ),
    ),
    Saying(
        _("What went wrong, so that your teacher can help you."),
        (
            "progress.Attempt.mistake", "progress.Attempt.said", "progress.LevelProgress.failed", "progress.LevelProgress.mistakes",
            "progress.LevelProgress.last_mistake", "progress.LevelProgress.last_said",
        ),
    ),
    Saying(
        _("How long you worked on a level, and how many hints you opened."),
        (
            "progress.Attempt.seconds", "progress.Attempt.hints", "progress.LevelProgress.seconds", "progress.LevelProgress.hints",
        ),
    ),
)  # fmt: skip


def kept_in_tools() -> set[str]:
    """Every declared column about pupils' learning, as "table.column"."""
    return {
        f"{label}.{column}"
        for label, table in declared().items()
        if label.partition(".")[0] in ROOMS
        for line in table.lines
        if line.kind != "keys" and "student" in line.roles
        for column in line.columns
    }


def told_of(tool: Tool) -> tuple[list[Any], list[Any]]:
    """(what is kept, what is not) of a child who works with this tool."""
    there = kept_in_tools()
    kept = [saying.words for saying in SAYINGS if any(stands_for(saying, column) for column in there)]
    never = [_("Never your birthday, your address, your voice or your face.")]
    if tool.free_text:
        kept.append(_("The words you type into your program. Do not write secrets there."))
    else:
        never.append(_("Nothing that you could type about yourself: you build with blocks only."))
    if tool.uploads:
        kept.append(_("The pictures and sounds that you put into your program."))
    else:
        never.append(_("No pictures and no sounds of yours: you cannot put any in."))
    return kept, never


def stands_for(saying: Saying, column: str) -> bool:
    """Whether a sentence tells of a column."""
    return column in saying.columns or f"{column.rpartition('.')[0]}.*" in saying.columns
