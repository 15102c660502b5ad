"""What the tests of the door share: an open class with a known code, and a child before it."""

import datetime
import re
from dataclasses import dataclass
from typing import Any

from django.test import Client

from homeroom.accounts.models import Person
from homeroom.curriculum.queries import courses
from homeroom.kit.crypto import keyed_index
from homeroom.sections.models import Enrolment, Period, Section
from homeroom.testing.cast import Cast, a_person, a_seat, the_cast

#: What the test client answers.
Answer = Any
CODE = "482915"


@dataclass
class OpenClass:
    """Ada's 5b while it is open: Ben and Cleo sign in with pictures."""

    cast: Cast
    period: Period

    @property
    def section(self) -> Section:
        """Ada's class."""
        return self.cast.section


def an_open_class(*, code: str = CODE, minutes: int = 20, opens: Section | None = None, cast: Cast | None = None) -> OpenClass:
    """Start class was pressed a moment ago."""
    cast, now = cast or the_cast(), datetime.datetime.now(datetime.UTC)
    period = Period.objects.create(
        section=opens or cast.section,
        lesson=courses()[0].lessons[0].id,
        opened_by=cast.ada,
        code=code,
        code_index=keyed_index(code, "sections.Period.code"),
        opened_at=now,
        sign_in_until=now + datetime.timedelta(minutes=minutes),
    )
    return OpenClass(cast, period)


def a_pupil(section: Section, name: str, *, sign_in: str, secret: str | None = None, age: int | None = 11, **more: Any) -> Enrolment:
    """One more pupil who signs in this way; `more` are facts of the account."""
    seat = a_seat(section, a_person(name, age=age, **more), secret=secret)
    Enrolment.objects.filter(pk=seat.pk).update(sign_in=sign_in)
    seat.refresh_from_db()
    return seat


def type_code(client: Client, code: str = CODE, language: str = "en") -> Answer:
    """A child types a code and presses Go in."""
    return client.post(f"/{language}/class/", {"code": code})


def door_of(page: Answer) -> str:
    """The door that a page of names or secrets carries."""
    found = re.search(r'name="door" value="([^"]+)"', page.content.decode())
    assert found, page.content.decode()[:2000]
    return found[1]


def try_pictures(client: Client, door: str, person: Person, *pictures: str, language: str = "en") -> Answer:
    """The child chose itself and tapped these."""
    return client.post(f"/{language}/class/who/", {"door": door, "who": person.code, "picture": list(pictures)})


def is_in(answer: Answer) -> bool:
    """Whether an answer signs somebody in."""
    return answer.status_code == 302 and bool(answer.cookies.get("homeroom")) and bool(answer.cookies["homeroom"].value)
