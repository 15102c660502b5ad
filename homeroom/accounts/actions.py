"""Making, changing and closing accounts; beginning and ending sessions."""

import datetime
import secrets
from dataclasses import dataclass

from django.contrib.auth.hashers import check_password, make_password
from django.db.models import F

from homeroom.accounts.models import Person, Session
from homeroom.accounts.queries import email_index, token_hash, username_index
from homeroom.accounts.rules import tidy_email
from homeroom.audit.actions import note
from homeroom.kit.db import write
from homeroom.kit.ids import new_code, new_token

#: How long a sign-in lives at most, and how long it may lie idle (notes/reliability-security.md 4b.5).
LIFE = {
    "pictures": (datetime.timedelta(hours=4), 10),
    "words": (datetime.timedelta(hours=12), 20),
    "card": (datetime.timedelta(hours=12), 60),
    "password": (datetime.timedelta(days=14), 60 * 24 * 3),
    "link": (datetime.timedelta(hours=1), 60),
}
#: A sign-in through a period is over after a school day, also where nobody pressed End class.
LONGEST_PERIOD = datetime.timedelta(hours=12)


@dataclass(frozen=True)
class Begun:
    """A new session and the cookies' values, which exist nowhere else."""

    session: Session
    token: str
    here: str


def make_person(
    *,
    role: str,
    name: str,
    language: str,
    now: datetime.datetime,
    state: str = "active",
    email: str | None = None,
    username: str | None = None,
    password: str | None = None,
    password_hash: str = "",
    age: int | None = None,
    must_choose_password: bool = False,
) -> Person:
    """Makes an account. The caller has tidied and checked name, age and address; one that is taken raises IntegrityError.

    The slow hash is made before the writer's turn comes, so that nobody waits for it; an action that makes accounts makes its
    hashes before it begins (`slow_hash`) and gives `password_hash`.
    """
    person = Person(
        code=new_code(),
        role=role,
        state=state,
        name=name,
        language=language,
        age_told=age,
        age_told_in=now.date().replace(day=1) if age is not None else None,
        email=tidy_email(email) if email else None,
        email_index=email_index(email) if email else None,
        username=username,
        username_index=username_index(username) if username else None,
        password=password_hash or (make_password(password) if password else ""),
        must_choose_password=must_choose_password,
        created_at=now,
    )
    _keep(person)
    return person


@write
def _keep(person: Person) -> None:
    person.save(force_insert=True)


@dataclass(frozen=True)
class NewStudent:
    """A student that a teacher adds: a tidied name, an age in years if it was told, a user name where the class uses passwords."""

    name: str
    age: int | None = None
    username: str | None = None


@write
def make_students(*, students: list[NewStudent], language: str, now: datetime.datetime) -> list[Person]:
    """Makes many accounts in a few statements, in this order. Who has a user name chooses a password at the first sign-in."""
    month = now.date().replace(day=1)
    return Person.objects.bulk_create(
        Person(
            code=new_code(),
            role="student",
            name=one.name,
            language=language,
            age_told=one.age,
            age_told_in=month if one.age is not None else None,
            username=one.username,
            username_index=username_index(one.username) if one.username else None,
            password="",
            must_choose_password=one.username is not None,
            created_at=now,
        )
        for one in students
    )


@write
def give_usernames(*, usernames: dict[int, str]) -> None:
    """User names (unique, made by the system: ACC-02) for people by row id who have none; they choose a password at the first sign-in."""
    people = list(Person.objects.filter(pk__in=list(usernames), username__isnull=True))
    for person in people:
        person.username = usernames[person.pk]
        person.username_index = username_index(usernames[person.pk])
        person.must_choose_password = True
    Person.objects.bulk_update(people, ["username", "username_index", "must_choose_password"], batch_size=100)


