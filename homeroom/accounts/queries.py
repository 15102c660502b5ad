"""Reading people and sessions."""

import datetime
import hashlib
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db import connection
from django.db.models import Q

from homeroom.accounts.models import Person, Session
from homeroom.accounts.rules import Thresholds, tidy_email
from homeroom.kit.crypto import keyed_index, mark, seal
from homeroom.kit.db import hot_cursor
from homeroom.kit.http.cookies import COOKIE as COOKIE
from homeroom.kit.http.cookies import HERE as HERE
from homeroom.kit.http.guards import NAME_PLACE, Viewer

#: Ways of signing in that show little: no export, no linking, no deletion.
WEAK = frozenset({"pictures", "words"})


def thresholds() -> Thresholds:
    """Where bands of age begin here (AGE-18)."""
    return Thresholds(*settings.HOMEROOM_AGES)


def token_hash(token: str) -> bytes:
    """What the database keeps of a cookie."""
    return hashlib.sha256(token.encode()).digest()


def username_index(username: str) -> bytes:
    """Look-up code of a user name, whatever its case."""
    return keyed_index(username.strip().lower(), "accounts.Person.username")


def email_index(email: str) -> bytes:
    """Look-up code of an adult's address."""
    return keyed_index(tidy_email(email), "accounts.Person.email")


def find_by_username(username: str) -> Person | None:
    """An account that is not closed, by its user name."""
    return Person.objects.filter(username_index=username_index(username)).exclude(state="closed").first()


def usernames_taken(usernames: Iterable[str]) -> set[str]:
    """Which of these user names somebody has, closed accounts too."""
    by_index = {username_index(one): one for one in usernames}
    taken = Person.objects.filter(username_index__in=list(by_index)).values_list("username_index", flat=True)
    return {by_index[bytes(index)] for index in taken if index is not None}


def find_by_email(email: str) -> Person | None:
    """An adult's account that is not closed, by its address."""
    return Person.objects.filter(email_index=email_index(email)).exclude(state="closed").first()


def is_frozen(person_id: int) -> bool:
    """Whether what is kept of somebody is restricted (RIGHTS-05)."""
    return Person.objects.filter(pk=person_id, frozen_at__isnull=False).exists()


def find_person(code: str) -> Person | None:
    """An account that is not closed, by its public code."""
    return Person.objects.filter(code=code).exclude(state="closed").first()


def people_by_id(ids: list[int]) -> dict[int, Person]:
    """Accounts by row id; closed ones are left out."""
    return {person.pk: person for person in Person.objects.filter(pk__in=ids).exclude(state="closed")}


def closed_until(moment: datetime.datetime, most: int) -> list[tuple[int, str]]:
    """(row id, public code) of accounts that were closed at this moment or before, the longest closed first."""
    rows = Person.objects.filter(state="closed", closed_at__lte=moment).order_by("closed_at", "pk")
    return list(rows.values_list("pk", "code")[:most])


def closed_after(moment: datetime.datetime) -> list[Person]:
    """Accounts that were closed after this moment, newest first."""
    return list(Person.objects.filter(state="closed", closed_at__gt=moment).order_by("-closed_at", "pk"))


def not_used_since(month: datetime.date, roles: list[str], among: Iterable[int] | None = None) -> Iterator[Person]:
    """Accounts in use (of these people) whose last sign-in, or making where nobody ever signed in, lies before this month."""
    never = Q(active_in__isnull=True, created_at__lt=datetime.datetime.combine(month, datetime.time(), datetime.UTC))
    rows = Person.objects.filter(Q(active_in__lt=month) | never, role__in=roles).exclude(state="closed")
    if among is not None:
        rows = rows.filter(pk__in=among)
    return rows.order_by("pk").iterator(chunk_size=200)


def used_since(person_ids: list[int], month: datetime.date) -> bool:
    """Whether any of these accounts was used in this month or later."""
    return Person.objects.filter(pk__in=person_ids, active_in__gte=month).exclude(state="closed").exists()


def people_by_code(codes: Iterable[str]) -> dict[str, Person]:
    """Accounts by public code; closed ones are left out."""
    return {person.code: person for person in Person.objects.filter(code__in=list(codes)).exclude(state="closed")}


def waiting_teachers() -> list[Person]:
    """Sign-ups that wait for an administrator, oldest first."""
    return list(Person.objects.filter(state="waiting").order_by("created_at"))


