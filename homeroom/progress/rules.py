"""Pure decisions: who is stuck, and why a bubble has its colour (design section 5)."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

NOT_STARTED, TRIED, PASSED, PERFECT, DONE = range(5)
#: Who did nothing for so long has gone to something else.
ACTIVE_WITHIN = datetime.timedelta(minutes=10)
#: Outside of class what happened longer ago belongs to another day: shorter than the night, long enough for lessons of one day.
SCHOOL_DAY = datetime.timedelta(hours=8)
SAME_MISTAKE, FAILED_RUNS = 3, 5
LONG_SECONDS, TIMES_THE_MEDIAN, ENOUGH_CLASSMATES = 240, 2, 3

StuckBecause = Literal["same mistake", "many runs", "long"]


def is_stuck(
    *,
    state: int,
    quiet: datetime.timedelta,
    failed: int,
    mistakes: Mapping[str, int],
    active_seconds: int,
    classmates_seconds: Sequence[int],
) -> StuckBecause | None:
    """Whether somebody needs help with the level they are at, and by which sign; None when not.

    `quiet`: since the last run or edit. `failed`: runs that did not solve it, `mistakes` how many of them met which. `classmates_seconds`:
    active seconds of those in the class who solved it; time says something only where three did.
    """
    if state > TRIED or quiet > ACTIVE_WITHIN:
        return None
    if max(mistakes.values(), default=0) >= SAME_MISTAKE:
        return "same mistake"
    if failed >= FAILED_RUNS:
        return "many runs"
    if (
        active_seconds >= LONG_SECONDS
        and len(classmates_seconds) >= ENOUGH_CLASSMATES
        and active_seconds >= TIMES_THE_MEDIAN * median(classmates_seconds)
    ):
        return "long"
    return None


def commonest(mistakes: Mapping[str, int]) -> str | None:
    """The mistake that was met most often; among equals the first by name."""
    return min(mistakes, key=lambda name: (-mistakes[name], name), default=None)


Colour = Literal["not started", "not solved yet", "more blocks than needed", "fewest blocks", "solved", "played"]


@dataclass(frozen=True)
class Why:
    """Why a level has its colour: `blocks` of the best run, and the fewest that are `enough` (None in free play)."""

    colour: Colour
    blocks: int | None
    enough: int | None


def why_this_colour(*, state: int, blocks: int | None, optimal: int | None) -> Why:
    """The reason in words that a page can say. `blocks`: fewest among the runs that reached the state."""
    if state == NOT_STARTED:
        return Why("not started", None, optimal)
    if state == TRIED:
        return Why("not solved yet", None, optimal)
    if state == DONE:
        return Why("played", blocks, None)
    if state == PERFECT:
        return Why("fewest blocks", blocks, optimal)
    # A level may have been given another fewest since: then the run is solved, and nothing is said about blocks that is not so.
    return Why("more blocks than needed" if optimal is not None and blocks is not None and blocks > optimal else "solved", blocks, optimal)
