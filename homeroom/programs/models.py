"""Programs by content: the same program of one student is stored once."""

from django.conf import settings
from django.db import models

from homeroom.kit.crypto import SealedText


class Program(models.Model):
    """`digest` is keyed per student, so that nobody can tell from it that two students wrote the same."""

    student = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    digest = models.BinaryField("program, as a code for finding it", max_length=16)
    source = SealedText("program")
    kept_at = models.DateTimeField("first kept")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("student", "digest"), name="programs_once_per_student")]
