"""The server and its database are killed again and again while pupils save: 0 acknowledged attempts lost, 0 doubled, sums that agree."""

import os
from collections import Counter

import pytest

from tests.faults.school import School, storm

#: `make battery` and `make bench` ask for twenty.
KILLS = int(os.environ.get("HOMEROOM_KILLS", "6"))
ACKNOWLEDGED = 50 * KILLS


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_nothing_that_was_acknowledged_is_lost_or_doubled(database: str) -> None:
    school = School(database)
    try:
        saving, kept = storm(school, KILLS)
    finally:
        school.close()

    rows = [row for row in kept if "attempt" in row]
    stored = {str(row["attempt"]): (row["person"], row["program"]) for row in rows}
    lost = saving.acknowledged.keys() - stored.keys()
    assert not lost, f"{len(lost)} of {len(saving.acknowledged)} lost"
    assert len(rows) == len(stored)
    assert all(stored[one] == what for one, what in saving.acknowledged.items())
    assert len(saving.acknowledged) >= ACKNOWLEDGED

    # What the attempts add up to, told twice more by the server, agrees with the attempts themselves.
    best: dict[tuple[object, object], int] = {}
    tries: Counter[tuple[object, object]] = Counter()
    for row in rows:
        key = (row["person"], row["level"])
        best[key] = max(best.get(key, 0), int(str(row["outcome"])))
        tries[key] += 1
    sums = [row["sum"] for row in kept if "sum" in row]
    assert {(one["person"], one["level"]): (one["state"], one["tries"]) for one in sums} == {key: (best[key], tries[key]) for key in best}  # type: ignore[index]
    packed = Counter(value for row in kept if "states" in row for value in bytes.fromhex(row["states"]["bytes"]) if value)  # type: ignore[index]
    assert packed == Counter(best.values())


@pytest.mark.parametrize("database", ["sqlite"])
def test_the_control_acknowledges_before_it_commits_and_is_found_out(database: str) -> None:
    school = School(database, careless=True)
    try:
        saving, kept = storm(school, 3)
    finally:
        school.close()

    stored = {str(row["attempt"]) for row in kept if "attempt" in row}
    assert saving.acknowledged.keys() - stored