@write
def begin_session(
    *,
    person: Person,
    way: str,
    now: datetime.datetime,
    section_id: int | None = None,
    enrolment_id: int | None = None,
    period_id: int | None = None,
    second_factor: bool = False,
    instead_of: int | None = None,
) -> Begun:
    """Signs a browser in; `instead_of` is the session it had before, which ends (a fresh token at every sign-in)."""
    if instead_of is not None:
        Session.objects.filter(pk=instead_of).delete()
    life, idle = LIFE[way]
    if period_id is not None:
        life = min(life, LONGEST_PERIOD)
    if person.active_in != (month := now.date().replace(day=1)):
        Person.objects.filter(pk=person.pk).update(active_in=month)
    token, here = new_token(), secrets.token_urlsafe(16)
    # In an open period nobody is signed out for idling: the page covers itself (design section 4).
    session = Session.objects.create(
        token_hash=token_hash(token),
        person=person,
        way=way,
        section=section_id,
        enrolment=enrolment_id,
        period=period_id,
        here=here,
        created_at=now,
        seen_at=now,
        ends_at=now + life,
        idle_minutes=int(life.total_seconds() // 60) if period_id is not None else idle,
        proved_at=now,
        second_factor=second_factor,
    )
    return Begun(session, token, here)


@write
def end_session(*, session_id: int) -> None:
    """Signs one browser out."""
    Session.objects.filter(pk=session_id).delete()


@write
def end_others(*, person_id: int, keep_session: int) -> int:
    """Signs a person out everywhere but here; answers how many browsers."""
    return Session.objects.filter(person=person_id).exclude(pk=keep_session).delete()[0]


@write
def end_sessions(*, person_ids: list[int]) -> int:
    """Signs these people out everywhere, now; answers how many browsers."""
    return Session.objects.filter(person__in=person_ids).delete()[0]


@write
def end_sessions_through(*, enrolment_ids: list[int] | None = None, period_id: int | None = None) -> int:
    """Signs out who came through these seats or this period."""
    rows = Session.objects.all()
    rows = rows.filter(period=period_id) if period_id is not None else rows.filter(enrolment__in=enrolment_ids or [])
    return rows.delete()[0]


@write
def shorten_sessions(*, period_id: int, ends_at: datetime.datetime) -> int:
    """Who came through this period is signed out at `ends_at` at the latest: the session itself ends then, whatever else happens."""
    return Session.objects.filter(period=period_id, ends_at__gt=ends_at).update(ends_at=ends_at)


@write
def seen(*, session_id: int, now: datetime.datetime) -> None:
    """Notes that a session is in use; called at most every five minutes."""
    Session.objects.filter(pk=session_id).update(seen_at=now)


@write
def prove(*, session_id: int, now: datetime.datetime, second_factor: bool = False) -> None:
    """The person proved again who they are, by password or second factor."""
    fields: dict[str, object] = {"proved_at": now}
    if second_factor:
        fields["second_factor"] = True
    Session.objects.filter(pk=session_id).update(**fields)


def set_password(
    *, person: Person, password: str, by: str, now: datetime.datetime, one_time: bool = False, keep_session: int | None = None
) -> None:
    """A new password ends all other sessions. The slow hash is made before the writer's turn comes."""
    hashed = make_password(password)
    set_password_hash(person=person, password_hash=hashed, by=by, now=now, one_time=one_time, keep_session=keep_session)


@write
def set_password_hash(
    *, person: Person, password_hash: str, by: str, now: datetime.datetime, one_time: bool = False, keep_session: int | None = None
) -> None:
    """The same for an action that has made the hash (`slow_hash`) before it began."""
    Person.objects.filter(pk=person.pk).update(password=password_hash, must_choose_password=one_time)
    Session.objects.filter(person=person).exclude(pk=keep_session or 0).delete()
    note("set_password", by=by, about=person.code, now=now)


@write
def forget_password(*, person: Person, by: str, now: datetime.datetime) -> None:
    """The password stops working now, everywhere; the next sign-in is with what the teacher gives, then a new one is chosen (ACC-04)."""
    Person.objects.filter(pk=person.pk).update(password="", must_choose_password=True)
    Session.objects.filter(person=person).delete()
    note("forget_password", by=by, about=person.code, now=now)


@write
def set_email(*, person: Person, email: str, by: str, now: datetime.datetime) -> None:
    """An adult's new address; one that is taken raises IntegrityError."""
    Person.objects.filter(pk=person.pk).update(email=tidy_email(email), email_index=email_index(email))
    note("set_email", by=by, about=person.code, now=now)


@write
def set_language(*, person_id: int, language: str) -> None:
    """The language somebody is greeted in."""
    Person.objects.filter(pk=person_id).update(language=language)


@write
def set_age(*, person: Person, age: int, by: str, now: datetime.datetime) -> None:
    """Notes an age in whole years and the month it was told (AGE-01, AGE-03)."""
    Person.objects.filter(pk=person.pk).update(age_told=age, age_told_in=now.date().replace(day=1))
    note("set_age", by=by, about=person.code, now=now)


@write
def rename(*, person: Person, name: str, by: str, now: datetime.datetime) -> None:
    """A new display name, tidied by the caller."""
    person.name = name
    person.save(update_fields=["name"])
    note("rename", by=by, about=person.code, now=now)


@write
def approve(*, person: Person, by: str, now: datetime.datetime) -> None:
    """A sign-up may add pupils from now on."""
    Person.objects.filter(pk=person.pk, state="waiting").update(state="active")
    note("approve_teacher", by=by, about=person.code, now=now)


@write
def close_accounts(*, people: list[Person], because: str, by: str, now: datetime.datetime) -> None:
    """Hides accounts at once and signs them out; `reopen_accounts` is the exact inverse (DEL-05)."""
    ids = [person.pk for person in people]
    Person.objects.filter(pk__in=ids).exclude(state="closed").update(state_before=F("state"), state="closed", closed_at=now)
    Session.objects.filter(person__in=ids).delete()
    for person in people:
        note(f"close_account:{because}", by=by, about=person.code, now=now)


@write
def freeze(*, person: Person, by: str, now: datetime.datetime) -> None:
    """What is kept of somebody stays, and is used for nothing but themself (RIGHTS-05); `unfreeze` is the inverse."""
    if Person.objects.filter(pk=person.pk, frozen_at__isnull=True).update(frozen_at=now):
        note("freeze_account", by=by, about=person.code, now=now)


@write
def unfreeze(*, person: Person, by: str, now: datetime.datetime) -> None:
    """It is used again."""
    if Person.objects.filter(pk=person.pk, frozen_at__isnull=False).update(frozen_at=None):
        note("unfreeze_account", by=by, about=person.code, now=now)


@write
def reopen_accounts(*, person_ids: list[int], closed_at: datetime.datetime, by: str, now: datetime.datetime) -> int:
    """Brings back exactly what one closing hid: the accounts closed at that moment, each in the state it was in (DEL-06)."""
    people = list(Person.objects.filter(pk__in=person_ids, state="closed", closed_at=closed_at))
    Person.objects.filter(pk__in=[person.pk for person in people]).update(state=F("state_before"), state_before=None, closed_at=None)
    for person in people:
        note("reopen_account", by=by, about=person.code, now=now)
    return len(people)


@write
def erase_invented(*, person_ids: list[int]) -> int:
    """Erases invented pupils with all they did. Whoever could ever sign in is no invention, and stays."""
    nobody = Person.objects.filter(pk__in=person_ids, role="student", password="", username_index__isnull=True)
    real = Session.objects.filter(person__in=person_ids).values("person")
    found = nobody.exclude(pk__in=real)
    count = found.count()
    found.delete()
    return count


@write
def sweep_sessions(*, now: datetime.datetime) -> int:
    """Forgets sessions that are over."""
    return Session.objects.filter(ends_at__lt=now).delete()[0]


def is_password(person: Person, password: str) -> bool:
    """Whether this is the person's password; takes as long for an account without one."""
    if not person.password:
        return burn(password)
    return check_password(password, person.password)


def slow_hash(password: str) -> str:
    """What is kept of a password. Takes a tenth of a second on purpose: call it outside of actions."""
    return make_password(password)


def burn(password: str) -> bool:
    """Takes as long as `is_password` where there is no account to ask; answers no."""
    make_password(password)
    return False
