"""The two cookies of a sign-in (labs/parts/host/PROTOCOL.md): a secret one that scripts cannot read, and `here`: somebody is."""

from django.conf import settings
from django.http import HttpResponseBase

COOKIE = "homeroom"
HERE = "here"


def set_cookies(answer: HttpResponseBase, *, token: str, here: str, seconds: int) -> None:
    """Both with the same life and path."""
    for name, value, hidden in ((COOKIE, token, True), (HERE, here, False)):
        answer.set_cookie(name, value, max_age=seconds, path="/", secure=settings.HOMEROOM_HTTPS, httponly=hidden, samesite="Lax")


def drop_cookies(answer: HttpResponseBase) -> None:
    """Forgets both, and nothing else: unsent work stays in the browser, sealed (design section 3)."""
    for name in (COOKIE, HERE):
        answer.delete_cookie(name, path="/", samesite="Lax")
