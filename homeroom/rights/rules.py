"""What somebody may do with what is kept about them. Pure."""

from typing import Literal

#: Which page or form of ours changes an editable column, by the declaration it stands in (ACC-15).
Corrects = Literal["here", "sign_in:email"]
CORRECTED: dict[str, Corrects] = {
    "accounts.Person.name": "here",
    "accounts.Person.language": "here",
    "accounts.Person.email": "sign_in:email",
}
#: Rows of one table that a page shows; all are in the file.
SHOWN, PRINTED = 10, 100
#: Lines of "who has seen or changed my data".
MOST_TOLD = 500


def may_take_along(*, weak: bool) -> bool:
    """A class of children sees each other's pictures: who came in by them reads, but takes no copy along (design section 4)."""
    return not weak


def may_correct_here(*, weak: bool) -> bool:
    """Nor renames anybody: a prank would stand in the teacher's list. They ask the teacher, who sees who sits there."""
    return not weak


def way_to_correct(label: str, column: str, *, editable: bool, weak: bool) -> Literal["here", "sign_in:email", "ask"]:
    """How a field is corrected by the person it is about: themself, or by asking; there is a way for every field (RIGHTS-04)."""
    if not editable or not may_correct_here(weak=weak):
        return "ask"
    return CORRECTED[f"{label}.{column}"]


def may_be_printed_for_family(role: str) -> bool:
    """A teacher prints a pupil's record; a colleague who learns in the class looks after their own."""
    return role == "student"
