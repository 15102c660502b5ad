"""The control: the same service, but it acknowledges attempts before they are committed. The proof must find what it loses."""

import io
import json
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from homeroom.config.wsgi import application as careful

#: Seconds between the acknowledgement and the commit.
LATER = 0.25


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """WSGI: answers POST /attempts at once, and does it a little later."""
    if environ["PATH_INFO"] != "/attempts":
        answer: Iterable[bytes] = careful(environ, start_response)
        return answer
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    threading.Thread(target=_later, args=(dict(environ), body), daemon=True).start()
    kept = [one["id"] for one in json.loads(body)["attempts"]]
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps({"kept": kept, "refused": [], "states": {}, "now": int(time.time() * 1000)}).encode()]


def _later(environ: dict[str, Any], body: bytes) -> None:
    time.sleep(LATER)
    environ["wsgi.input"] = io.BytesIO(body)
    list(careful(environ, lambda *_: None))
