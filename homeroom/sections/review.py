"""The list between pasting and saving: one row a pupil, what is asked about each, and what a teacher answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from homeroom.accounts.queries import thresholds
from homeroom.sections.actions import NewPupil
from homeroom.sections.rules.ages import must_declare
from homeroom.sections.rules.names import MOST, Line, Problem, checked, key_of, repeated
from homeroom.sections.rules.twins import shown_names


@dataclass
class Row:
    """`age` is as typed; `choice` answers a repeated name: "" not yet, "twin" another child, "skip" typed twice."""

    place: int
    name: str
    age: str
    problem: Problem = ""
    same: str = ""
    choice: str = ""
    shown: str = ""

    @property
    def tone(self) -> str:
        """Class of the table's row."""
        return "is-wrong" if self.problem else "is-asked" if self.same else ""

    @property
    def is_open(self) -> bool:
        """Whether it keeps the list from being saved."""
        return self.choice != "skip" and (bool(self.problem) or (bool(self.same) and self.choice != "twin"))


@dataclass
class Review:
    """All rows, with what they come to."""

    rows: list[Row]

    @property
    def asked(self) -> int:
        """Rows that need an answer."""
        return sum(row.is_open for row in self.rows)

    @property
    def kept(self) -> list[Row]:
        """Rows that become pupils."""
        return [row for row in self.rows if row.choice != "skip"]

    @property
    def pupils(self) -> list[NewPupil]:
        """What the action wants; call it when nothing is asked any more."""
        return [NewPupil(row.name, int(row.age) if row.age else None) for row in self.kept]

    @property
    def needs_declaration(self) -> bool:
        """ACC-13."""
        return any(must_declare(int(row.age) if row.age.isdecimal() else None, thresholds()) for row in self.kept)


def of_lines(lines: Iterable[Line], age: int | None, there: list[str]) -> Review:
    """From a paste: `age` is everybody's who has none of their own, `there` are full names of who is in the class already."""
    rows = [
        Row(place, line.name, "" if line.age is None and age is None else str(line.age or age), line.problem)
        for place, line in enumerate(lines)
    ]
    return _finished(rows, there)


def of_answers(posted: Mapping[str, str], there: list[str]) -> Review:
    """From the review itself: names and ages as mended there."""
    count = min(int(posted.get("rows", "0")) if posted.get("rows", "0").isdecimal() else 0, MOST)
    rows = []
    for place in range(count):
        typed = posted.get(f"age-{place}", "")
        name, age, problem = checked(posted.get(f"name-{place}", ""), typed)
        choice = posted.get(f"same-{place}", "")
        row = Row(
            place, name, str(age) if age is not None else typed.strip()[:4], problem, choice=choice if choice in ("twin", "skip") else ""
        )
        if not posted.get(f"name-{place}", "").strip():
            row.choice = "skip"
        rows.append(row)
    return _finished(rows, there)


def _finished(rows: list[Row], there: list[str]) -> Review:
    names = [row.name for row in rows if row.choice != "skip"]
    in_class = {key_of(name) for name in there}
    earlier = repeated([row.name if row.choice != "skip" else f"\0{row.place}" for row in rows])
    for row, first in zip(rows, earlier, strict=True):
        if row.name and key_of(row.name) in in_class:
            row.same = _("A pupil of this name is in the class already.")
        elif first is not None and row.name:
            row.same = _("The same name stands in line %(number)s.") % {"number": first + 1}
    shown = iter(shown_names([*there, *names])[len(there) :])
    for row in rows:
        if row.choice != "skip":
            row.shown = next(shown)
        elif not row.same:
            row.same = _("Left out.")
    return Review(rows)
