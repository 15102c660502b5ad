"""Pages that are the same bytes for everybody: rendered once per address, kept compressed in memory, answered before anything else runs."""

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import brotli
from django.http import HttpRequest, HttpResponse

CACHE = "public, max-age=0, s-maxage=300, must-revalidate"
#: Addresses kept at most; a page is about 12 kB in three forms.
MOST = 4_000


@dataclass(frozen=True)
class Kept:
    """One page in the forms it is sent in."""

    etag: str
    content_type: str
    plain: bytes
    br: bytes
    gz: bytes
    headers: tuple[tuple[str, str], ...]


_kept: OrderedDict[str, Kept] = OrderedDict()
_lock = threading.Lock()


def forget_pages() -> None:
    """Called when the curriculum or the build has changed."""
    with _lock:
        _kept.clear()


def find(request: HttpRequest) -> HttpResponse | None:
    """The kept answer for this request, or None. Only for GET and HEAD without a query."""
    if request.method not in ("GET", "HEAD") or request.META.get("QUERY_STRING"):
        return None
    page = _kept.get(request.path_info)
    return None if page is None else _send(request, page)


def _send(request: HttpRequest, page: Kept) -> HttpResponse:
    if request.META.get("HTTP_IF_NONE_MATCH") == page.etag:
        answer = HttpResponse(status=304)
    else:
        accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
        if "br" in accepted:
            answer = HttpResponse(page.br, content_type=page.content_type)
            answer["Content-Encoding"] = "br"
        elif "gzip" in accepted:
            answer = HttpResponse(page.gz, content_type=page.content_type)
            answer["Content-Encoding"] = "gzip"
        else:
            answer = HttpResponse(page.plain, content_type=page.content_type)
    answer["ETag"] = page.etag
    answer["Cache-Control"] = CACHE
    answer["Vary"] = "Accept-Encoding"
    for name, value in page.headers:
        answer[name] = value
    answer.kept = True  # type: ignore[attr-defined]
    return answer


def same_for_everybody(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For views open to VISITORS: no cookie, no query, no person may change what they answer. Only answers with 200 are kept."""

    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        if answer.status_code != 200 or request.META.get("QUERY_STRING"):
            return answer
        plain = answer.content
        page = Kept(
            etag=f'"{hashlib.sha256(plain).hexdigest()[:20]}"',
            content_type=answer["Content-Type"],
            plain=plain,
            br=brotli.compress(plain, quality=9),
            gz=gzip.compress(plain, 9, mtime=0),
            headers=tuple((name, value) for name, value in answer.items() if name == "Content-Language"),
        )
        with _lock:
            _kept[request.path_info] = page
            while len(_kept) > MOST:
                _kept.popitem(last=False)
        return _send(request, page)

    return kept
