"""Names and numbers of machines, and the networks that they are in."""

import ipaddress


def is_this_machine(host: str) -> bool:
    """Whether a name or number means the device it is used on, whichever that is."""
    name = host.rstrip(".")
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        number = ipaddress.ip_address(name)
    except ValueError:
        return False
    return number.is_loopback or number.is_unspecified


def network_around(address: str) -> str:
    """The first 24 bits of an IPv4 address, 48 of IPv6: it names no household. "" for what is no number (DAT-09)."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0].partition("/")[0])
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return str(ipaddress.ip_network((found, 24 if found.version == 4 else 48), strict=False))
