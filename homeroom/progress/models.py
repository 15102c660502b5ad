"""Attempts as they came, and what they add up to."""

from django.conf import settings
from django.db import models

from homeroom.kit.crypto import SealedText

#: The byte of a level: best ever. Bubbles, grid and wire use the same numbers.
NOT_STARTED, TRIED, PASSED, PERFECT, DONE = range(5)
OUTCOMES = {"tried": TRIED, "passed": PASSED, "perfect": PERFECT, "done": DONE}


class Attempt(models.Model):
    """One press of Run. The browser makes the id (UUIDv7), so a repeated delivery changes nothing; unique per student."""

    pk = models.CompositePrimaryKey("student_id", "id")
    student = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    id = models.UUIDField("attempt")
    lesson = models.UUIDField("lesson")
    level = models.UUIDField("level")
    program = models.ForeignKey("programs.Program", models.CASCADE, related_name="+")
    outcome = models.PositiveSmallIntegerField("outcome")
    mistake = models.CharField("mistake recognised", max_length=100, null=True)
    said = SealedText("sentence shown, as a key")
    blocks = models.PositiveIntegerField("blocks used")
    hints = models.PositiveIntegerField("hints opened")
    seconds = models.PositiveIntegerField("active seconds")
    made_at = models.DateTimeField("tried at")
    kept_at = models.DateTimeField("arrived at")
    from_browser = models.BooleanField("brought along from before signing in", default=False)

    class Meta:
        indexes = [models.Index(fields=("student", "level", "made_at"), name="progress_attempts_of_level")]


class LevelProgress(models.Model):
    """What a student's attempts at one level add up to."""

    student = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    level = models.UUIDField("level")
    lesson = models.UUIDField("lesson")
    state = models.PositiveSmallIntegerField("best outcome ever")
    tries = models.PositiveIntegerField("runs", default=0)
    seconds = models.PositiveIntegerField("active seconds", default=0)
    hints = models.PositiveIntegerField("hints opened", default=0)
    #: Failed runs, and how many of them met which mistake (JSON: name to count). Sums, so that no order of arrival matters.
    failed = models.PositiveIntegerField("runs that did not solve it", default=0)
    mistakes = models.TextField("mistakes met, counted", default="{}")
    last_mistake = models.CharField("newest mistake", max_length=100, null=True)
    last_said = SealedText("newest sentence, as a key", null=True)
    first_at = models.DateTimeField("first tried")
    last_at = models.DateTimeField("last tried")
    solved_at = models.DateTimeField("first solved", null=True)
    #: The newest program that was run, by the time it was made; a `Draft` may be newer.
    newest = models.ForeignKey("programs.Program", models.CASCADE, null=True, related_name="+")
    newest_at = models.DateTimeField("newest program made at", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("student", "level"), name="progress_level_once")]
        indexes = [models.Index(fields=("student", "lesson"), name="progress_of_lesson")]


class Draft(models.Model):
    """Unrun work: the newest workspace of a level. The next draft replaces it. A run that was made later counts before it at once, and
    within the hour the row goes (`actions.drop_drafts_that_were_run_over`): a run may cost no statement more."""

    student = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    level = models.UUIDField("level")
    lesson = models.UUIDField("lesson")
    source = SealedText("unrun program")
    made_at = models.DateTimeField("made at")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("student", "level"), name="progress_draft_once")]


class LessonStates(models.Model):
    """One byte per level of a lesson, by the level's slot: the teacher's grid reads these and nothing else."""

    student = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    lesson = models.UUIDField("lesson")
    states = models.BinaryField("best outcomes, a byte each", max_length=250)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("student", "lesson"), name="progress_states_once")]
