"""JSON in and out: msgspec structs with camelCase names, a largest size, and no caching."""

import time
from contextlib import suppress
from typing import Any, TypeVar

import msgspec
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from homeroom.kit.errors import Malformed, TooLarge

T = TypeVar("T")
_encoder = msgspec.json.Encoder()
#: Bytes, and seconds, of a body too large that are still taken in, so that whoever sends it reads the refusal.
REST, PATIENCE = 32 * 1024**2, 10.0


class Wire(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """A shape that comes in: unknown fields are refused."""


class WireOut(msgspec.Struct, rename="camel"):
    """A shape that goes out."""


class Nothing(Wire):
    """Nothing is asked beyond the address."""


class Done(WireOut):
    """Done, at this time of the server (milliseconds since 1970)."""

    now: int


def read_body(request: HttpRequest, most: int) -> bytes:
    """The body, at most `most` bytes; raises `TooLarge` before reading more than is announced."""
    try:
        announced = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError as problem:
        raise Malformed(_("That could not be read. Please try again.")) from problem
    if announced > most:
        raise TooLarge(_("That was too much at once."))
    data = request.read(most + 1)
    if len(data) > most:
        raise TooLarge(_("That was too much at once."))
    return data


def read_the_rest(request: HttpRequest) -> None:
    """Takes in what was sent beyond what anybody read, and throws it away, as far as REST bytes and PATIENCE seconds.

    A browser that still sends when the answer comes and the connection ends reads no answer: it would never learn that it was too much.
    """
    announced = request.META.get("CONTENT_LENGTH") or "0"
    if len(announced) < 6 or not isinstance(request, WSGIRequest):
        # Less than 100 kB is in the buffers of the connection, whoever reads it.
        return
    until, taken = time.monotonic() + PATIENCE, 0
    with suppress(OSError):
        while taken < REST and time.monotonic() < until and (some := request._stream.read(65_536)):
            taken += len(some)


def read_json(request: HttpRequest, shape: type[T], *, most: int = 65_536) -> T:
    """The body as `shape`; raises `Malformed` or `TooLarge`, both with a sentence for the reader."""
    try:
        return msgspec.json.decode(read_body(request, most), type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise Malformed(_("That could not be read. Please try again.")) from problem


def json_answer(value: Any, status: int = 200) -> HttpResponse:
    """`value` (struct, dict, list) as JSON that nobody keeps."""
    answer = HttpResponse(_encoder.encode(value), content_type="application/json", status=status)
    answer["Cache-Control"] = "no-store"
    return answer
