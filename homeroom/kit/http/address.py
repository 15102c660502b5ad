"""How people reach this service: what papers, squares on the wall and links for others print."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from homeroom.kit.hosts import is_this_machine


def address_of_service(request: HttpRequest) -> str:
    """ "http://192.168.1.20:8000": the address that HOMEROOM_ADDRESS names, else the one that was asked; no slash at the end."""
    named: str = settings.HOMEROOM_ADDRESS
    return named or f"{request.scheme}://{request.get_host()}"


def is_only_here(address: str) -> bool:
    """Whether an address means the device it is typed into, whichever that is: no other device comes here by it."""
    return is_this_machine(urlsplit(address).hostname or "")
