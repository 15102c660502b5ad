"""Who controls what is kept of a pupil of a class, by relation: one table, asked by the doors of classes and rights (CLS-06). Pure."""

from typing import Literal

Relation = Literal[
    "signed out",
    "self",
    "classmate",
    "pupil of another section",
    "own teacher",
    "co-teacher",
    "other teacher",
    "parent",
    "own school's administrator",
    "another school's administrator",
    "staff without reason",
    "removed a second ago",
]
Deed = Literal["see", "edit", "export", "delete"]
#: Through which pages: those of the class, or one's own.
Door = Literal["class", "own"]
DEEDS: tuple[Deed, ...] = ("see", "edit", "export", "delete")
NOTHING: dict[Deed, Door] = {}
#: A family asks the teacher, or the administrators by a request whose identity is checked; neither opens the class's pages to anybody.
CONTROL: dict[Relation, dict[Deed, Door]] = {
    "signed out": NOTHING,
    "self": dict.fromkeys(DEEDS, "own"),
    "classmate": NOTHING,
    "pupil of another section": NOTHING,
    "own teacher": dict.fromkeys(DEEDS, "class"),
    "co-teacher": dict.fromkeys(DEEDS, "class"),
    "other teacher": NOTHING,
    "parent": NOTHING,
    "own school's administrator": NOTHING,
    "another school's administrator": NOTHING,
    "staff without reason": NOTHING,
    "removed a second ago": NOTHING,
}
#: Where nobody teaches, sits here or is it themself, the role says the rest.
BY_ROLE: dict[str, Relation] = {
    "student": "pupil of another section",
    "teacher": "other teacher",
    "administrator": "own school's administrator",
    "staff": "staff without reason",
}


def relation_of(*, role: str, is_self: bool, teaches: bool, teaches_longest: bool, sits_here: bool) -> Relation:
    """As what somebody stands before a pupil of a class. Teaching it counts more than learning in it, and only while it lasts."""
    if teaches:
        return "own teacher" if teaches_longest else "co-teacher"
    if is_self:
        return "self"
    return "classmate" if sits_here and role == "student" else BY_ROLE.get(role, "signed out")


def may_through_class(relation: Relation, deed: Deed) -> bool:
    """Whether the pages of the class let somebody do this with a pupil's data."""
    return CONTROL[relation].get(deed) == "class"


def may_oneself(deed: Deed, *, weak: bool) -> bool:
    """Whether somebody does this with their own data by themself. Pictures and words show too little for more than looking."""
    return CONTROL["self"].get(deed) == "own" and (deed == "see" or not weak)
