"""What level pages and this room say to each other (labs/parts/host/PROTOCOL.md)."""

import msgspec

from homeroom.kit.http.json import Done, Wire


class SignOutIn(Wire):
    """The page's person: somebody who signed in since is not signed out."""

    person: str


ENDPOINTS: dict[str, tuple[type[msgspec.Struct], type[msgspec.Struct]]] = {"POST /sign-out": (SignOutIn, Done)}
