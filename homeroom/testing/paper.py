"""Reads a PDF that we made without compression: where its words stand, said and drawn, and which drawings."""

import re
import zlib
from dataclasses import dataclass

_OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\n(.*)\nendstream", re.DOTALL)
_ORDER = re.compile(
    r"/Span <</ActualText <FEFF(?P<said>[0-9A-F]*)>>> BDC|/F(?P<font>\d+) (?P<size>[\d.]+) Tf 1 0 0 1 (?P<x>[-\d.]+) (?P<y>[-\d.]+) Tm"
    r"|\[(?P<row>[^\]]*)\] TJ|q (?P<scale>[-\d.]+) 0 0 [-\d.]+ (?P<left>[-\d.]+) (?P<top>[-\d.]+) cm /I(?P<form>\d+) Do"
)


@dataclass(slots=True)
class Line:
    """A line of words: as it is said, as its signs are drawn from left to right, and where it begins (points, from the bottom left)."""

    said: str
    drawn: str = ""
    x: float = -1.0
    y: float = -1.0
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A drawing: its orders, and where its top left corner is."""

    orders: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on one page, and the raw orders that put it there."""

    width: float
    height: float
    lines: list[Line]
    drawings: list[Placed]
    orders: str


def pages_of(pdf: bytes) -> list[Page]:
    """The pages of a file of `Document(compress=False)`, in order."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    catalogue = next(body for body in objects.values() if b"/Type /Pages" in body)
    numbers = re.findall(rb"(\d+) 0 R", re.search(rb"/Kids \[(.*?)\]", catalogue, re.DOTALL)[1])  # type: ignore[index]
    default = _numbers(catalogue, b"/MediaBox")
    return [_page(objects, objects[int(number)], default) for number in numbers]


def _numbers(body: bytes, key: bytes) -> list[float]:
    found = re.search(re.escape(key) + rb" \[([\d. ]+)\]", body)
    return [float(part) for part in found[1].split()] if found else []


def _stream(body: bytes) -> bytes:
    found = _STREAM.search(body)
    content = found[1] if found else b""
    return zlib.decompress(content) if b"/FlateDecode" in body else content


def _named(objects: dict[int, bytes], page: bytes, kind: bytes) -> dict[int, bytes]:
    """Resources of a page by number: /F1, /I1."""
    at = re.search(rb"/Resources (\d+) 0 R", page)
    resources = objects[int(at[1])] if at else page
    listed = re.search(kind + rb" <<(.*?)>>", resources, re.DOTALL)
    return {int(number): objects[int(ref)] for number, ref in re.findall(rb"/[A-Z](\d+) (\d+) 0 R", listed[1])} if listed else {}


def _meanings(objects: dict[int, bytes], font: bytes) -> dict[str, str]:
    table = objects[int(re.search(rb"/ToUnicode (\d+) 0 R", font)[1])]  # type: ignore[index]
    pairs = re.findall(r"<([0-9A-F]{4})> <([0-9A-F]*)>\n", _stream(table).decode("ascii"))
    return {code: bytes.fromhex(meant).decode("utf-16-be") for code, meant in pairs}


def _page(objects: dict[int, bytes], page: bytes, default: list[float]) -> Page:
    box = _numbers(page, b"/MediaBox") or default
    orders = _stream(objects[int(re.search(rb"/Contents (\d+) 0 R", page)[1])]).decode("latin-1")  # type: ignore[index]
    fonts = {number: _meanings(objects, font) for number, font in _named(objects, page, b"/Font").items()}
    forms = {number: _stream(form).decode("ascii") for number, form in _named(objects, page, b"/XObject").items()}
    lines: list[Line] = []
    drawings: list[Placed] = []
    meanings: dict[str, str] = {}
    for order in _ORDER.finditer(orders):
        if order["said"] is not None:
            lines.append(Line(bytes.fromhex(order["said"]).decode("utf-16-be")))
        elif order["font"]:
            meanings = fonts[int(order["font"])]
            if lines[-1].size == 0:
                lines[-1].x, lines[-1].y, lines[-1].size = float(order["x"]), float(order["y"]), float(order["size"])
        elif order["row"] is not None:
            for codes in re.findall(r"<([0-9A-F]*)>", order["row"]):
                lines[-1].drawn += "".join(meanings.get(codes[at : at + 4], "?") for at in range(0, len(codes), 4))
        else:
            drawings.append(Placed(forms[int(order["form"])], float(order["left"]), float(order["top"])))
    return Page(box[2], box[3], lines, drawings, orders)
