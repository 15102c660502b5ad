"""Names and numbers of machines."""

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
