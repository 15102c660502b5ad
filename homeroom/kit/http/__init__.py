"""Between network and rooms: who may open an address, who is asking, headers, JSON, pages that are the same for everybody."""

from homeroom.kit.http.guards import Viewer, now_of, open_to, viewer_of
from homeroom.kit.http.json import json_answer, read_json
from homeroom.kit.http.same import same_for_everybody

__all__ = ["Viewer", "json_answer", "now_of", "open_to", "read_json", "same_for_everybody", "viewer_of"]
