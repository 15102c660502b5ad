"""Where devices in a building find this machine."""

import contextlib
import io
import socket
from urllib.parse import urlsplit

import segno
from django.conf import settings

from homeroom.kit.hosts import is_this_machine


def own_addresses() -> list[str]:
    """This machine's addresses in its networks, the one of the way out first. Asks the system only: no packet is sent."""
    found: list[str] = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, contextlib.suppress(OSError):
        probe.connect(("192.168.255.254", 9))
        found.append(probe.getsockname()[0])
    with contextlib.suppress(OSError):
        found += [str(entry[4][0]) for entry in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET, socket.SOCK_STREAM)]
    return [address for at, address in enumerate(found) if not address.startswith("127.") and address not in found[:at]]


def base(port: int, *, lan: bool) -> str:
    """Where people reach the service: what HOMEROOM_ADDRESS says, the name behind the proxy, the building's address, or this machine."""
    if settings.HOMEROOM_ADDRESS:
        return str(settings.HOMEROOM_ADDRESS)
    if settings.HOMEROOM_HTTPS:
        named = [name for host in settings.ALLOWED_HOSTS if (name := host.lstrip("*.")) and not is_this_machine(name.strip("[]"))]
        if named:
            return f"https://{named[0]}"
    address = (own_addresses() or ["127.0.0.1"])[0] if lan else "localhost"
    return f"http://{address}" + ("" if port == 80 else f":{port}")


def for_the_building(address: str) -> list[str]:
    """Address and QR code for the wall, and what plain HTTP means."""
    drawn = io.StringIO()
    segno.make(f"{address}/", error="m", micro=False).terminal(out=drawn, compact=True, border=2)
    others = [f"(or {other})" for other in own_addresses() if other != urlsplit(address).hostname]
    return [
        drawn.getvalue().rstrip("\n"),
        f"Homeroom is ready for every device in the building: {address} {' '.join(others)}".rstrip(),
        "This is plain HTTP: fine inside a building, not on the internet (docs/self-hosting.md says how to have HTTPS).",
    ]
