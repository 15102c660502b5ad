"""`homeroom check --deploy`: what a service on the internet needs, beside what Django looks at itself (SEC-01, SEC-03, SEC-05, ORG-04)."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import Tags, Warning, register  # noqa: A004 - Django's name for it

from homeroom.kit.http.frame import HEADERS
from homeroom.operations.keeping import disk, keys
from homeroom.operations.keeping.wanted import WANTED

#: Middleware that does what Django's would: headers on every answer, HTTPS only; whether a write is ours.
MIDDLEWARE = ("homeroom.kit.http.frame.Frame", "homeroom.accounts.middleware.Who")
#: Headers that no answer goes without.
HARD = ("Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Permissions-Policy")
#: Ways to PostgreSQL that nobody can read along.
ENCRYPTED = ("require", "verify-ca", "verify-full")


@register(Tags.security, deploy=True)
def fit_for_the_internet(app_configs: Any, **options: Any) -> list[Warning]:
    """One warning for each thing that is missing; it says what to write where."""
    return list(_missing())


def _missing() -> Iterator[Warning]:
    if not settings.HOMEROOM_HTTPS:
        yield _warning(1, "People reach this service over plain HTTP", "Put HTTPS in front and set HOMEROOM_HTTPS=yes.")
    elif settings.SECURE_PROXY_SSL_HEADER is None:
        yield _warning(2, "Nobody tells which request came over HTTPS", "Leave SECURE_PROXY_SSL_HEADER as homeroom.config.settings has it.")
    if "*" in settings.ALLOWED_HOSTS:
        yield _warning(3, "The service answers to every name", "Name it in HOMEROOM_HOSTS.")
    if absent := [name for name in HARD if not HEADERS.get(name)] or [name for name in MIDDLEWARE if name not in settings.MIDDLEWARE]:
        yield _warning(4, f"{', '.join(absent)} is missing", "Put it back: homeroom/kit/http/frame.py, homeroom/config/settings.py.")
    if not keys.apart_from_data():
        yield _warning(5, "The keys lie with the data", "Move them and name the place in HOMEROOM_KEYS.")
    options: Any = settings.DATABASES["default"].get("OPTIONS", {})
    way = options.get("sslmode")
    if not settings.HOMEROOM_DATABASE_HERE and way not in ENCRYPTED:
        yield _warning(6, "The way to PostgreSQL is not encrypted", "Write ?sslmode=verify-full at the end of DATABASE_URL.")
    said, by = disk.standing()
    if said != "encrypted" and not by:
        yield _warning(
            9, "Nothing says that the disk under the data is encrypted", "Encrypt it, or name who does in HOMEROOM_DISK_ENCRYPTED_BY."
        )
    for one in WANTED:
        if one.warning and not one.value:
            yield _warning(one.warning, f"{one.about}: {one.empty}", one.to_do)


def _warning(number: int, what: str, to_do: str) -> Warning:
    return Warning(f"{what}. {to_do}", id=f"operations.W{number:03}")
