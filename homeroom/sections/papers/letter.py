"""The letter to families on paper (PAR-07): facts in, the bytes of a PDF out. Reads no table; its sentences are in PO.

What is kept is printed from the rows that the caller hands in; they come from the privacy declarations, not from here.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.utils.translation import gettext, override, pgettext

from homeroom.kit.pdf.document import Document, PageSize
from homeroom.kit.pdf.pictures import logo
from homeroom.kit.pdf.words import isolated

SIDE = 19.0
TOP = 13.0
FOOT = 15.0
#: Type sizes that are tried so that the letter keeps to one page: words, small words.
SIZES = ((10.0, 9.0), (9.5, 8.6), (9.0, 8.2), (8.6, 7.9))

WayIn = Literal["pictures", "words", "password"]


@dataclass(frozen=True, slots=True)
class Kept:
    """One row of what is kept about a child, already in the families' language."""

    what: str
    why: str
    seen_by: str
    how_long: str


@dataclass(frozen=True, slots=True)
class Tools:
    """What the class works with, by name, and whether a child can put anything but blocks into a program there."""

    names: tuple[str, ...]
    only_blocks: bool


@dataclass(frozen=True, slots=True)
class FamilyLetter:
    """Facts of one section's letter. `run_by` is who runs this Homeroom (school, district); addresses are as people type them."""

    school: str
    section: str
    teacher: str
    privacy_contact: str
    run_by: str
    site: str
    card_page: str
    privacy_page: str
    way_in: WayIn
    kept: tuple[Kept, ...]
    tools: Tools
    language: str
    size: PageSize = "A4"
    with_slip: bool = False
    made_at: datetime | None = None


def family_letter(letter: FamilyLetter, *, compress: bool = True) -> bytes:
    """The PDF of `letter`: one page where it fits at a size that is easily read, else as many as it takes."""
    with override(letter.language):
        drafts = (_Draft(letter, words, small, compress) for words, small in SIZES)
        written = None
        for draft in drafts:
            draft.write()
            if draft.document.pages == 1:
                return draft.document.as_bytes()
            written = written or draft
        if written is None:
            raise ValueError("no sizes to try")
        # More than one page in any case: then at the size that reads best.
        return written.document.as_bytes()


