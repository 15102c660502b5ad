"""Between network and rooms: who may open an address, who is asking, headers, JSON, pages that are the same for everybody."""

from homeroom.kit.http.address import address_of_service, is_only_here
from homeroom.kit.http.cookies import drop_cookies, set_cookies
from homeroom.kit.http.guards import NeedsProof, Viewer, insist_on_proof, now_of, open_to, viewer_of
from homeroom.kit.http.json import json_answer, read_json
from homeroom.kit.http.network import network_of
from homeroom.kit.http.same import same_for_everybody

__all__ = [
    "NeedsProof",
    "Viewer",
    "address_of_service",
    "drop_cookies",
    "insist_on_proof",
    "is_only_here",
    "json_answer",
    "network_of",
    "now_of",
    "open_to",
    "read_json",
    "same_for_everybody",
    "set_cookies",
    "viewer_of",
]
