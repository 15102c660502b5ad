"""What must stay the same while files change: each level's slot in its lesson."""

from django.db import models


class Level(models.Model):
    """A level that was ever loaded. `slot` is its byte in progress.LessonStates and is never given to another level."""

    id = models.UUIDField("level", primary_key=True)
    lesson = models.UUIDField("lesson")
    slot = models.PositiveSmallIntegerField("place in the lesson's states")
    removed_at = models.DateTimeField("taken out of the curriculum", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("lesson", "slot"), name="curriculum_slot_once")]
