"""Nothing is kept on a ground that somebody can take away, as long as there is no switch to take it away with."""

from homeroom.kit.declare import declared


def test_nothing_about_somebody_rests_yet_on_what_they_can_object_to_or_take_back() -> None:
    """The first such line needs the switch of its purpose, and rows RIGHTS-06 and RIGHTS-07 built."""
    lines = [
        f"{label}: {', '.join(line.columns)}"
        for label, table in declared().items()
        for line in table.lines
        if line.about and line.basis in ("legitimate interest", "consent")
    ]

    assert lines == []
