"""The cast of every test: Ada teaches, Ben is eleven and in her section, Cleo is fifteen, Dan teaches elsewhere, Eve is signed out,
Grace runs the district, Pat is Ben's parent, Sam is staff. Roles whose rooms are not built are signed in without rights."""

import datetime
import uuid
from dataclasses import dataclass

from django.test import Client

from homeroom.accounts import actions as accounts
from homeroom.accounts import queries as people
from homeroom.accounts.models import Person
from homeroom.kit.crypto import keyed_index
from homeroom.kit.ids import new_code, new_link_key
from homeroom.sections.models import Enrolment, Section, SectionTeacher

NOW = datetime.datetime(2026, 11, 24, 9, 0, tzinfo=datetime.UTC)
COURSE = uuid.UUID("5f0c3b1e-2d5a-4a51-9d0f-6f3e0b7c1a01")
PASSWORD = "correct horse battery"


@dataclass
class Cast:
    """Everybody, and Ada's section 5b in which Ben and Cleo sit; Dan's 6a is empty."""

    ada: Person
    ben: Person
    cleo: Person
    dan: Person
    grace: Person
    pat: Person
    sam: Person
    section: Section
    dans_section: Section
    bens_seat: Enrolment
    cleos_seat: Enrolment


def a_person(name: str, role: str = "student", *, age: int | None = None, now: datetime.datetime = NOW, **more: object) -> Person:
    """Somebody more. Adults get the address `<name>@school.example` and PASSWORD."""
    if role != "student":
        more = {"email": f"{name.lower()}@school.example", "password": PASSWORD, **more}
    return accounts.make_person(role=role, name=name, language="en", age=age, now=now, **more)  # type: ignore[arg-type]


def a_section(
    teacher: Person, name: str, *, sign_in: str = "pictures", course: uuid.UUID = COURSE, now: datetime.datetime = NOW
) -> Section:
    """A class of this teacher, with a class link."""
    key = new_link_key()
    section = Section.objects.create(
        code=new_code(),
        name=name,
        grade="5",
        course=course,
        sign_in=sign_in,
        link=key,
        link_index=keyed_index(key, "sections.Section.link"),
        created_at=now,
    )
    SectionTeacher.objects.create(section=section, teacher=teacher, since=now)
    return section


def a_seat(section: Section, student: Person, *, secret: str | None = "sun cat tree", now: datetime.datetime = NOW) -> Enrolment:
    """A seat with a known secret."""
    return Enrolment.objects.create(
        section=section,
        student=student,
        sign_in=section.sign_in,
        secret=secret,
        tile_animal="owl",
        tile_colour=student.pk % 8 + 1,
        joined_at=now,
    )


def the_cast(*, now: datetime.datetime = NOW) -> Cast:
    """Makes everybody."""
    ada, dan = a_person("Ada", "teacher", now=now), a_person("Dan", "teacher", now=now)
    ben, cleo = a_person("Ben", age=11, now=now), a_person("Cleo", age=15, now=now)
    section, other = a_section(ada, "5b", now=now), a_section(dan, "6a", now=now)
    return Cast(
        ada=ada,
        ben=ben,
        cleo=cleo,
        dan=dan,
        grace=a_person("Grace", "administrator", now=now),
        pat=a_person("Pat", "staff", now=now),
        sam=a_person("Sam", "staff", now=now),
        section=section,
        dans_section=other,
        bens_seat=a_seat(section, ben, now=now),
        cleos_seat=a_seat(section, cleo, secret="dog moon boat", now=now),
    )


def signed_in(
    person: Person | None,
    *,
    seat: Enrolment | None = None,
    way: str = "password",
    period_id: int | None = None,
    second_factor: bool = False,
) -> Client:
    """A browser of this person, signed in now; None gives Eve's. Writes of this client carry the session's token."""
    if person is None:
        return Client()
    begun = accounts.begin_session(
        person=person,
        way=way,
        now=datetime.datetime.now(datetime.UTC),
        section_id=seat.section_id if seat else None,
        enrolment_id=seat.pk if seat else None,
        period_id=period_id,
        second_factor=second_factor,
    )
    client = Client(headers={"X-CSRFToken": people.csrf_of(begun.session)})
    client.cookies[people.COOKIE] = begun.token
    client.cookies[people.HERE] = begun.here
    return client
