"""What is kept of agreements."""

from django.utils.translation import gettext_lazy as _

from homeroom.kit.declare import ANYBODY, SELF, After, Keeps, keys, record, system

#: DAT-52: the account, and three years.
THREE_YEARS_MORE = After("account_ended_at", days=3 * 365 + 1, from_erasing=True)


class Versions(Keeps, table="agreements.Version"):
    """The texts themselves, every version of them."""

    title = _("Texts of agreements")
    keys = keys("id")
    text = system(
        "kind",
        "number",
        "language",
        "text",
        "digest",
        "published_at",
        seen_by=(ANYBODY,),
        why=_("so that everybody can read what was agreed"),
    )


class Acceptances(Keeps, table="agreements.Acceptance", about="person", seen_by=(SELF,), after=THREE_YEARS_MORE):
    """Who agreed to which text, and when."""

    title = _("What was agreed")
    keys = keys("id", "version")
    when = record("at", "where", "how", "role", "account_ended_at", why=_("to prove who agreed to what"))  # ACC-13
