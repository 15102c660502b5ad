"""When something that is kept must not be used: a decision table, and the line that will need a switch."""

import itertools

import pytest

from homeroom.kit.declare import declared
from homeroom.kit.declare.kinds import BASES
from homeroom.privacy.rules import why_unused

YES_NO = (False, True)


@pytest.mark.parametrize(("restricted", "objected", "agreed", "taken_back"), list(itertools.product(YES_NO, repeat=4)))
def test_every_ground_is_decided(restricted: bool, objected: bool, agreed: bool, taken_back: bool) -> None:
    told = {
        basis: why_unused(basis, restricted=restricted, objected=objected, agreed=agreed, taken_back=taken_back) for basis in sorted(BASES)
    }

    assert told == {
        "contract": "restricted" if restricted else "",
        "public task": "restricted" if restricted else "",
        "legal duty": "",
        "legitimate interest": "restricted" if restricted else "objected" if objected else "",
        "consent": "restricted" if restricted else "never agreed" if not agreed else "taken back" if taken_back else "",
    }


def test_nothing_about_somebody_rests_yet_on_what_they_can_object_to_or_take_back() -> None:
    """The first such line needs a switch that `why_unused` is asked behind, and rows RIGHTS-06 and RIGHTS-07 built."""
    lines = [
        f"{label}: {', '.join(line.columns)}"
        for label, table in declared().items()
        for line in table.lines
        if line.about and line.basis in ("legitimate interest", "consent")
    ]

    assert lines == []
