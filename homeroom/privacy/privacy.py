"""What the engine keeps of what it erased: enough to prove it and to keep it away, too little to know whom."""

from django.utils.translation import gettext_lazy as _

from homeroom.kit.declare import OPERATORS, Keeps, Store, declare_stores, keys, system


class Receipts(Keeps, table="privacy.Receipt"):
    """That something was erased, when, why and how many rows of each kind; not whose."""

    title = _("Receipts of erasure")
    keys = keys("id")
    facts = system("begun_at", "ended_at", "because", "counts", why=_("to prove that what was to be erased is gone"))  # DEL-13


class Marks(Keeps, table="privacy.Erased"):
    """Who was erased, as a code that cannot be read back. Nobody returns when an old backup is brought back."""

    title = _("Marks of what was erased")
    keys = keys("id", "receipt")
    marks = system("table", "mark", why=_("so that nobody comes back with an old backup"))  # RET-05


declare_stores(
    Store(
        "erasure journal", "file", _("The same receipts and marks once more, in a file beside the database"),
        _("so that nobody comes back with an old backup, also when the database is lost"), _("as long as the service"),
        (OPERATORS,), "none",
    ),
)  # fmt: skip
