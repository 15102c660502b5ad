"""Texts that somebody agrees to, in versions that never change, and who agreed to which."""

from django.conf import settings
from django.db import models


class Version(models.Model):
    """One text in one language. The row is never changed: a new wording is a new version."""

    kind = models.CharField("which text", max_length=40)
    number = models.PositiveSmallIntegerField("version")
    language = models.CharField("language", max_length=2)
    text = models.TextField("text")
    digest = models.CharField("SHA-256 of the text", max_length=64)
    published_at = models.DateTimeField("published")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("kind", "number", "language"), name="agreements_version_once")]


HOWS = [("agreed", "agreed"), ("told", "told")]


class Acceptance(models.Model):
    """Somebody agreed to a version, or was told of it; `where` is the public code of the class it was about."""

    #: None once the person is erased: that somebody agreed, for which class, stays for three years more (DAT-52, DEL-10).
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    at = models.DateTimeField("when")
    where = models.CharField("for which class", max_length=12, blank=True)
    how = models.CharField("agreed to it, or was told of it", max_length=6, choices=HOWS, default="agreed")
    #: "" for what was agreed before roles were noted.
    role = models.CharField("role at that time", max_length=13, blank=True)
    #: Set by the engine when it cuts the row from its person.
    account_ended_at = models.DateTimeField("account ended", null=True)
