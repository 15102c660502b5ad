"""A printed document with our look: text in any script, our drawings, QR codes, tags for screen readers.

Measures are millimetres from the top and from the side where reading starts, so that a right-to-left document is the mirror
of a left-to-right one; sizes of type are points. The same words give the same bytes (unless another `made_at` is given).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Literal

from fpdf.prefs import ViewerPreferences

from homeroom.kit.pdf.faces import Face, Weight
from homeroom.kit.pdf.pictures import Drawing, colour_orders, number
from homeroom.kit.pdf.setting import Line, Piece, Setter, is_right_to_left
from homeroom.kit.pdf.sheet import Sheet
from homeroom.kit.tokens_gen import COLOUR

PageSize = Literal["A4", "Letter"]
Align = Literal["start", "middle", "end"]
Tag = Literal["H1", "H2", "P", "TH", "TD", "LI"]

SIZES: dict[PageSize, tuple[float, float]] = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
POINTS = 72 / 25.4
#: Documents say when they were made only if they are told; a PDF must say something.
NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)


class Document:
    """`language` is that of the words ("en", "ar"); it decides the side where reading starts."""

    def __init__(self, *, language: str, title: str, size: PageSize = "A4", made_at: datetime | None = None, compress: bool = True) -> None:
        self.language, self.title, self.size = language, title, size
        self.width, self.height = SIZES[size]
        self.right_to_left = is_right_to_left(language)
        self._setter = Setter(language)
        self._sheet = Sheet(*SIZES[size])
        self._sheet.set_compression(compress)
        self._sheet.set_title(title)
        self._sheet.set_lang(language)
        self._sheet.set_creator("Homeroom")
        self._sheet.set_creation_date(made_at or NO_DATE)
        self._sheet.viewer_preferences = ViewerPreferences(display_doc_title=True)

    @property
    def pages(self) -> int:
        """How many pages there are so far."""
        return self._sheet.pages_count

    def add_page(self) -> None:
        """Begins the next page."""
        self._sheet.add_page()

    def as_bytes(self) -> bytes:
        """The finished file. Nothing can be added after it."""
        return bytes(self._sheet.output())

    # Words

    def lines(self, words: str, width: float, size: float, weight: Weight = "text", *, mixed: bool = False) -> list[Line]:
        """`words` set in lines at most `width` mm wide. `mixed`: the words choose their own direction (a name)."""
        direction = None if mixed else self.right_to_left
        return self._setter.lines(words, width * POINTS / size, weight, right_to_left=direction)

    def text(
        self,
        words: str,
        x: float,
        y: float,
        width: float,
        *,
        size: float = 10.5,
        weight: Weight = "text",
        colour: str = "ink",
        align: Align = "start",
        leading: float = 1.38,
        mixed: bool = False,
        tag: Tag = "P",
    ) -> float:
        """Draws words in a column; answers its height in mm."""
        return self._draw(self.lines(words, width, size, weight, mixed=mixed), x, y, width, size, colour, align, leading, tag)

    def fitted(
        self,
        words: str,
        x: float,
        y: float,
        width: float,
        *,
        sizes: tuple[float, ...],
        most_lines: int = 1,
        weight: Weight = "text",
        colour: str = "ink",
        align: Align = "start",
        leading: float = 1.2,
        tag: Tag = "P",
    ) -> float:
        """Draws words of unknown length (a name) at the first of `sizes` at which they take `most_lines` undivided, else cut with "…"."""
        for size in sizes:
            if self.fits(words, width, size, weight, most_lines) or size == sizes[-1]:
                lines = self.lines(words, width, size, weight, mixed=True)
                if len(lines) > most_lines:
                    lines = self._cut(words, width, size, most_lines, weight)
                return self._draw(lines, x, y, width, size, colour, align, leading, tag)
        raise ValueError("no sizes to try")

    def fits(self, words: str, width: float, size: float, weight: Weight = "text", most_lines: int = 1) -> bool:
        """Whether words of any direction take `most_lines` at `size` without a word being divided."""
        if self._setter.widest_word(words, weight) * size > width * POINTS + 1e-6:
            return False
        return len(self.lines(words, width, size, weight, mixed=True)) <= most_lines

    def height_of(self, words: str, width: float, size: float, weight: Weight = "text", leading: float = 1.38) -> float:
        """What `text` would answer, without drawing."""
        return len(self.lines(words, width, size, weight)) * size * leading / POINTS

    def _cut(self, words: str, width: float, size: float, most_lines: int, weight: Weight) -> list[Line]:
        shortest, longest = 1, len(words)
        while shortest < longest:
            middle = (shortest + longest + 1) // 2
            if len(self.lines(words[:middle].rstrip() + "…", width, size, weight, mixed=True)) <= most_lines:
                shortest = middle
            else:
                longest = middle - 1
        return self.lines(words[:shortest].rstrip() + "…", width, size, weight, mixed=True)

    def _draw(
        self,
        lines: list[Line],
        x: float,
        y: float,
        width: float,
        size: float,
        colour: str,
        align: Align,
        leading: float,
        tag: Tag,
    ) -> float:
        step = size * leading / POINTS
        with self.tagged(tag):
            for at, line in enumerate(lines):
                room = width - line.width * size / POINTS
                shift = {"start": 0.0, "middle": room / 2, "end": room}[align]
                left = self._left(x + shift, width - room)
                # Capitals are about 0.68 em high: their middle is the middle of the line.
                self._line(line, left, y + at * step + step / 2 + 0.34 * size / POINTS, size, colour)
        return len(lines) * step

    def _line(self, line: Line, left: float, baseline: float, size: float, colour: str) -> None:
        """Draws a line from its left end, whatever its direction."""
        if not line.pieces:
            return
        x, y = left * POINTS, (self.height - baseline) * POINTS
        spoken = line.text.encode("utf-16-be", "replace").hex().upper()
        orders, boxes = [f"/Span <</ActualText <FEFF{spoken}>>> BDC", f"BT {colour_orders(_colour(colour))} rg"], []
        for piece in line.pieces:
            if piece.face is None:
                boxes.append((piece.text, x))
            else:
                orders.append(self._piece(piece.face, piece, x, y, size))
            x += piece.width * size
        self._sheet.orders("\n".join([*orders, "ET"]))
        for character, at in boxes:
            self._box(character, at, y, size, colour)
        self._sheet.orders("EMC")

    def _piece(self, face: Face, piece: Piece, x: float, y: float, size: float) -> str:
        font = self._sheet.font_of(face)
        orders = [f"/F{font.i} {number(size)} Tf 1 0 0 1 {number(x)} {number(y)} Tm"]
        row: list[str] = []
        codes, raised = "", 0.0
        for glyph in piece.glyphs:
            name = font.ttfont.getGlyphName(glyph.number)
            natural = round(font.scale * font.ttfont["hmtx"].metrics[name][0])
            known = font.subset.get_glyph(
                glyph=glyph.number, unicode=tuple(map(ord, glyph.stands_for)), glyph_name=name, glyph_width=natural
            )
            code = font.subset.pick_glyph(known)
            if code is None:
                continue
            before, after = -glyph.right * 1000, natural + glyph.right * 1000 - glyph.advance * 1000
            if glyph.up != raised:
                row.append(f"<{codes}>")
                orders += [f"[{' '.join(row)}] TJ", f"{number(glyph.up * size)} Ts"]
                row, codes, raised = [], "", glyph.up
            if abs(before) >= 0.5:
                row += [f"<{codes}>", number(before)]
                codes = ""
            codes += f"{code:04X}"
            if abs(after) >= 0.5:
                row += [f"<{codes}>", number(after)]
                codes = ""
        orders.append(f"[{' '.join([*row, f'<{codes}>'])}] TJ")
        if raised:
            orders.append("0 Ts")
        return "\n".join(part for part in orders if part != "[<>] TJ")

    def _box(self, character: str, x: float, y: float, size: float, colour: str) -> None:
        """A character that no font has: a box with its number, so that whoever prints it can find out what it was."""
        digits = f"{ord(character):04X}"
        half = (len(digits) + 1) // 2
        ink = colour_orders(_colour(colour))
        left, bottom, wide, high = x + 0.06 * size, y - 0.12 * size, 0.83 * size, 0.92 * size
        corner = f"{number(left)} {number(bottom)} {number(wide)} {number(high)}"
        self._sheet.orders(f"q {ink} RG {number(max(0.4, size * 0.05))} w {corner} re S Q")
        for row, part in enumerate((digits[:half], digits[half:])):
            small = size * (0.38 if half == 2 else 0.3)
            for line in self._setter.lines(part, 99, "strong", right_to_left=False):
                at = left + (wide - line.width * small) / 2
                up = bottom + high * (0.56 if row == 0 else 0.13)
                self._sheet.orders(f"BT {ink} rg")
                for piece in line.pieces:
                    if piece.face is not None:
                        self._sheet.orders(self._piece(piece.face, piece, at, up, small))
                    at += piece.width * small
                self._sheet.orders("ET")

    # Shapes and drawings

    def _left(self, x: float, width: float) -> float:
        return self.width - x - width if self.right_to_left else x

    def rectangle(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str | None = None,
        line: str | None = None,
        thick: float = 0.25,
        round_by: float = 0.0,
    ) -> None:
        """A rectangle with colours by token name, corners rounded by `round_by` mm, its edge `thick` mm."""
        left, bottom = self._left(x, width) * POINTS, (self.height - y - height) * POINTS
        w, h, r = width * POINTS, height * POINTS, min(round_by, width / 2, height / 2) * POINTS
        orders = ["q"]
        if fill:
            orders.append(f"{colour_orders(_colour(fill))} rg")
        if line:
            orders.append(f"{colour_orders(_colour(line))} RG {number(thick * POINTS)} w")
        orders += [_rounded(left, bottom, w, h, r), {(1, 1): "B", (1, 0): "f", (0, 1): "S", (0, 0): "n"}[bool(fill), bool(line)], "Q"]
        with self.decoration():
            self._sheet.orders("\n".join(orders))

    def rule(
        self,
        x: float,
        y: float,
        to_x: float,
        to_y: float,
        *,
        colour: str = "line",
        thick: float = 0.25,
        dashes: tuple[float, float] | None = None,
    ) -> None:
        """A straight line; `dashes` are (drawn, left out) in mm."""
        begin, end = self._left(x, 0) * POINTS, self._left(to_x, 0) * POINTS
        top, bottom = (self.height - y) * POINTS, (self.height - to_y) * POINTS
        pattern = f"[{number(dashes[0] * POINTS)} {number(dashes[1] * POINTS)}] 0 d " if dashes else ""
        with self.decoration():
            self._sheet.orders(
                f"q {colour_orders(_colour(colour))} RG 0 J {number(thick * POINTS)} w {pattern}"
                f"{number(begin)} {number(top)} m {number(end)} {number(bottom)} l S Q"
            )

    def drawing(self, drawing: Drawing, x: float, y: float, width: float, *, words: str = "") -> None:
        """A drawing `width` mm wide, never mirrored. `words` say what it shows; without, it is decoration."""
        scale = width / drawing.width * POINTS
        left, top = self._left(x, width) * POINTS, (self.height - y) * POINTS
        orders = f"q {number(scale)} 0 0 {number(-scale)} {number(left)} {number(top)} cm {self._sheet.form_of(drawing)} Do Q"
        with self.tagged("Figure", words) if words else self.decoration():
            self._sheet.orders(orders)

    def inline(self, drawing: Drawing, x: float, y: float, width: float, *, colour: str, words: str) -> None:
        """A drawing used once (a QR code), in one colour, written where it stands."""
        scale = width / drawing.width * POINTS
        left, top = self._left(x, width) * POINTS, (self.height - y) * POINTS
        ink = colour_orders(_colour(colour))
        with self.tagged("Figure", words):
            self._sheet.orders(f"q {number(scale)} 0 0 {number(-scale)} {number(left)} {number(top)} cm {ink} rg\n{drawing.orders}\nQ")

    @contextmanager
    def tagged(self, tag: str, alternative: str | None = None) -> Iterator[None]:
        """What is drawn inside is one element for a screen reader."""
        self._sheet.orders(f"/{tag} <</MCID {self._sheet.mark(tag, alternative)}>> BDC")
        yield
        self._sheet.orders("EMC")

    @contextmanager
    def decoration(self) -> Iterator[None]:
        """What is drawn inside says nothing."""
        self._sheet.orders("/Artifact BMC")
        yield
        self._sheet.orders("EMC")


def _colour(name: str) -> str:
    return COLOUR[name][:7]


def _rounded(left: float, bottom: float, width: float, height: float, radius: float) -> str:
    if radius <= 0:
        return f"{number(left)} {number(bottom)} {number(width)} {number(height)} re"
    right, top, pull = left + width, bottom + height, radius * 0.4477
    corners = (
        ("m", ((left + radius, bottom),)),
        ("l", ((right - radius, bottom),)),
        ("c", ((right - pull, bottom), (right, bottom + pull), (right, bottom + radius))),
        ("l", ((right, top - radius),)),
        ("c", ((right, top - pull), (right - pull, top), (right - radius, top))),
        ("l", ((left + radius, top),)),
        ("c", ((left + pull, top), (left, top - pull), (left, top - radius))),
        ("l", ((left, bottom + radius),)),
        ("c", ((left, bottom + pull), (left + pull, bottom), (left + radius, bottom))),
    )
    drawn = (" ".join([*(f"{number(x)} {number(y)}" for x, y in points), operator]) for operator, points in corners)
    return " ".join([*drawn, "h"])
