"""One-time links and second factors."""

from django.conf import settings
from django.db import models

from homeroom.kit.crypto import SealedText

KINDS = [("administrator", "first administrator"), ("teacher", "invitation of a teacher"), ("reset", "new password")]


class OneTimeLink(models.Model):
    """A link that works once. Its key rides in the fragment; only its hash is here."""

    key_hash = models.BinaryField("key, as a hash", max_length=32, unique=True)
    kind = models.CharField("what it opens", max_length=13, choices=KINDS)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField("made")
    ends_at = models.DateTimeField("ends")
    used_at = models.DateTimeField("used", null=True)


class SecondFactor(models.Model):
    """An authenticator app (TOTP, RFC 6238) of an adult. A step that was used is never taken again."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    secret = SealedText("secret shared with the authenticator app")
    made_at = models.DateTimeField("set up")
    confirmed_at = models.DateTimeField("first used", null=True)
    last_step = models.BigIntegerField("last time step used", default=0)


class RecoveryCode(models.Model):
    """A code to write down, for when the authenticator is lost. Works once."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    code_hash = models.BinaryField("code, as a keyed hash", max_length=16)
    used_at = models.DateTimeField("used", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("person", "code_hash"), name="sign_in_recovery_once")]
