"""One row per thing done; each carries the hash of the one before."""

from django.db import models

from homeroom.kit.crypto import SealedText


class Entry(models.Model):
    """`by` and `about` are public codes of people, so that the row can be kept when an account is gone."""

    at = models.DateTimeField("when")
    by = models.CharField("who did it", max_length=12, blank=True)
    what = models.CharField("what was done", max_length=60)
    about = models.CharField("to whom", max_length=12, blank=True, db_index=True)
    where = models.CharField("in which class", max_length=12, blank=True)
    why = SealedText("reason given", null=True)
    previous = models.BinaryField("hash of the entry before", max_length=32)
    hash = models.BinaryField("hash", max_length=32)

    class Meta:
        ordering = ("id",)
