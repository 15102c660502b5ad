"""Where devices in a building find this machine."""

import contextlib
import io
import socket

import segno


def own_addresses() -> list[str]:
    """This machine's addresses in its networks, the one of the way out first. Asks the system only: no packet is sent."""
    found: list[str] = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, contextlib.suppress(OSError):
        probe.connect(("192.168.255.254", 9))
        found.append(probe.getsockname()[0])
    with contextlib.suppress(OSError):
        found += [str(entry[4][0]) for entry in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET, socket.SOCK_STREAM)]
    return [address for at, address in enumerate(found) if not address.startswith("127.") and address not in found[:at]]


def for_the_building(port: int) -> list[str]:
    """Address and QR code for the wall, and what plain HTTP means."""
    addresses = own_addresses() or ["127.0.0.1"]
    suffix = "" if port == 80 else f":{port}"
    drawn = io.StringIO()
    segno.make(f"http://{addresses[0]}{suffix}/", error="m", micro=False).terminal(out=drawn, compact=True, border=2)
    others = [f"or http://{address}{suffix}" for address in addresses[1:]]
    return [
        drawn.getvalue().rstrip("\n"),
        f"Homeroom is ready for every device in the building: http://{addresses[0]}{suffix}",
        *others,
        "This is plain HTTP: fine inside a building, not on the internet (docs/self-hosting.md says how to have HTTPS).",
    ]
