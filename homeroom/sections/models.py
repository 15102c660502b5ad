"""Classes, who teaches them, who sits in them, and when they are open."""

from django.conf import settings
from django.db import models

from homeroom.kit.crypto import SealedText

SIGN_IN = [("picture", "one picture"), ("pictures", "three pictures"), ("words", "two words"), ("password", "user name and password")]


class Section(models.Model):
    """A class. `code` is public (it stands in addresses and opens nothing); link and join code are keys and stand in no path."""

    code = models.CharField("public code", max_length=12, unique=True)
    name = SealedText("class name")
    grade = models.CharField("grade", max_length=12)
    course = models.UUIDField("course")
    sign_in = models.CharField("how pupils sign in", max_length=8, choices=SIGN_IN)
    link = SealedText("class link", null=True)
    link_index = models.BinaryField("class link, as a code for finding it", max_length=16, unique=True, null=True)
    join_code = SealedText("join code", null=True)
    join_index = models.BinaryField("join code, as a code for finding it", max_length=16, unique=True, null=True)
    join_ends_on = models.DateField("join code ends", null=True)
    created_at = models.DateTimeField("class made")
    archived_at = models.DateTimeField("class put away", null=True)
    hidden_at = models.DateTimeField("class deleted; can be brought back for 28 days", null=True)
    #: A teacher tries the grid with invented pupils; gone when it is left, after a day at the latest.
    pretend = models.BooleanField("class with invented pupils, to try", default=False)


class SectionTeacher(models.Model):
    """Who teaches a class."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="+")
    teacher = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    since = models.DateTimeField("teaches since")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("section", "teacher"), name="sections_teacher_once")]


class Enrolment(models.Model):
    """A seat in a class, with the secret that opens it there."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="+")
    student = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    sign_in = models.CharField("how this pupil signs in", max_length=8, choices=SIGN_IN)
    secret = SealedText("secret pictures, words or one-time password", null=True)
    card = SealedText("sign-in card", null=True)
    card_index = models.BinaryField("sign-in card, as a code for finding it", max_length=16, unique=True, null=True)
    card_ends_on = models.DateField("sign-in card ends", null=True)
    tile_animal = models.CharField("animal of the tile", max_length=12)
    tile_colour = models.PositiveSmallIntegerField("colour of the tile")
    joined_at = models.DateTimeField("joined")
    left_at = models.DateTimeField("left", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("section", "student"), condition=models.Q(left_at__isnull=True), name="sections_seat_once"),
            models.CheckConstraint(condition=models.Q(tile_colour__range=(1, 8)), name="sections_tile_colour"),
        ]
        indexes = [models.Index(fields=("student",), name="sections_seats_of")]


class Period(models.Model):
    """From Start class to End class. While it is open the class code lets pupils in for twenty minutes, again and again."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="+")
    lesson = models.UUIDField("lesson")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    code = SealedText("class code", null=True)
    code_index = models.BinaryField("class code, as a code for finding it", max_length=16, unique=True, null=True)
    opened_at = models.DateTimeField("started")
    sign_in_until = models.DateTimeField("class code works until")
    ended_at = models.DateTimeField("ended", null=True)
    closes_at = models.DateTimeField("everybody is signed out", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("section",), condition=models.Q(ended_at__isnull=True), name="sections_one_open_period"),
        ]
