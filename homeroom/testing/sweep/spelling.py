"""How a text can lie somewhere."""

from __future__ import annotations

import base64
import hashlib
import json
from urllib.parse import quote, quote_plus

#: Digests that somebody could take for a disguise.
DIGESTS = ("md5", "sha1", "sha256")


def encodings(canary: str) -> dict[str, bytes]:
    """As it is, small, URL-encoded, in base64 at each of the three places, in hex, as JSON writes it, as a common digest."""
    plain, found = canary.encode(), {"plain": canary.encode(), "small": canary.lower().encode()}
    found |= {"in an address": quote(canary, safe="").encode(), "in a form": quote_plus(canary).encode(), "in hex": plain.hex().encode()}
    found |= {"as JSON writes it": json.dumps(canary)[1:-1].encode(), "in UTF-16": canary.encode("utf-16-le")}
    for at in range(3):
        # Neighbours change the first and the last letters, not those between.
        whole = base64.b64encode(b"\x00" * at + plain)
        found[f"in base64 at {at}"] = whole[(0, 2, 3)[at] : len(whole) // 4 * 4 - 4]
    for name in DIGESTS:
        for form, text in (("", plain), (" small", canary.lower().encode())):
            digest = hashlib.new(name, text, usedforsecurity=False)
            found[f"{name}{form}"], found[f"{name}{form} in hex"] = digest.digest(), digest.hexdigest().encode()
    return {how: text for how, text in found.items() if len(text) > 3}


def found_in(content: bytes, canary: str) -> list[str]:
    """In which ways a canary lies in these bytes; letters may be of any size."""
    ways = [how for how, text in encodings(canary).items() if text in content]
    if not {"plain", "small"} & set(ways) and canary.lower().encode() in content.lower():
        ways.append("in letters of another size")
    return ways
