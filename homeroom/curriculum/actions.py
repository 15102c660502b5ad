"""Loading the curriculum: by UUID, as often as one likes; a slot once given stays given."""

import datetime
import json
import uuid
from pathlib import Path

from django.conf import settings

from homeroom.curriculum import library
from homeroom.curriculum.models import Level
from homeroom.kit.db import write


@write
def load_levels(*, now: datetime.datetime) -> int:
    """Gives new levels the next free slot of their lesson, notes which were taken out; answers how many there are."""
    folder = Path(settings.HOMEROOM_CURRICULUM)
    levels = json.loads((folder / "levels.json").read_text("utf-8"))["levels"]
    lessons = {
        lesson["path"]: uuid.UUID(lesson["id"])
        for course in json.loads((folder / "lessons.json").read_text("utf-8"))["courses"]
        for unit in course["units"]
        for lesson in unit["lessons"]
    }
    known = {row.id: row for row in Level.objects.all()}
    next_slot: dict[uuid.UUID, int] = {}
    for row in known.values():
        next_slot[row.lesson] = max(next_slot.get(row.lesson, 0), row.slot + 1)
    for one in levels:
        identity, lesson = uuid.UUID(one["id"]), lessons[one["lesson"]]
        found = known.pop(identity) if identity in known else None
        if found is not None and found.lesson == lesson:
            if found.removed_at is not None:
                Level.objects.filter(pk=identity).update(removed_at=None)
            continue
        slot = next_slot.get(lesson, 0)
        next_slot[lesson] = slot + 1
        Level.objects.update_or_create(id=identity, defaults={"lesson": lesson, "slot": slot, "removed_at": None})
    Level.objects.filter(pk__in=list(known), removed_at__isnull=True).update(removed_at=now)
    library.refresh_slots()
    return len(levels)
