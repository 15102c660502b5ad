"""How a bucket fills: a burst of `most`, one more every `seconds_each`. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    """`most` tries at once; each comes back after `seconds_each` seconds."""

    name: str
    most: int
    seconds_each: float


def taken_now(taken: float, seconds_since: float, limit: Limit) -> float:
    """What is still taken after some time."""
    return max(0.0, taken - max(0.0, seconds_since) / limit.seconds_each)


def wait_for(taken: float, limit: Limit) -> float:
    """Seconds until one more try is allowed; 0 when it is allowed now."""
    return max(0.0, (taken + 1.0 - limit.most) * limit.seconds_each)
