"""How much is taken away at once: what goes in a few milliseconds on this machine, so that nobody who saves waits long (RET-02)."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

#: Seconds that one slice may hold the writer. At most 100 ms are promised; the rest is for a machine that is busy at that very moment.
BUDGET = 0.02
#: Rows of a slice: to begin with and at most, and on the slowest machine. More of them would save nothing: what a row costs stays the same.
MOST, LEAST = 50, 5
#: Part of a slice's time that is left to others behind it.
REST = 0.25

_listeners: list[Callable[[int, float], object]] = []


def listen(tell: Callable[[int, float], object]) -> None:
    """Tells of every slice how many rows it was to have, and its seconds: for who measures."""
    _listeners.append(tell)


@dataclass
class Pace:
    """One run over many slices: each is timed, and the next one is cut by it."""

    rows: int = field(default_factory=lambda: MOST)
    #: Seconds of the last one.
    last: float = 0.0

    @contextmanager
    def timed(self) -> Iterator[None]:
        """Round the statements of one slice, in its transaction: waiting for one's turn does not count."""
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.took(time.perf_counter() - begun)

    def took(self, seconds: float) -> None:
        """Half as many when a slice took too long, twice as many when four such would still fit."""
        self.last = seconds
        for tell in _listeners:
            tell(self.rows, seconds)
        if seconds > BUDGET:
            self.rows = max(LEAST, self.rows // 2)
        elif seconds * 4 < BUDGET:
            self.rows = min(MOST, self.rows * 2)

    def rest(self) -> None:
        """Between two slices, outside of transactions."""
        time.sleep(min(self.last, BUDGET) * REST)
