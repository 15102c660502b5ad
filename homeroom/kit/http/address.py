"""How people reach this service: what papers, squares on the wall and links for others print."""

import ipaddress
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


def address_of_service(request: HttpRequest) -> str:
    """ "http://192.168.1.20:8000": the address that HOMEROOM_ADDRESS names, else the one that was asked; no slash at the end."""
    named: str = settings.HOMEROOM_ADDRESS
    return named or f"{request.scheme}://{request.get_host()}"


def is_only_here(address: str) -> bool:
    """Whether an address means the device it is typed into, whichever that is: no other device comes here by it."""
    name = (urlsplit(address).hostname or "").rstrip(".")
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        number = ipaddress.ip_address(name)
    except ValueError:
        return False
    return number.is_loopback or number.is_unspecified
