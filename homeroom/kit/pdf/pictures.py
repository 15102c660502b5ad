"""Our drawings and QR codes as drawing orders of a PDF, made once each: pupils' pictures, animals, the logo."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from xml.etree.ElementTree import Element

import segno
from defusedxml import ElementTree
from fontTools.pens.basePen import BasePen
from fontTools.svgLib.path import parse_path
from fontTools.svgLib.path.shapes import PathBuilder

PICTURES = Path(__file__).resolve().parents[1] / "static" / "kit" / "pictures"
#: The colours of tiles, 1 to 8, as the pages' style sheets have them (a test compares).
TILE_COLOURS = ("#b0244a", "#a8530a", "#7a6400", "#1b7245", "#0f6688", "#2b47b0", "#763a96", "#4a4458")
_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_SHAPES = frozenset({"path", "circle", "ellipse", "rect"})
_GEOMETRY = frozenset({"d", "cx", "cy", "r", "rx", "ry", "x", "y", "width", "height"})
_PAINT = frozenset({"fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin"})


class NotDrawable(ValueError):
    """A drawing uses something that printed pages do not know, or there is no drawing of that name."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Orders in the drawing's own measures: y grows downwards, from (0, 0) to (width, height)."""

    orders: str
    width: float
    height: float


def number(value: float) -> str:
    """A number as PDF writes it: no exponent, no idle zeros."""
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"


def colour_orders(colour: str) -> str:
    """`#rrggbb` as three numbers from 0 to 1."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise NotDrawable(f"{colour!r} is not a colour like #2b47b0")
    return " ".join(number(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))


class _Pen(BasePen):  # type: ignore[misc]
    def __init__(self) -> None:
        super().__init__(None)
        self.orders: list[str] = []

    def _order(self, points: tuple[tuple[float, float], ...], operator: str) -> None:
        self.orders.append(" ".join([*(f"{number(x)} {number(y)}" for x, y in points), operator]))

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 (the pen protocol names it)
        self._order((pt,), "m")

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 (the pen protocol names it)
        self._order((pt,), "l")

    def _curveToOne(self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]) -> None:  # noqa: N802 (the pen protocol names it)
        self._order((pt1, pt2, pt3), "c")

    def _closePath(self) -> None:  # noqa: N802 (the pen protocol names it)
        self.orders.append("h")


@lru_cache(maxsize=8)
def _sheet(name: str) -> dict[str, Element]:
    root = ElementTree.parse(PICTURES / f"{name}.gen.svg").getroot()
    return {symbol.get("id", ""): symbol for symbol in root}


def secret_picture(name: str) -> Drawing:
    """One of the sixty pictures of picture passwords."""
    return _from_sheet("secret", name, "#000000")


def animal(name: str, colour: int) -> Drawing:
    """One of twelve animals in one of eight colours (1 to 8)."""
    if colour not in range(1, len(TILE_COLOURS) + 1):
        raise NotDrawable(f"there is no tile colour {colour}")
    return _from_sheet("tiles", name, TILE_COLOURS[colour - 1])


@lru_cache(maxsize=1)
def logo() -> Drawing:
    """Homeroom's sign."""
    root = ElementTree.parse(PICTURES / "logo.svg").getroot()
    return _drawing(root, "#000000")


@lru_cache(maxsize=256)
def _from_sheet(sheet: str, name: str, current: str) -> Drawing:
    symbol = _sheet(sheet).get(name)
    if symbol is None:
        raise NotDrawable(f"there is no drawing called {name!r} in {sheet}")
    return _drawing(symbol, current)


def _drawing(element: Element, current: str) -> Drawing:
    left, top, width, height = (float(part) for part in element.get("viewBox", "").split())
    if (left, top) != (0, 0):
        raise NotDrawable("a drawing begins at 0 0")
    inherited = {key: value for key, value in element.attrib.items() if key in _PAINT}
    return Drawing("\n".join(_shape(shape, inherited, current) for shape in element), width, height)


def _shape(element: Element, inherited: dict[str, str], current: str) -> str:
    tag = element.tag.split("}")[-1]
    strange = set(element.attrib) - _GEOMETRY - _PAINT
    if tag not in _SHAPES or strange:
        raise NotDrawable(f"<{tag}> with {sorted(strange)} cannot be printed")
    plain = Element(tag, element.attrib)
    builder = PathBuilder()
    builder.add_path_from_element(plain)
    pen = _Pen()
    parse_path(builder.paths[0], pen)
    paint = {"fill": "#000000", "stroke": "none", **inherited, **{k: v for k, v in element.attrib.items() if k in _PAINT}}
    fill, stroke = (current if paint[key] == "currentColor" else paint[key] for key in ("fill", "stroke"))
    orders = []
    if fill != "none":
        orders.append(f"{colour_orders(_long(fill))} rg")
    if stroke != "none":
        cap, join = _CAPS[paint.get("stroke-linecap", "butt")], _JOINS[paint.get("stroke-linejoin", "miter")]
        orders.append(f"{colour_orders(_long(stroke))} RG {number(float(paint.get('stroke-width', '1')))} w {cap} J {join} j")
    finish = {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}[fill != "none", stroke != "none"]
    return "\n".join([*orders, *pen.orders, finish])


def _long(colour: str) -> str:
    return "#" + "".join(2 * digit for digit in colour[1:]) if re.fullmatch("#[0-9a-fA-F]{3}", colour) else colour


def qr_code(address: str) -> Drawing:
    """A QR code (level M) of `address`, one unit a module, without its quiet zone: keep four modules white round it."""
    rows = [list(row) for row in segno.make(address, error="m", micro=False, boost_error=False).matrix]
    orders = []
    for y, row in enumerate(rows):
        start = None
        for x, dark in enumerate([*row, 0]):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                # A hair higher than a module, so that no renderer shows a seam between rows.
                orders.append(f"{start} {y} {x - start} {1.04 if y + 1 < len(rows) else 1} re")
                start = None
    return Drawing("\n".join([*orders, "f"]), len(rows), len(rows))
