"""fpdf2 with the few doors that `document` needs: raw orders, faces from memory, drawings that the file holds once, tags."""

from io import BytesIO

from fpdf import FPDF
from fpdf.enums import PDFResourceType
from fpdf.fonts import TTFFont
from fpdf.syntax import Name, PDFArray, PDFContentStream

from homeroom.kit.pdf.faces import Face
from homeroom.kit.pdf.pictures import Drawing, number


class Sheet(FPDF):
    """One file in the making; measures in mm."""

    def __init__(self, width: float, height: float) -> None:
        super().__init__(unit="mm", format=(width, height))
        self.set_auto_page_break(False)
        self._faces: dict[str, TTFFont] = {}
        self._forms: dict[Drawing, int] = {}
        self._marked: dict[int, int] = {}

    def orders(self, orders: str) -> None:
        """Writes drawing orders to the page as they are."""
        self._out(orders)

    def font_of(self, face: Face) -> TTFFont:
        """The face as this document embeds it: only the signs that are used."""
        font = self._faces.get(face.key)
        if font is None:
            # fpdf2 wants a path, but reads any stream; `fonttools` closes nothing that it was given.
            font = TTFFont(self, BytesIO(face.data), face.key, "")  # type: ignore[arg-type]
            self._faces[face.key] = self.fonts[face.key] = font
        self._resource_catalog.add(PDFResourceType.FONT, font.i, self.page)
        return font

    def form_of(self, drawing: Drawing) -> str:
        """The name under which this page draws `drawing`, which the document holds once."""
        index = self._forms.get(drawing)
        catalog = self._resource_catalog
        if index is None:
            form = PDFContentStream(contents=drawing.orders.encode("ascii"), compress=True)
            form.type, form.subtype = Name("XObject"), Name("Form")  # type: ignore[attr-defined]
            form.b_box = PDFArray([0, 0, number(drawing.width), number(drawing.height)])  # type: ignore[attr-defined]
            index = catalog.next_xobject_index
            catalog.next_xobject_index += 1
            catalog.form_xobjects.append((index, form))
            self._forms[drawing] = index
        catalog.add(PDFResourceType.X_OBJECT, index, self.page)
        return f"/I{index}"

    def mark(self, tag: str, alternative: str | None = None) -> int:
        """Registers a tagged stretch of this page; answers its number on the page."""
        at = self._marked.get(self.page, 0)
        self._marked[self.page] = at + 1
        self._add_marked_content(struct_type=f"/{tag}", mcid=at, alt_text=alternative)
        return at
