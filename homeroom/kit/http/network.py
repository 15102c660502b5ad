"""Which network a request comes from, cut so short that it names no household: good for limits, never kept in clear."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def network_of(request: HttpRequest) -> str:
    """The first 24 bits of an IPv4 address, 48 of IPv6; "" when there is none (a local socket).

    Behind a proxy (HOMEROOM_HTTPS) the last address it noted counts: earlier ones are written by whoever asks.
    """
    address = str(request.META.get("REMOTE_ADDR") or "")
    if settings.HOMEROOM_HTTPS:
        address = str(request.META.get("HTTP_X_FORWARDED_FOR") or address).rpartition(",")[2].strip()
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return str(ipaddress.ip_network((found, 24 if found.version == 4 else 48), strict=False))
