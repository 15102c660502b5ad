"""Twenty kills under load on each database: acknowledged runs that were lost, runs that are there twice, how long a restart took."""

import json
import os
import sys

from tests.faults.school import School, storm

KILLS = int(os.environ.get("HOMEROOM_KILLS", "20"))


def main(database: str) -> None:
    """Prints the line of one database."""
    school = School(database)
    try:
        saving, kept = storm(school, KILLS)
    finally:
        school.close()
    stored = [str(row["attempt"]) for row in kept if "attempt" in row]
    lost, doubled = len(saving.acknowledged.keys() - set(stored)), len(stored) - len(set(stored))
    enough = len(saving.acknowledged) >= 50 * KILLS
    told = {"name": f"kill-9-{database}", "ours": lost + doubled, "floor": None, "ratio": lost + doubled, "budget": 0}
    more = {
        "ok": lost + doubled == 0 and enough,
        "lost": lost,
        "doubled": doubled,
        "kills": KILLS,
        "acknowledged": len(saving.acknowledged),
    }
    print(json.dumps(told | more), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
