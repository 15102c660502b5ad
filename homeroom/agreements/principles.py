"""Our eight principles, each with the promises that stand for it and whose tests prove it (POL-10)."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Principle:
    """One principle and the rows of the ledger (policy/promises.toml)."""

    words: Any
    more: Any
    rows: tuple[str, ...]


PRINCIPLES = (
    Principle(
        _("Learning comes first."),
        _("Anybody can try everything without an account and without telling us anything."),
        ("GEN-01", "GEN-02", "GEN-03"),
    ),
    Principle(
        _("We take as little as we can."),
        _("A name to be called by, an age in years. Never a birthday, an address or a telephone number."),
        ("ACC-01", "ACC-08", "AGE-01", "GEN-14"),
    ),
    Principle(
        _("We say what we keep, and why."),
        _("One page shows all of it, printed from the program itself."),
        ("GEN-04", "GEN-05", "GEN-07", "GEN-08"),
    ),
    Principle(
        _("Your work and your data are yours."),
        _("You see everything, correct it and take it along."),
        ("ACC-15", "RIGHTS-02", "RIGHTS-03"),
    ),
    Principle(
        _("Nothing is sold, and nobody is followed."),
        _("No advertising, no tracking, and no other company on our pages."),
        ("GEN-05", "TRK-02", "TRK-03"),
    ),
    Principle(
        _("Only those who need it see it."),
        _("A pupil's work is seen by the own teachers. Everything else that is looked at is written down."),
        ("DAT-14", "DAT-16", "SHR-14", "STF-02"),
    ),
    Principle(
        _("We keep it safe."),
        _("Names, work and secrets lie encrypted, and guessing at the door is limited."),
        ("SEC-02", "SEC-04", "SEC-13", "ACC-18"),
    ),
    Principle(
        _("What is over goes."),
        _("Deleted is gone for good after 28 days, from backups after 30 more, and there is a receipt."),
        ("DEL-05", "DEL-10", "DEL-11", "RET-05"),
    ),
)
