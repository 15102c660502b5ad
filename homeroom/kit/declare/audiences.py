"""Who may see something: one closed list. A view says `@open_to(OWN_TEACHERS)`, a declaration `seen_by=`; rooms bind what it means."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Audience:
    """`words` is how the privacy page calls them; in another language it is still the same audience."""

    name: str
    words: Any = field(compare=False)

    def __repr__(self) -> str:
        return self.name


# Of pages.
VISITORS = Audience("VISITORS", _("anybody, without signing in; the same page for all"))
ANYBODY = Audience("ANYBODY", _("anybody, signed in or not"))
SIGNED_IN = Audience("SIGNED_IN", _("everybody who is signed in"))
TEACHERS = Audience("TEACHERS", _("teachers"))
# Of pages and of data.
SELF = Audience("SELF", _("the person"))
OWN_TEACHERS = Audience("OWN_TEACHERS", _("the teachers of the class"))
PUPILS = Audience("PUPILS", _("pupils of the class"))
SCHOOL = Audience("SCHOOL", _("the school"))
ADMINISTRATORS = Audience("ADMINISTRATORS", _("administrators of this service"))
APPROVERS = Audience("APPROVERS", _("administrators, only of a teacher who asks for an account"))
ANSWERERS = Audience("ANSWERERS", _("administrators, only of somebody who asks about their own data"))
STAFF = Audience("STAFF", _("staff with a written reason"))
OPERATORS = Audience("OPERATORS", _("the people who run the server"))
NOBODY = Audience("NOBODY", _("nobody"))

#: The closed list, widest first; among those of data, each is no wider than those before it.
AUDIENCES = (
    VISITORS, ANYBODY, SIGNED_IN, TEACHERS, PUPILS, OWN_TEACHERS, SCHOOL, ADMINISTRATORS, APPROVERS, ANSWERERS, STAFF,
    OPERATORS, SELF, NOBODY,
)  # fmt: skip

#: audience -> which people (ids, as a queryset or list) a viewer may see data of; bound by the room that owns the relation.
_people_of: dict[Audience, Callable[[Any], Any]] = {}


def means(audience: Audience, people: Callable[[Any], Any]) -> None:
    """Binds an audience once: `means(OWN_TEACHERS, queries.students_taught_by)`; `people(person_id)` gives ids."""
    if audience in _people_of and _people_of[audience] is not people:
        raise ValueError(f"{audience} has a meaning already")
    _people_of[audience] = people


def people_seen_by(audience: Audience, viewer_id: int) -> Any:
    """Ids of the people whose data `viewer_id` sees as this audience; nobody when no room has bound it."""
    bound = _people_of.get(audience)
    return bound(viewer_id) if bound else []
