"""People and their sessions."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from homeroom.accounts.rules import OLDEST, YOUNGEST
from homeroom.kit.crypto import SealedText

ROLES = [("student", "student"), ("teacher", "teacher"), ("administrator", "administrator"), ("staff", "staff")]
STATES = [("active", "active"), ("waiting", "waiting for approval"), ("closed", "closed")]
WAYS = [("password", "password"), ("pictures", "pictures"), ("words", "words"), ("card", "card"), ("link", "one-time link")]


class Person(AbstractBaseUser):
    """Anybody with an account. A student never has an address here (EML-06); nobody has a birth date (AGE-01)."""

    code = models.CharField("public code", max_length=12, unique=True)
    role = models.CharField("role", max_length=13, choices=ROLES)
    state = models.CharField("state", max_length=7, choices=STATES, default="active")
    name = SealedText("display name")
    language = models.CharField("language", max_length=2, default="en")
    age_told = models.PositiveSmallIntegerField("age in years", null=True)
    age_told_in = models.DateField("month the age was told", null=True)
    username = SealedText("user name", null=True)
    username_index = models.BinaryField("user name, as a code for finding it", max_length=16, unique=True, null=True)
    email = SealedText("email address", null=True)
    email_index = models.BinaryField("email address, as a code for finding it", max_length=16, unique=True, null=True)
    password = models.CharField("password, as a slow hash", max_length=160, blank=True)
    must_choose_password = models.BooleanField("the password is for one time", default=False)
    created_at = models.DateTimeField("account made")
    closed_at = models.DateTimeField("account closed", null=True)
    #: Of a closed account: what it comes back as (DEL-06), so that whom nobody approved still waits.
    state_before = models.CharField("state before it was closed", max_length=7, choices=STATES, null=True)
    #: Kept, but not used: no list, grid or sum of a teacher knows the person until it is lifted (RIGHTS-05).
    frozen_at = models.DateTimeField("kept but not used since", null=True)
    #: First day of the month of the newest sign-in; no day, since the month is enough to know that an account is not used any more.
    active_in = models.DateField("month of the last sign-in", null=True)
    last_login = None

    USERNAME_FIELD = "code"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(role="student") | models.Q(email__isnull=True, email_index__isnull=True),
                name="accounts_no_student_email",
            ),
            models.CheckConstraint(
                condition=models.Q(age_told__isnull=True) | models.Q(age_told__range=(YOUNGEST, OLDEST)), name="accounts_possible_age"
            ),
            models.CheckConstraint(
                condition=models.Q(age_told__isnull=True, age_told_in__isnull=True)
                | models.Q(age_told__isnull=False, age_told_in__isnull=False),
                name="accounts_age_with_month",
            ),
        ]

    def __repr__(self) -> str:
        return f"<Person {self.code}>"


class Session(models.Model):
    """A signed-in browser. The cookie's token is kept as a hash only; a teacher's reset ends it at once."""

    token_hash = models.BinaryField("token, as a hash", max_length=32, unique=True)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    way = models.CharField("how signed in", max_length=8, choices=WAYS)
    #: Rows of higher rooms by number, so that accounts need not know them: the class, seat and period this sign-in came through.
    section = models.BigIntegerField("through which class", null=True, db_index=True)
    enrolment = models.BigIntegerField("through which seat", null=True, db_index=True)
    period = models.BigIntegerField("in which period", null=True, db_index=True)
    here = models.CharField("value of the readable cookie", max_length=22)
    created_at = models.DateTimeField("signed in")
    seen_at = models.DateTimeField("last seen, to five minutes")
    ends_at = models.DateTimeField("ends by itself", db_index=True)
    idle_minutes = models.PositiveSmallIntegerField("ends after so many idle minutes")
    proved_at = models.DateTimeField("last proved who it is")
    second_factor = models.BooleanField("a second factor was shown", default=False)

    def __repr__(self) -> str:
        return f"<Session {self.pk}>"
