"""Settings that only the operator can fill in: what is told while they are empty, by `homeroom doctor` and `homeroom check --deploy`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.conf import settings


@dataclass(frozen=True)
class Wanted:
    """One setting: how grave it is that it is empty, what that means, what to do, and how its value is told.

    `warning` is the number that `check --deploy` gives it (operations.W007); 0: a service on the internet may do without.
    """

    setting: str
    about: str
    grade: Literal["look", "wrong"]
    empty: str
    to_do: str
    warning: int = 0
    told: Callable[[Any], str] = str

    @property
    def value(self) -> Any:
        """What the operator has set; false when nothing."""
        return getattr(settings, self.setting)


WANTED = (
    Wanted(
        "HOMEROOM_OPERATOR",
        "names",
        "look",
        "neither a school nor an operator is named, so letters to families say: your school",
        "Set HOMEROOM_SCHOOL, or HOMEROOM_OPERATOR where one service is for several schools.",
        told=lambda name: f"run by {name}",
    ),
    Wanted(
        "PRIVACY_CONTACT",
        "privacy contact",
        "wrong",
        "nobody is named",
        "Set PRIVACY_CONTACT to an address or a sentence; it stands in the footer of every page.",
        warning=8,
    ),
    Wanted(
        "HOMEROOM_LAWS",
        "laws",
        "look",
        "nobody has said which laws about children's data apply here",
        "Ask your data protection officer, and name them in HOMEROOM_LAWS (docs/self-hosting.md). Until then, too, the strictest is on.",
        warning=7,
        told=lambda laws: ", ".join(laws.values()),
    ),
    Wanted(
        "PRIVACY_POST",
        "address for letters about privacy",
        "look",
        "none is named, so the policy says: the address of the school",
        "Set PRIVACY_POST to the postal address, in one line.",
    ),
)
