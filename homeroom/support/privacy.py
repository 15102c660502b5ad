"""What is kept about incidents."""

from django.utils.translation import gettext_lazy as _

from homeroom.kit.declare import ADMINISTRATORS, SELF, Keeps, keys, protocol, system


class Incidents(Keeps, table="support.Incident"):
    """What went wrong with data, so that those concerned can be told."""

    title = _("Incidents")
    keys = keys("id", "code")
    words = system(
        "what", "to_do", "for_children", "to_do_for_children", sealed=True, seen_by=(ADMINISTRATORS,), why=_("to tell those concerned")
    )
    facts = system(
        "known_at", "since", "until", "tables", "told_at", "authority_told_at", seen_by=(ADMINISTRATORS,),
        why=_("when and what it was, and whether everybody has been told"),
    )  # fmt: skip


class Affecteds(Keeps, table="support.Affected", about="person", seen_by=(SELF, ADMINISTRATORS)):
    """Whom an incident concerned, so that they are told."""

    title = _("Notices about incidents")
    keys = keys("id", "incident")
    what = protocol("kinds", "pupils", "seen_at", erase="delete", keep="with the account", why=_("so that you are told what went wrong"))
