"""What is kept of requests."""

from django.utils.translation import gettext_lazy as _

from homeroom.kit.declare import ADMINISTRATORS, SELF, After, Keeps, Line, credential, keys, record

_BOTH = (SELF, ADMINISTRATORS)


def _asked(*columns: str, **more: object) -> Line:
    """What belongs to a request goes with it, 90 days after the answer; the audit keeps that it was answered, and why."""
    return record(*columns, **{"keep": "ninety days", "erase": "delete", "seen_by": _BOTH, **more})


class Requests(Keeps, table="rights.Request", about="person", seen_by=_BOTH, after=After("closed_at", days=90)):
    """What somebody asked us about their data, and what became of it."""

    title = _("Requests")
    keys = keys("id", "code")
    what = _asked("kind", "from_family", "field", "state", why=_("to answer the request"))
    words = _asked("words", "answer", "checked_how", sealed=True, why=_("to answer the request, and to say why"))  # RIGHTS-09
    family = _asked(
        "concerns",
        "relation",
        "contact",
        sealed=True,
        others=("relation", "contact"),
        seen_by=(ADMINISTRATORS,),
        why=_("to know who asks for whom, and to reach them"),
    )  # DEL-04
    receipt = credential("receipt", keep="ninety days", why=_("so that a family can read the answer; cannot be read back"))
    times = _asked("received_at", "due_on", "checked_at", "closed_at", source="automatic", why=_("to answer in time"))
    who = _asked("decided_by", others=("decided_by",), source="automatic", why=_("so that nobody decides unseen"))
