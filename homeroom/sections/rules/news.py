"""What classes tell other rooms, after it is durable; such news may be lost."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PeriodChanged:
    """A class was started, opened again or ended: read it anew."""

    section_id: int
    period_id: int


@dataclass(frozen=True)
class RosterChanged:
    """Somebody joined or left a class, or is called or drawn otherwise."""

    section_id: int
