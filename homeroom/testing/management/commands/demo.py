"""`homeroom demo`: the example school, with passwords that hold until the next start. `serve --demo` calls it."""

import datetime
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import translation

from homeroom.kit.command import Command as Short
from homeroom.testing.example import NotAnExample, open_example_school


class Command(Short):
    """Says one line: how to sign in as teacher and as pupil."""

    help = "Make the example school and say how to sign in; never where there are real accounts."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            told = open_example_school(now=datetime.datetime.now(datetime.UTC))
        except NotAnExample as problem:
            self.stop(str(problem))
        teacher = f"{told.teacher}, password {told.teacher_password}{_at('sign_in:teacher')}"
        self.say(f"| teacher: {teacher} | pupil: {told.pupil}, password {told.pupil_password}{_at('sign_in:own_login')}")


def _at(name: str) -> str:
    try:
        with translation.override("en"):
            return f", at {reverse(name)}"
    except NoReverseMatch:
        return ""