class _Draft:
    """One try at a size; `y` is how far the page is written, in mm."""

    def __init__(self, letter: FamilyLetter, words: float, small: float, compress: bool) -> None:
        self.letter, self.words, self.small = letter, words, small
        title = gettext("A letter to families: %(section)s") % {"section": letter.section}
        self.document = Document(language=letter.language, title=title, size=letter.size, made_at=letter.made_at, compress=compress)
        self.column = self.document.width - 2 * SIDE
        self.y = TOP
        self.document.add_page()

    def write(self) -> None:
        facts = {
            "section": isolated(self.letter.section),
            "school": isolated(self.letter.school),
            "teacher": isolated(self.letter.teacher),
            "run_by": isolated(self.letter.run_by),
            "site": isolated(self.letter.site),
            "contact": isolated(self.letter.privacy_contact),
            "privacy_page": isolated(self.letter.privacy_page),
            "card_page": isolated(self.letter.card_page),
        }
        self._head()
        self._paragraph(gettext("Dear families,"))
        self._paragraph(
            gettext(
                "In %(section)s your child learns computer science with Homeroom: solving puzzles, drawing, "
                "and writing programs of their own. Anybody can learn this; no one needs to know anything beforehand. "
                "This Homeroom is run by %(run_by)s. This letter tells you what it keeps about your child, and what you can decide."
            )
            % facts
        )
        if self.letter.tools.names:
            self._paragraph(self._tools())
        self._heading(gettext("What is kept, and what for"))
        self._table()
        self._never(gettext("What we do not do"))
        self._said(
            gettext("What you can decide"),
            gettext(
                "You can see what is kept about your child, get a copy of it, have mistakes corrected, or have it deleted. "
                "Ask the teacher or the privacy contact; you need not give a reason, and it costs nothing. "
                "What is deleted disappears at once. For 28 days it can be brought back, in case it was a mistake; then it is erased, "
                "and within 30 more days from the backups too."
            ),
        )
        self._said(gettext("Signing in at home"), _at_home(self.letter.way_in) % facts)
        self._said(
            gettext("Whom to ask"),
            gettext(
                "Your child's teacher: %(teacher)s. Privacy contact: %(contact)s. Everything that Homeroom keeps, in full: %(privacy_page)s"
            )
            % facts,
        )
        self._paragraph(gettext("Thank you for reading."))
        self._paragraph("\n".join(part for part in (self.letter.teacher, self.letter.school) if part), mixed=True)
        if self.letter.with_slip:
            self._slip()

    def _tools(self) -> str:
        tools = self.letter.tools
        names = gettext("The class works with: %(tools)s.") % {"tools": pgettext("between the items of a list", ", ").join(tools.names)}
        return " ".join(
            (
                names,
                gettext("Programs are put together from blocks there: nothing about your child can be typed or uploaded into them.")
                if tools.only_blocks
                else gettext("Words, pictures and sounds that your child puts into a program are kept with it."),
            )
        )

    def _room(self, height: float) -> None:
        """Goes to the next page where `height` mm no longer fit."""
        if self.y + height > self.document.height - FOOT:
            self.document.add_page()
            self.y = TOP + 4

    def _head(self) -> None:
        document = self.document
        document.drawing(logo(), SIDE, self.y, 13)
        x, width = SIDE + 17, self.column - 17
        title = gettext("Homeroom in our class")
        self.y += document.text(title, x, self.y - 0.6, width, size=21, weight="display", colour="pen", leading=1.12, tag="H1")
        where = " · ".join(isolated(part) for part in (self.letter.section, self.letter.school) if part)
        self.y += document.fitted(where, x, self.y, width, sizes=(10.5, 9, 8), colour="soft")
        self.y = max(self.y, TOP + 13) + 2.6
        document.rule(SIDE, self.y, SIDE + self.column, self.y, colour="marker", thick=1.1)
        self.y += 3.6

    def _paragraph(self, words: str, *, mixed: bool = False) -> None:
        self._room(self.document.height_of(words, self.column, self.words))
        self.y += self.document.text(words, SIDE, self.y, self.column, size=self.words, mixed=mixed) + 1.5

    def _heading(self, words: str) -> None:
        self._room(16)
        self.y += 1.2
        size = self.words + 2.5
        self.y += (
            self.document.text(words, SIDE, self.y, self.column, size=size, weight="strong", colour="pen", leading=1.25, tag="H2") + 0.7
        )

    def _said(self, heading: str, words: str) -> None:
        """A heading with its paragraph: on one page."""
        self._room(10 + self.document.height_of(words, self.column, self.words))
        self._heading(heading)
        self._paragraph(words)

    def _table(self) -> None:
        shares = (0.5, 0.27, 0.23)
        titles = (gettext("What, and what for"), gettext("Who can see it"), gettext("How long"))
        self._row(tuple((title,) for title in titles), shares, head=True)
        for row in self.letter.kept:
            self._row(((row.what, row.why), (row.seen_by,), (row.how_long,)), shares)
        self.y += 1.8

    def _row(self, cells: tuple[tuple[str, ...], ...], shares: tuple[float, ...], *, head: bool = False) -> None:
        document, pad, size = self.document, 1.6, self.small
        leading = 1.27
        widths = [share * self.column - 2 * pad for share in shares]

        def weight(cell: int, part: int) -> Literal["text", "strong"]:
            return "strong" if head or (cell == 0 and part == 0) else "text"

        heights = [
            sum(document.height_of(words, width, size, weight(at, part), leading) for part, words in enumerate(cell))
            for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        high = max(heights) + 1.7
        self._room(high)
        if head:
            document.rectangle(SIDE, self.y, self.column, high, fill="pen-wash", round_by=1)
        x = SIDE
        for at, (cell, width) in enumerate(zip(cells, widths, strict=True)):
            down = self.y + 0.85
            for part, words in enumerate(cell):
                tag: Literal["TH", "P"] = "TH" if head else "P"
                down += document.text(words, x + pad, down, width, size=size, weight=weight(at, part), leading=leading, tag=tag)
            x += width + 2 * pad
        self.y += high
        if not head:
            document.rule(SIDE, self.y, SIDE + self.column, self.y, colour="line", thick=0.25)

    def _never(self, heading: str) -> None:
        """The promises that families look for first, on the marker's yellow."""
        lines = (
            gettext("No email address, phone number or photo of your child is kept."),
            gettext("No advertising, and no selling or lending of data to anyone."),
            gettext("No other company is told what your child does: the pages fetch nothing from elsewhere."),
            gettext("No ranking of children against each other."),
        )
        document, pad, mark = self.document, 2.6, 5.0
        width = self.column - 2 * pad - mark
        high = sum(document.height_of(line, width, self.words, leading=1.3) for line in lines) + 3.2
        self._room(10 + high)
        self._heading(heading)
        document.rectangle(SIDE, self.y, self.column, high, fill="marker-wash", round_by=2)
        down = self.y + 1.6
        for line in lines:
            document.rectangle(SIDE + pad + 0.6, down + self.words * 0.65 / 2 * 0.353 + 0.55, 1.7, 1.7, fill="pen", round_by=0.85)
            down += document.text(line, SIDE + pad + mark, down, width, size=self.words, leading=1.3, tag="LI")
        self.y += high + 1.6

    def _slip(self) -> None:
        document = self.document
        fields = (gettext("Child's name"), gettext("Name of parent or guardian"), gettext("Date and signature"))
        words = gettext("Please cut here and give this part to the teacher. We have read the letter about Homeroom.")
        high = document.height_of(words, self.column, self.words) + 19
        self._room(high)
        self.y = max(self.y + 1, document.height - FOOT + 4 - high)
        document.rule(0, self.y, document.width, self.y, colour="edge", thick=0.2, dashes=(1.6, 1.4))
        self.y += 3
        self.y += document.text(words, SIDE, self.y, self.column, size=self.words) + 9
        gap = 5.0
        width = (self.column - 2 * gap) / 3
        for at, field in enumerate(fields):
            x = SIDE + at * (width + gap)
            document.rule(x, self.y, x + width, self.y, colour="ink", thick=0.25)
            document.fitted(field, x, self.y + 0.6, width, sizes=(8, 7, 6), colour="soft")


def _at_home(way_in: WayIn) -> str:
    card = gettext(
        "Your child has a sign-in card. At home, scan its square with a phone or tablet, or open %(card_page)s "
        "and type the letters on the card. Keep the card like a house key. "
        "If it is lost, tell the teacher: a new one takes a minute, and the old one stops working."
    )
    if way_in == "pictures":
        return card + " " + gettext("The secret pictures work at school only.")
    if way_in == "words":
        return card + " " + gettext("With the code that the teacher gives you, the secret words work at home too: %(site)s")
    return gettext(
        "At home your child opens %(site)s and signs in as at school, with the username and the password that only your child knows. "
        "If it is forgotten, the teacher gives a new one-time password; nobody can read the old one."
    )
