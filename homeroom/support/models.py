"""Incidents, and whom each concerns."""

from django.conf import settings
from django.db import models

from homeroom.kit.crypto import SealedText


class Incident(models.Model):
    """What happened with data. Its words are sealed: whoever writes in haste may name somebody."""

    code = models.CharField("public code", max_length=12, unique=True)
    known_at = models.DateTimeField("known since")
    since = models.DateTimeField("data was open from")
    until = models.DateTimeField("data was open until")
    tables = models.TextField("which tables", blank=True)
    what = SealedText("what happened")
    to_do = SealedText("what those concerned can do")
    for_children = SealedText("what happened, for children")
    to_do_for_children = SealedText("what a child can do")
    told_at = models.DateTimeField("those concerned were told", null=True)
    authority_told_at = models.DateTimeField("the authority was told", null=True)


class Affected(models.Model):
    """Somebody whom an incident concerns: their own data, or (`pupils`) that of pupils they teach."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kinds = models.CharField("which kinds of data", max_length=200, blank=True)
    pupils = models.BooleanField("data of pupils in an own class", default=False)
    seen_at = models.DateTimeField("notice read", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("incident", "person"), name="support_affected_once")]
