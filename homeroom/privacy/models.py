"""The journal of erasures: who may not come back from an old backup, and what the receipts say. Nobody can be read back from it."""

import uuid

from django.db import models

BECAUSE = [("window", "closed 28 days before"), ("request", "asked for at once"), ("inactive", "not used any more")]


class Receipt(models.Model):
    """One erasure. `counts` (JSON): table -> {"deleted": 3, "anonymised": 1, "kept": 2}, as it was really done."""

    id = models.UUIDField("receipt", primary_key=True, default=uuid.uuid4)
    begun_at = models.DateTimeField("erasing began")
    ended_at = models.DateTimeField("erasing ended", null=True)
    because = models.CharField("why it was erased", max_length=8, choices=BECAUSE)
    counts = models.TextField("rows of each table", default="{}")


class Erased(models.Model):
    """One person or class of an erasure, by a keyed hash of the public code (`erasing.mark_of`)."""

    receipt = models.ForeignKey(Receipt, models.CASCADE, related_name="erased")
    table = models.CharField("which table it was in", max_length=60)
    mark = models.BinaryField("public code, as a keyed hash", max_length=16)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("table", "mark"), name="privacy_erased_once")]
