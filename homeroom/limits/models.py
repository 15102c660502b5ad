"""One row per bucket that somebody has taken from; buckets that are full again are swept."""

from django.db import models


class Bucket(models.Model):
    """`key` is a keyed hash of what is limited: it cannot be read back."""

    key = models.BinaryField("what is limited", max_length=16, unique=True)
    taken = models.FloatField("tries not yet given back")
    at = models.DateTimeField("when that was counted", db_index=True)
