"""What the audit keeps."""

from django.utils.translation import gettext_lazy as _

from homeroom.kit.declare import OPERATORS, SELF, After, Keeps, keys, protocol, system


class Entries(
    Keeps,
    table="audit.Entry",
    about="about",
    seen_by=(SELF, OPERATORS),
    after=After("at", days=7 * 365 + 2, by="audit: forget old entries"),
):
    """What was done with somebody's account or class, so that misuse can be found."""

    title = _("Record of what was done")
    keys = keys("id")
    # The chain covers every field, so entries stay as they are: the code in `about` names nobody once the account is gone (DEL-10).
    what = protocol(
        "at", "by", "what", "where", others=("by",), erase="keep", why=_("so that everybody can see who did what with their account")
    )  # STF-02
    # Emptied with its salt by audit.actions.forget_reasons, which leaves the chain whole.
    reason = protocol("why", sealed=True, erase="keep", why=_("the reason that was given"))
    chain = system("previous", "hash", "rule", "salt", "reason", why=_("so that nobody can take an entry out unseen"))


class Cuts(Keeps, table="audit.Cut"):
    """Where the record begins, now that its oldest entries have been kept for their time."""

    title = _("Beginning of the record")
    keys = keys("id")
    what = system("entry", "hash", "mark", "at", why=_("so that nobody can take an entry out unseen"))


class Checks(Keeps, table="audit.Check"):
    """How far the service itself has looked whether the record is whole."""

    title = _("Looks at the record")
    keys = keys("id", "name")
    what = system("entry", "hash", "mark", "broken", "at", why=_("so that nobody can take an entry out unseen"))
