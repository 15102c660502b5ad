"""The dozen kinds of data. A kind carries category, source, purpose, basis, retention, erasure, sealing; a line adds columns and a why."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Literal, get_args

from django.utils.translation import gettext_lazy as _

from homeroom.kit.declare.audiences import NOBODY, OPERATORS, OWN_TEACHERS, SELF, Audience

#: GEN-06: what kind of thing it is at all.
Nature = Literal["personal", "identifier", "technical", "none"]
#: GEN-05: every purpose belongs to this list; none of them is advertising.
Purpose = Literal["learning", "managing a class", "signing in", "running the service", "keeping children safe", "keeping our promises"]

#: GEN-08: the public table is sorted by who somebody is. Visitors have no account, so no table keeps anything about them.
ROLES = ("student", "teacher", "administrator", "staff")
GROWN_UPS = ROLES[1:]

PURPOSES: dict[str, Any] = {
    "learning": _("learning"),
    "managing a class": _("managing a class"),
    "signing in": _("signing in"),
    "running the service": _("running the service"),
    "keeping children safe": _("keeping children safe"),
    "keeping our promises": _("keeping our promises"),
}
SOURCES: dict[str, Any] = {
    "the person": _("given by the person"),
    "the teacher": _("given by the teacher"),
    "either": _("given by the person or, for pupils of a class, by the teacher"),
    "the system": _("drawn by the system"),
    "automatic": _("noted automatically"),
}
KEPT: dict[str, Any] = {
    "with the account": _("as long as the account"),
    "with the section": _("as long as the class"),
    "while in the section": _("while in the class"),
    "until signed out": _("until signed out, at most the time shown"),
    "one day": _("at most one day"),
    "until used": _("until used or over, at most 14 days"),
    "ninety days": _("until 90 days after the answer"),
    "for ever": _("for ever; holds nothing about a person"),
    "three years more": _("three years longer than the account: it proves what was agreed"),
    "seven years": _("seven years: it proves what was agreed or done"),
}
NATURES: dict[str, Any] = {
    "personal": _("about a person"),
    "identifier": _("tells one account or browser from another"),
    "technical": _("technical"),
    "none": _("not about a person"),
}
#: RIGHTS-10: the ground on which something is kept of a person at all.
BASES: dict[str, Any] = {
    "contract": _("needed for the account that somebody asked for"),
    "public task": _("teaching, which the school is there for"),
    "legitimate interest": _("keeping children and the service safe"),
    "legal duty": _("a duty to prove what was agreed or done"),
    "consent": _("the person agreed, and can take that back"),
}
#: What somebody can agree to: a line that rests on consent names one of these. So far nothing rests on consent.
CONSENTS: dict[str, Any] = {}
#: Columns ("room.Table.column") of special categories of data that we disclose (GEN-14). So far there are none.
SPECIAL: frozenset[str] = frozenset()
#: What becomes of something when its person is erased.
ERASURES = ("delete", "anonymise", "keep")
CATEGORIES: dict[str, Any] = {
    "name": _("names and account"),
    "learning": _("learning"),
    "work": _("own work"),
    "school": _("class"),
    "credential": _("ways to sign in"),
    "protocol": _("what was done"),
    "technical": _("technical"),
    "": "",
}


#: The most days after its clock that anything of this `keep` may stay (RET-01). Other keeps end with the account or the class.
CEILINGS: dict[str, float] = {
    "one day": 1,
    "until used": 14,
    "until signed out": 14,
    "while in the section": 28,
    "ninety days": 90,
    "three years more": 3 * 365 + 1,
    "seven years": 7 * 365 + 2,
}


@dataclass(frozen=True)
class After:
    """Goes so many days after the time in the column `clock`. `by` names the job that does it where a rule of its own is finer.

    With `from_erasing` the clock stands still while the account is there: the engine sets it when it cuts the row from its person.
    """

    clock: str
    days: float = 0.0
    by: str = ""
    from_erasing: bool = False


@dataclass(frozen=True)
class Line:
    """One row of a privacy policy: these columns, for this reason."""

    kind: str
    columns: tuple[str, ...] = ()
    nature: Nature = "personal"
    category: str = ""
    source: str = ""
    purpose: str = ""
    basis: str = ""
    #: What was agreed to, where the basis is consent.
    consent: str = ""
    #: Of a category that the law protects most (health, religion, race ...).
    special: bool = False
    keep: str = ""
    erase: Literal["delete", "anonymise", "keep", ""] = ""
    #: The column holds ciphertext (kit.crypto); checked against the field.
    sealed: bool = False
    why: Any = ""
    about: str = ""
    seen_by: tuple[Audience, ...] = ()
    #: The person may correct it on their own page.
    editable: bool = False
    #: Those of the columns that name somebody else: what is handed to the person does not say whom (RIGHTS-03).
    others: tuple[str, ...] = ()
    #: Whose accounts have it; empty in tables about nobody.
    roles: tuple[str, ...] = ()
    #: When it goes by itself, for every `keep` of CEILINGS; its reason is `why`.
    after: After | None = None

    def __call__(self, *columns: str, **more: Any) -> "Line":
        return replace(self, columns=columns, **more)


keys = Line("keys", nature="none")
profile = Line(
    "profile",
    category="name",
    source="the person",
    purpose="learning",
    basis="public task",
    keep="with the account",
    erase="delete",
    sealed=True,
)
role_fact = Line(
    "role", category="name", source="the system", purpose="running the service", basis="contract", keep="with the account", erase="delete"
)
learning_record = Line(
    "learning record",
    category="learning",
    source="automatic",
    purpose="learning",
    basis="public task",
    keep="with the account",
    erase="delete",
)
own_work = Line(
    "own work",
    category="work",
    source="the person",
    purpose="learning",
    basis="public task",
    keep="with the account",
    erase="delete",
    sealed=True,
)
class_record = Line(
    "class record",
    category="school",
    source="the teacher",
    purpose="managing a class",
    basis="public task",
    keep="with the section",
    erase="delete",
)
credential = Line(
    "sign-in", nature="identifier", category="credential", source="the system", purpose="signing in", basis="contract",
    keep="with the account", erase="delete", seen_by=(NOBODY,),
)  # fmt: skip
guard = Line(
    "guard", nature="technical", category="technical", source="automatic", purpose="keeping children safe", basis="legitimate interest",
    keep="one day", erase="delete", seen_by=(NOBODY,),
)  # fmt: skip
protocol = Line(
    "protocol", nature="technical", category="protocol", source="automatic", purpose="keeping our promises", basis="legal duty",
    keep="seven years", erase="anonymise", seen_by=(SELF, OPERATORS),
)  # fmt: skip
record = Line(
    "record of agreement", category="protocol", source="the person", purpose="keeping our promises", basis="legal duty",
    keep="three years more", erase="anonymise", seen_by=(SELF,),
)  # fmt: skip
system = Line(
    "system",
    nature="none",
    category="technical",
    source="automatic",
    purpose="running the service",
    keep="for ever",
    erase="keep",
    seen_by=(OPERATORS,),
)

#: Where a thing that is no table may lie.
Where = Literal["cookie", "browser", "memory", "log", "file", "backup", "database file"]
PLACES: tuple[Where, ...] = get_args(Where)


@dataclass(frozen=True)
class Store:
    """Something kept that is no table: a cookie, a row in the browser, memory, a log, a file."""

    name: str
    where: Where
    what: Any
    why: Any
    how_long: Any
    seen_by: tuple[Audience, ...] = (OWN_TEACHERS,)
    nature: Nature = "technical"
    #: SELF where it lies in the person's own browser.
    readable: bool = False
    #: Patterns of its files in the data folder ("uploads/**/*") that go into backups.
    files: tuple[str, ...] = ()
    #: Nothing about an erased person is left here after so long, whatever else happens (DEL-11).
    gone_within: timedelta | None = None
    #: Forgets these people (privacy.subjects.Subject) now; called once the erasure is durable.
    erase: Callable[[Collection[Any]], object] | None = None


def own_browser(name: str, where: Where, what: Any, why: Any, how_long: Any, **more: Any) -> Store:
    """A store in the person's own browser."""
    return Store(name, where, what, why, how_long, seen_by=(SELF,), **more)
