"""Which network a request comes from, cut so short that it names no household; the whole address is never kept or logged (DAT-09)."""

from django.conf import settings
from django.http import HttpRequest

from homeroom.kit.hosts import network_around


def network_of(request: HttpRequest) -> str:
    """The first 24 bits of an IPv4 address, 48 of IPv6; "" when there is none (a local socket).

    Behind a proxy (HOMEROOM_HTTPS) the last address it noted counts: earlier ones are written by whoever asks.
    """
    address = str(request.META.get("REMOTE_ADDR") or "")
    if settings.HOMEROOM_HTTPS:
        address = str(request.META.get("HTTP_X_FORWARDED_FOR") or address).rpartition(",")[2].strip()
    return network_around(address)
