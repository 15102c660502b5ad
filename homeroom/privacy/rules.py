"""Words of the public pages: what lies in the browser, and what a child is told of each category."""

from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

from homeroom.kit.declare import SELF, Line

Place = Literal["cookie", "localStorage", "sessionStorage", "indexedDB"]


@dataclass(frozen=True)
class InBrowser:
    """A cookie or a stored row. `name` may end in * for all rows that begin so; `database` is IndexedDB's "name/store"."""

    place: Place
    name: str
    what: Any
    why: Any
    how_long: Any
    database: str = ""
    #: Scripts of our own pages can read it.
    readable: bool = True

    def covers(self, name: str) -> bool:
        """Whether a row or cookie of this name is the one declared here."""
        return name.startswith(self.name[:-1]) if self.name.endswith("*") else name == self.name


#: A category of kit.declare to what a child reads. Only categories that are kept of pupils are shown; one without a sentence fails a test.
FOR_CHILDREN: dict[str, Any] = {
    "name": _("Your first name and how old you are in years, so that we can greet you and show what fits your age. Never your birthday."),
    "learning": _("What you tried and what you solved, so that you can go on where you stopped and your teacher can help you."),
    "work": _("The programs you write. They are yours."),
    "school": _("Which class you are in."),
    "credential": _("What you need to sign in, like your secret pictures. Your teacher can look them up for you. Other children cannot."),
    "protocol": _("When a grown-up changed something about your account, so that nobody can do it secretly."),
    "technical": _("How often somebody guessed wrongly, so that nobody can guess your secret. It is forgotten after a day."),
}

#: How an export says whom a column names, without naming anybody (RIGHTS-03).
WHOM: dict[str, Any] = {"you": _("you"), "somebody else": _("somebody else"), "nobody": "–"}


def is_handed_out(line: Line) -> bool:
    """Whether its values are handed to the person they are about.

    What opens an account (hashes, codes for finding, secrets, cards) would let whoever finds the file in, so an export only says that it is
    there; a user name is shown, because the person types it.
    """
    return line.category != "credential" or SELF in line.seen_by
