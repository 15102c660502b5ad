"""One row per thing done, each with the hash of the one before; where the chain was begun anew, and how far it was looked at.

Triggers (migration 0002) refuse to change or take out an entry, but for the two declared ways: a reason and its salt may be emptied
(or sealed anew), and the oldest entries may go once a `Cut` names them. A later migration that makes `audit_entry` anew on SQLite
must set the triggers again; audit/tests/test_append_only.py notices.
"""

from django.db import models

from homeroom.kit.crypto import SealedText


class Entry(models.Model):
    """`by` and `about` are public codes of people, so that the row can be kept when an account is gone."""

    at = models.DateTimeField("when")
    by = models.CharField("who did it", max_length=12, blank=True)
    what = models.CharField("what was done", max_length=60)
    about = models.CharField("to whom", max_length=12, blank=True, db_index=True)
    where = models.CharField("in which class", max_length=12, blank=True, db_index=True)
    why = SealedText("reason given", null=True)
    salt = models.BinaryField("salt of the reason", max_length=32, null=True)
    reason = models.BinaryField("digest of the reason", max_length=32, null=True)
    rule = models.PositiveSmallIntegerField("rule of the hash")
    previous = models.BinaryField("hash of the entry before", max_length=32)
    hash = models.BinaryField("hash", max_length=32)

    class Meta:
        ordering = ("id",)


class Cut(models.Model):
    """Entries up to this one were kept for their time and are gone; the chain begins behind them."""

    entry = models.BigIntegerField("last entry that is gone")
    hash = models.BinaryField("its hash", max_length=32)
    mark = models.BinaryField("mark of this service", max_length=32)
    at = models.DateTimeField("when")


class Check(models.Model):
    """How far a look at the chain has come: of the newest entries, and of the round through all."""

    name = models.CharField("which look", max_length=10, unique=True)
    entry = models.BigIntegerField("entry it has come to")
    hash = models.BinaryField("its hash", max_length=32)
    mark = models.BinaryField("mark of this service", max_length=32)
    broken = models.BigIntegerField("first entry that does not hold", null=True)
    at = models.DateTimeField("when")
