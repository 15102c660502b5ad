"""Deny by default: a view says who it is for, and is closed to everybody else. An address without a guard fails the build."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Literal

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from homeroom.kit.crypto import open_sealed
from homeroom.kit.declare import ADMINISTRATORS, ANYBODY, OWN_TEACHERS, PUPILS, SELF, SIGNED_IN, STAFF, TEACHERS, VISITORS, Audience
from homeroom.kit.declare.scopes import CLOSED, SYSTEM_TASKS, become
from homeroom.kit.errors import Malformed, NotFound, Refused, SignedOut

#: The column that `Viewer.sealed_name` comes from.
NAME_PLACE = "accounts.Person.name"
Role = Literal["student", "teacher", "administrator", "staff"]


@dataclass(frozen=True)
class Viewer:
    """Who is asking, from one query on the session (accounts.middleware). Ids are rows, codes are public."""

    person_id: int
    code: str
    role: Role
    #: Opened only where the name is shown.
    sealed_name: bytes
    language: str
    #: Signed in by pictures or words: no export, no linking, no deletion.
    weak: bool
    session_id: int
    csrf: str
    #: The class this sign-in came through, and the seat in it; None for a personal sign-in.
    section_id: int | None
    enrolment_id: int | None
    period_id: int | None
    #: A sign-up that no administrator has approved yet: may do everything but add pupils.
    waiting: bool
    #: A second factor was shown in this session.
    second_factor: bool
    age_known: bool
    #: The last time (Unix seconds) the person proved who they are in this session.
    proved_at: float
    #: Signed in with a password that somebody else drew: one's own comes first.
    must_choose_password: bool = False

    @property
    def name(self) -> str:
        """The display name."""
        return open_sealed(self.sealed_name, NAME_PLACE).decode()

    @property
    def teaches(self) -> bool:
        """Administrators and staff can teach too; what staff may see of others is decided elsewhere."""
        return self.role in ("teacher", "administrator")


def viewer_of(request: HttpRequest) -> Viewer | None:
    """Who is asking; None for a visitor. Asks the database at most once per request, and only when a cookie is there."""
    found: Viewer | None = request.viewer()  # type: ignore[attr-defined]
    return found


def now_of(request: HttpRequest) -> datetime.datetime:
    """The time of this request, the same for everything it does."""
    now: datetime.datetime = request.now  # type: ignore[attr-defined]
    return now


def _may(audience: Audience, viewer: Viewer) -> bool:
    if audience in (ANYBODY, VISITORS, SIGNED_IN, SELF):
        return True
    if audience in (TEACHERS, OWN_TEACHERS):
        return viewer.teaches
    if audience is PUPILS:
        return True  # teachers learn as well (GEN-10); whose data it is, access decides
    if audience is ADMINISTRATORS:
        return viewer.role == "administrator" and viewer.second_factor
    if audience is STAFF:
        return viewer.role == "staff" and viewer.second_factor
    return False


def open_to(
    audience: Audience, *, methods: tuple[str, ...] = ("GET",), step_up: bool = False, first_things: bool = False, task: str = ""
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Opens a view to one audience and to these methods (GET answers HEAD too).

    A visitor is asked to sign in; the wrong role gets the same "nothing here" as for what never was. With `step_up` the person must
    have proved who they are within ten minutes (SEC-04). `first_things` are the few views that work before a child's age, a password of
    one's own or a second factor is settled (accounts.middleware asks for those before anything else). The decision about *whose* rows it
    is stays in the room's access.py. A page for VISITORS or ANYBODY is about nobody, unless it names the `task` of the system for which it
    looks people up (kit.declare.scopes; in tests any other statement about people is refused).
    """
    if task and task not in SYSTEM_TASKS:
        raise ValueError(f"{task!r} is no task of kit.declare.scopes.SYSTEM_TASKS")
    to = task or (CLOSED if audience in (VISITORS, ANYBODY) else audience.name)

    def guard(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            method = "GET" if request.method == "HEAD" else request.method
            if method not in methods:
                raise NotThisWay(allow=methods)
            if audience not in (VISITORS, ANYBODY):
                viewer = viewer_of(request)
                if viewer is None:
                    raise SignedOut(_("Please sign in first."))
                if not _may(audience, viewer):
                    raise NotFound()
                if step_up:
                    insist_on_proof(request, viewer)
            before = become(to)
            try:
                return view(request, *args, **kwargs)
            finally:
                become(before)

        guarded.audience = audience  # type: ignore[attr-defined]
        guarded.methods = methods  # type: ignore[attr-defined]
        guarded.step_up = step_up  # type: ignore[attr-defined]
        guarded.first_things = first_things  # type: ignore[attr-defined]
        return guarded

    return guard


class NotThisWay(Refused):
    """The address is there, but is not for this method (a form sent to a page that takes none)."""

    status, code = 405, "not-this-way"

    def __init__(self, *, allow: tuple[str, ...]) -> None:
        super().__init__()
        self.allow = allow


#: Seconds for which a proof (password, second factor) counts as fresh.
FRESH = 600


class NeedsProof(Malformed):
    """The person must show once more who they are."""

    status, code = 403, "prove-it"


def insist_on_proof(request: HttpRequest, viewer: Viewer) -> None:
    """Raises `NeedsProof` when it is more than ten minutes ago that the person showed who they are (SEC-04)."""
    now: float = request.now.timestamp()  # type: ignore[attr-defined]
    if now - viewer.proved_at > FRESH:
        raise NeedsProof()
