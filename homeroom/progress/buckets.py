"""How fast one session may send: token buckets in memory (durable ones would cost the hot path a write)."""

import math
import threading

from homeroom.kit.errors import SlowDown

BURST, PER_SECOND = 30.0, 1.0
#: A bucket that is full again is as good as none, so this many are plenty for a school.
MOST = 50_000


class Buckets:
    """`take(key)` takes one; `key` is a session or a person."""

    def __init__(self, burst: float = BURST, per_second: float = PER_SECOND) -> None:
        self.burst, self.per_second = burst, per_second
        self._lock = threading.Lock()
        self._left: dict[object, tuple[float, float]] = {}

    def take(self, key: object, *, now: float) -> None:
        """Raises `SlowDown` with the seconds to wait. `now`: seconds."""
        with self._lock:
            left, at = self._left.get(key, (self.burst, now))
            left = min(self.burst, left + max(0.0, now - at) * self.per_second)
            if left < 1:
                raise SlowDown(retry_after=math.ceil((1 - left) / self.per_second))
            self._left[key] = (left - 1, now)
            if len(self._left) > MOST:
                self._forget_full(now)

    def refill(self) -> None:
        """All are full again."""
        with self._lock:
            self._left.clear()

    def _forget_full(self, now: float) -> None:
        over = self.burst / self.per_second
        self._left = {key: (left, at) for key, (left, at) in self._left.items() if now - at < over}


attempts = Buckets()