def waiting_teachers_count() -> int:
    """How many sign-ups wait for an administrator."""
    return Person.objects.filter(state="waiting").count()


def administrators() -> list[int]:
    """Who runs this service, by row id."""
    return list(Person.objects.filter(role="administrator").exclude(state="closed").values_list("pk", flat=True))


def has_administrator() -> bool:
    """Whether anybody runs this service yet."""
    return Person.objects.filter(role="administrator").exclude(state="closed").exists()


def sessions_of(person_id: int, now: datetime.datetime) -> list[Session]:
    """Where somebody is signed in now, newest first."""
    rows = Session.objects.filter(person=person_id, ends_at__gt=now).order_by("-created_at", "-pk")
    return [row for row in rows if row.seen_at + datetime.timedelta(minutes=row.idle_minutes) >= now]


def sessions_of_period(period_id: int) -> list[tuple[int, datetime.datetime]]:
    """(enrolment, signed in at) of everybody who is signed in through a period."""
    rows = Session.objects.filter(period=period_id, enrolment__isnull=False).order_by("created_at")
    return [(enrolment, at) for enrolment, at in rows.values_list("enrolment", "created_at") if enrolment is not None]


_SESSION = """SELECT s.id, s.token_hash, s.way, s.section, s.enrolment, s.period, s.second_factor, s.proved_at, s.seen_at, s.idle_minutes,
  p.id, p.code, p.role, p.name, p.language, p.state, p.age_told, p.must_choose_password
FROM accounts_session AS s JOIN accounts_person AS p ON p.id = s.person_id
WHERE s.token_hash = %s AND s.ends_at > %s AND p.state <> 'closed'"""


def find_session(token: str, now: datetime.datetime) -> tuple[Viewer, datetime.datetime] | None:
    """Who holds this token, and when the session was last seen: one query, written by hand, since every request of a pupil asks it.

    None when over, idle for too long, or the account is closed.
    """
    with hot_cursor() as cursor:
        cursor.execute(_SESSION, [token_hash(token), connection.ops.adapt_datetimefield_value(now)])
        row = cursor.fetchone()
    if row is None:
        return None
    hashed, way, section, enrolment, period, second_factor, proved_at, seen_at, idle_minutes = row[1:10]
    person_id, code, role, name, language, state, age_told, must_choose_password = row[10:]
    seen = _time(seen_at)
    if seen + datetime.timedelta(minutes=idle_minutes) < now:
        return None
    viewer = Viewer(
        person_id=person_id,
        code=code,
        role=role,
        sealed_name=bytes(name),
        language=language,
        weak=way in WEAK,
        session_id=row[0],
        csrf=_csrf(bytes(hashed)),
        section_id=section,
        enrolment_id=enrolment,
        period_id=period,
        waiting=state == "waiting",
        second_factor=bool(second_factor),
        age_known=age_told is not None,
        proved_at=_time(proved_at).timestamp(),
        must_choose_password=bool(must_choose_password) and way == "password",
    )
    return viewer, seen


def _time(value: datetime.datetime) -> datetime.datetime:
    """SQLite answers times without their zone, which is UTC."""
    return value if value.tzinfo is not None else value.replace(tzinfo=datetime.UTC)


def again(viewer: Viewer) -> Viewer:
    """The same session as it is now, after something about its person was changed."""
    return viewer_from(Session.objects.select_related("person").get(pk=viewer.session_id))


def viewer_from(row: Session) -> Viewer:
    """A session with its person, as everybody asks about them."""
    person = row.person
    return Viewer(
        person_id=person.pk,
        code=person.code,
        role=person.role,  # type: ignore[arg-type]
        sealed_name=seal(person.name.encode(), NAME_PLACE),
        language=person.language,
        weak=row.way in WEAK,
        session_id=row.pk,
        csrf=csrf_of(row),
        section_id=row.section,
        enrolment_id=row.enrolment,
        period_id=row.period,
        waiting=person.state == "waiting",
        second_factor=row.second_factor,
        age_known=person.age_told is not None,
        proved_at=row.proved_at.timestamp(),
        must_choose_password=person.must_choose_password and row.way == "password",
    )


def csrf_of(session: Session) -> str:
    """The token that this session's writes carry: derived, so nothing more is stored."""
    return _csrf(bytes(session.token_hash))


def _csrf(hashed: bytes) -> str:
    return mark(hashed.hex(), "csrf")[:43]
