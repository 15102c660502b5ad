"""What a grade suggests: the age of most of its pupils, and a way to sign in that they can manage."""

import datetime
from typing import Literal

from homeroom.accounts.rules import Thresholds, age_band

#: Kindergarten, grades one to twelve, and everything else.
GRADES: tuple[str, ...] = ("K", *(str(number) for number in range(1, 13)), "other")
Way = Literal["picture", "pictures", "words", "password"]
WAYS: tuple[Way, ...] = ("picture", "pictures", "words", "password")


def age_for(grade: str) -> int | None:
    """K is 5, grade 12 is 17; unknown where the grade says nothing."""
    if grade == "K":
        return 5
    return int(grade) + 5 if grade in GRADES and grade != "other" else None


def way_for(grade: str) -> Way:
    """One picture for those who cannot read yet, three until grade 5, words after."""
    age = age_for(grade)
    if age is None:
        return "pictures"
    return "picture" if age < 8 else "pictures" if age < 11 else "words"


def must_declare(age: int | None, begins: Thresholds) -> bool:
    """Whether a pupil of this age is added only after the teacher's declaration (ACC-13); unknown counts as a child's (AGE-04)."""
    today = datetime.date.min
    return age_band(age, today, today, begins) == "child"
