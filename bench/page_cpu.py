"""CPU of the visitor's puzzle page against an empty Django view, in one process, in turns; and the SQL that the page asks.

The floor is Django with one view that answers nothing and no middleware at all. Run in the school's settings: `python -m bench.page_cpu`.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeroom.config.settings_test")

import django

django.setup()

# Once Django is ready.
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import path

#: The floor's addresses.
urlpatterns = [path("empty/", lambda request: HttpResponse(b""))]
PAGE = "/en/learn/maze/1/"
ROUNDS, TURNS = 15, 400


def environ(address: str) -> dict[str, Any]:
    """A visitor's GET as a server hands it over."""
    return {
        "REQUEST_METHOD": "GET", "PATH_INFO": address, "SCRIPT_NAME": "", "QUERY_STRING": "",
        "SERVER_NAME": "localhost", "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "localhost", "HTTP_ACCEPT_ENCODING": "gzip, br", "HTTP_ACCEPT_LANGUAGE": "en",
        "wsgi.input": sys.stdin.buffer, "wsgi.url_scheme": "http", "wsgi.errors": sys.stderr,
    }  # fmt: skip


def cost(application: Callable[..., Any], address: str) -> float:
    """CPU seconds for TURNS requests."""
    began = time.process_time()
    for _ in range(TURNS):
        answer = application(environ(address), lambda *_: None)
        b"".join(answer)
        answer.close()
    return time.process_time() - began


def main() -> None:
    """Prints the two lines."""
    call_command("migrate", verbosity=0)
    ours: Any = WSGIHandler()
    b"".join(ours(environ(PAGE), lambda *_: None))
    with CaptureQueriesContext(connection) as asked:
        b"".join(ours(environ(PAGE), lambda *_: None))
    middleware, addresses = settings.MIDDLEWARE, settings.ROOT_URLCONF
    settings.MIDDLEWARE, settings.ROOT_URLCONF = [], "bench.page_cpu"
    empty = WSGIHandler()

    def floor() -> float:
        settings.MIDDLEWARE, settings.ROOT_URLCONF = [], "bench.page_cpu"
        return cost(empty, "/empty/")

    def page() -> float:
        settings.MIDDLEWARE, settings.ROOT_URLCONF = middleware, addresses
        return cost(ours, PAGE)

    pairs = [(page(), floor()) for _ in range(ROUNDS)]
    ratio = statistics.median(one / other for one, other in pairs)
    micro = [round(statistics.median(side) / TURNS * 1e6, 1) for side in zip(*pairs, strict=True)]
    print(
        json.dumps(
            {
                "name": "page-cpu",
                "ours": micro[0],
                "floor": micro[1],
                "ratio": round(ratio, 2),
                "budget": 1.5,
                "ok": ratio <= 1.5,
                "unit": "us of CPU",
            }
        )
    )
    print(json.dumps({"name": "page-sql", "ours": len(asked), "floor": None, "ratio": len(asked), "budget": 0, "ok": len(asked) == 0}))


if __name__ == "__main__":
    main()
