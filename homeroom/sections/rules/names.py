"""Reading a pasted list of names: one pupil a line, `name` or `name, age`, from a text, a mail or a spreadsheet (issue point 4)."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from homeroom.accounts.rules import LONGEST_NAME, is_age, tidy_name

#: Pupils added at once.
MOST = 600
Problem = Literal["", "letters", "long", "age"]

_line_ends = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_numbering = re.compile(
    r"^\s*(?:\(?\d{1,3}\s*[.)\]:]\s*(?=\D)|\d{1,3}\s+[-\u2013\u2014]\s+|\d{1,3}\t+(?=\D)|[-*\u2022\u00b7\u2013\u2014]\s+)"
)
_between = re.compile(r"[,;\t\u060c\uff0c\u3001]")
#: A first line with nothing but these words is the heading of a spreadsheet.
_heading_words = (
    "name names first firstname last lastname surname student students pupil pupils age ages no nr number nombre nombres apellido "
    "apellidos alumno alumnos edad \u0627\u0644\u0627\u0633\u0645 \u0627\u0633\u0645 \u0627\u0644\u0639\u0645\u0631"
)
_headings = frozenset(_heading_words.split())


@dataclass(frozen=True)
class Line:
    """One pupil as pasted. `repeats` is the number of the earlier line with the same name; `problem` says what must be mended."""

    number: int
    name: str
    age: int | None
    problem: Problem = ""
    repeats: int | None = None


def key_of(name: str) -> str:
    """Names are the same when only case, width or spacing differ."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def read_names(text: str) -> tuple[Line, ...]:
    """Every line that holds something, in order; the caller refuses more than `MOST`."""
    found: list[Line] = []
    first_with: dict[str, int] = {}
    for typed in _line_ends.split(text.replace("\ufeff", "")):
        cells = _cells(typed)
        if not cells or (not found and _is_heading(cells)):
            continue
        number = len(found) + 1
        name, age, problem = _read(cells, "\t" in typed)
        found.append(Line(number, name, age, problem, first_with.get(key_of(name)) if name else None))
        if name:
            first_with.setdefault(key_of(name), number)
    return tuple(found)


def checked(name: str, age: str) -> tuple[str, int | None, Problem]:
    """One name and age as somebody typed them in the review."""
    told = _digits(age) if age.strip() else None
    kept, problem = _name(name)
    if age.strip() and (told is None or not is_age(told)):
        return kept, None, problem or "age"
    return kept, told, problem


def repeated(names: Iterable[str]) -> list[int | None]:
    """For each name the place (from 0) of the earlier one that is the same, or None."""
    first: dict[str, int] = {}
    found: list[int | None] = []
    for place, name in enumerate(names):
        key = key_of(name)
        found.append(first.get(key))
        first.setdefault(key, place)
    return found


def _cells(typed: str) -> list[str]:
    line = _numbering.sub("", typed, count=1)
    return [cell for cell in (part.strip().strip('"\u201c\u201d').strip() for part in _between.split(line)) if tidy_name(cell)]


def _is_heading(cells: list[str]) -> bool:
    return all(word in _headings for cell in cells for word in key_of(cell).replace(".", " ").split())


def _read(cells: list[str], tabbed: bool) -> tuple[str, int | None, Problem]:
    age, problem = None, ""
    if len(cells) > 1 and (told := _digits(cells[-1])) is not None:
        cells, age = cells[:-1], told
    elif len(cells) > 1 and _is_no_name(cells[-1]):
        # "Ben, -3" or "Ben, 11.5": an age was meant, and nobody knows which.
        cells, problem = cells[:-1], "age"
    if len(cells) > 1 and _digits(cells[0]) is not None:
        cells = cells[1:]
    # "Stone, Ben" is how lists put the family name first; columns of a spreadsheet stay in their order.
    name, wrong = _name(" ".join(cells if tabbed else [*cells[1:], cells[0]]))
    if age is not None and not is_age(age):
        age, problem = None, "age"
    return name, age, wrong or problem  # type: ignore[return-value]


def _name(typed: str) -> tuple[str, Problem]:
    kept = tidy_name(typed)
    if not any(unicodedata.category(sign)[0] == "L" for sign in kept):
        return kept, "letters"
    whole = " ".join(typed.split())
    return kept, "long" if len(whole) > LONGEST_NAME and len(tidy_name(whole[: LONGEST_NAME + 1])) >= LONGEST_NAME else ""


def _is_no_name(cell: str) -> bool:
    """Digits, and not a single letter."""
    return any(unicodedata.decimal(sign, None) is not None for sign in cell) and not any(
        unicodedata.category(sign)[0] == "L" for sign in cell
    )


def _digits(cell: str) -> int | None:
    """A whole number in any script's digits."""
    signs = cell.strip()
    if not 0 < len(signs) <= 3 or not all(unicodedata.decimal(sign, None) is not None for sign in signs):
        return None
    return int("".join(str(unicodedata.decimal(sign)) for sign in signs))
