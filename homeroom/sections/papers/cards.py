"""Sign-in cards on paper, eight a page, to be cut out: facts in, the bytes of a PDF out. Reads no table, draws no secret.

What a card shows is DAT-04's and ACC-05's secret: the caller made sure who may see it (own teachers), and stores no file.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext, override

from homeroom.kit.pdf.document import POINTS, Document, PageSize
from homeroom.kit.pdf.pictures import animal, qr_code, secret_picture
from homeroom.kit.pdf.words import isolated
from homeroom.kit.picture_words import ANIMALS_IN_WORDS, SECRET_PICTURES_IN_WORDS

COLUMNS, ROWS = 2, 4
#: What printers cannot reach, in mm.
EDGE = 8.0
#: White between a card's cut and its words.
INSIDE = 5.0
#: Side of the QR code.
SQUARE = 23.0
#: Letters that a card's code is made of, and how they are grouped to be read aloud and typed.
CODE_GROUP = 6


@dataclass(frozen=True, slots=True)
class Tile:
    """The animal that tells pupils of one name apart; colours count from 1 to 8."""

    animal: str
    colour: int


@dataclass(frozen=True, slots=True)
class Pictures:
    """Secret pictures in their order, by their names in `design/pictures/secret`."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Secret words in their order."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OneTimePassword:
    """A username, and a password that is good for one sign-in."""

    username: str
    password: str


Secret = Pictures | Words | OneTimePassword


@dataclass(frozen=True, slots=True)
class Card:
    """One pupil's card.

    `code` are the letters that open this pupil only, `address` the same key in a link's fragment; both or neither.
    Without them the card can hang on a wall, if the sheet hides secrets too.
    """

    name: str
    secret: Secret
    tile: Tile | None = None
    code: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class CardSheet:
    """Cards of one section.

    `site` is the address of the first page, `card_page` the short one that asks for a class code or a card's letters.
    """

    school: str
    section: str
    site: str
    card_page: str
    language: str
    cards: tuple[Card, ...]
    size: PageSize = "A4"
    show_secrets: bool = True
    made_at: datetime | None = None


def grouped(code: str) -> str:
    """A card's code as it is printed: in groups of six, in capitals, so that a child keeps her place."""
    return " ".join(code[at : at + CODE_GROUP] for at in range(0, len(code), CODE_GROUP)).upper()


def sign_in_cards(sheet: CardSheet, *, compress: bool = True) -> bytes:
    """The PDF of `sheet`: two by four cards a page with lines to cut along. `compress=False` keeps page orders readable."""
    with override(sheet.language):
        title = gettext("Sign-in cards: %(section)s") % {"section": sheet.section}
        document = Document(language=sheet.language, title=title, size=sheet.size, made_at=sheet.made_at, compress=compress)
        width = (document.width - 2 * EDGE) / COLUMNS
        height = (document.height - 2 * EDGE) / ROWS
        for at, card in enumerate(sheet.cards):
            place = at % (COLUMNS * ROWS)
            if place == 0:
                document.add_page()
                _cuts(document, width, height)
            _CardPlace(document, sheet, card, EDGE + place % COLUMNS * width, EDGE + place // COLUMNS * height, width, height).draw()
        if not sheet.cards:
            document.add_page()
            document.text(gettext("Nobody is in this class yet."), 20, 20, 160, size=14)
        return document.as_bytes()


def _cuts(document: Document, width: float, height: float) -> None:
    for column in range(COLUMNS + 1):
        x = EDGE + column * width
        document.rule(x, EDGE - 3, x, document.height - EDGE + 3, colour="edge", thick=0.2, dashes=(1.6, 1.4))
    for row in range(ROWS + 1):
        y = EDGE + row * height
        document.rule(EDGE - 3, y, document.width - EDGE + 3, y, colour="edge", thick=0.2, dashes=(1.6, 1.4))


@dataclass(frozen=True, slots=True)
class _CardPlace:
    document: Document
    sheet: CardSheet
    card: Card
    left: float
    top: float
    width: float
    height: float

    def draw(self) -> None:
        x, y = self.left + INSIDE, self.top + 4.2
        inner, beside = self.width - 2 * INSIDE, self.width - 2 * INSIDE
        bottom, square_ends = self.top + self.height - 4.2, y
        if self.card.code and self.card.address:
            bottom -= self._code(x, bottom, inner) + 1.4
            square_ends = self._square(self.card.address, x + inner - SQUARE, y + 0.4)
            beside -= SQUARE + 4.5
        where = " · ".join(isolated(part) for part in (self.sheet.section, self.sheet.school) if part)
        y += self.document.fitted(where, x, y, beside, sizes=(8, 7), colour="soft") + 1.2
        y = self._name(x, y, beside)
        first, second = _how_to_sign_in(self.card.secret, self.sheet)
        y += self.document.text(first, x, y, beside, size=self._size_for(first, beside, (8.5, 7.6, 6.8)), leading=1.26) + 0.5
        y += self.document.text(second, x, y, beside, size=8.5, leading=1.26) + 0.5
        self._secret(x, max(y + 0.9, square_ends + 1.2), inner, bottom)

    def _size_for(self, words: str, width: float, sizes: tuple[float, ...]) -> float:
        """The first size at which words with a long address take one line; the last if none does."""
        return next((size for size in sizes if len(self.document.lines(words, width, size)) == 1), sizes[-1])

    def _square(self, address: str, x: float, y: float) -> float:
        """The QR code and what it is for; answers where it ends."""
        words = gettext("or scan this")
        self.document.inline(qr_code(address), x, y, SQUARE, colour="ink", words=gettext("The square to scan with a camera"))
        return y + SQUARE + self.document.fitted(words, x, y + SQUARE + 0.6, SQUARE, sizes=(7.5, 6.5), colour="soft", align="middle")

    def _name(self, x: float, y: float, width: float) -> float:
        tile = self.card.tile
        high = 11.5
        if tile:
            self.document.rectangle(x, y, high, high, fill="sunken", round_by=2.4)
            words = str(ANIMALS_IN_WORDS[tile.animal])
            self.document.drawing(animal(tile.animal, tile.colour), x + 0.9, y + 0.9, high - 1.8, words=words)
            x, width = x + high + 3, width - high - 3
        # One line in the middle of the tile's height; two smaller ones fill it.
        for size in (17.0, 15.0, 13.0):
            if self.document.fits(self.card.name, width, size, "strong"):
                shift = (high - size * 1.2 / POINTS) / 2
                self.document.fitted(self.card.name, x, y + shift, width, sizes=(size,), weight="strong", tag="H2")
                break
        else:
            two = any(self.document.fits(self.card.name, width, size, "strong", 2) for size in (12.5, 11.0))
            sizes, most = ((12.5, 11.0), 2) if two else ((8.8, 8.0), 3)
            self.document.fitted(self.card.name, x, y, width, sizes=sizes, most_lines=most, weight="strong", leading=1.23, tag="H2")
        return y + high + 1.6

    def _code(self, x: float, bottom: float, width: float) -> float:
        """The code to type, at the card's foot; answers its height."""
        document = self.document
        label = gettext("No camera? Open %(page)s and type:") % {"page": isolated(self.sheet.card_page)}
        size = self._size_for(label, width, (7.5, 7.0, 6.5))
        high = document.height_of(label, width, size, leading=1.25) + 5.6
        y = bottom - high
        y += document.text(label, x, y, width, size=size, colour="soft", leading=1.25)
        document.rectangle(x, y + 0.5, width, 5.1, fill="sunken", round_by=1.2)
        document.fitted(
            grouped(self.card.code or ""), x + 1.5, y + 0.75, width - 3, sizes=(10.5, 10, 9, 8), weight="strong", align="middle", tag="P"
        )
        return high

    def _secret(self, x: float, y: float, width: float, bottom: float) -> None:
        secret = self.card.secret
        if not self.sheet.show_secrets:
            if isinstance(secret, OneTimePassword):
                y = self._chips([(gettext("Username"), secret.username)], x, y, width, bottom) + 1
            words = _kept_by_teacher(secret)
            if y + self.document.height_of(words, width, 8.5, leading=1.26) <= bottom:
                self.document.text(words, x, y, width, size=8.5, colour="soft", leading=1.26)
        elif isinstance(secret, Pictures):
            self._pictures(secret.names, x, y, width, bottom)
        elif isinstance(secret, Words):
            self._chips([("", word) for word in secret.words], x, y, width, bottom)
        else:
            labelled = [(gettext("Username"), secret.username), (gettext("One-time password"), secret.password)]
            self._chips(labelled, x, y, width, bottom)

    def _pictures(self, names: tuple[str, ...], x: float, y: float, width: float, bottom: float) -> None:
        step = width / len(names)
        side = max(min(step - 4, bottom - y - 4.4, 16.0), 6.0)
        for at, name in enumerate(names):
            words = str(SECRET_PICTURES_IN_WORDS[name])
            shown = words if len(names) == 1 else f"{at + 1}. {words}"
            left = x + at * step
            self.document.drawing(secret_picture(name), left + (step - side) / 2, y, side, words=words)
            self.document.fitted(shown, left, y + side + 0.5, step, sizes=(9, 8, 7), align="middle")

    def _chips(self, labelled: list[tuple[str, str]], x: float, y: float, width: float, bottom: float) -> float:
        """Words in tinted boxes side by side, each under its label if it has one; answers where they end."""
        gap, ends = 3.0, y
        step = (width + gap) / len(labelled)
        for at, (label, value) in enumerate(labelled):
            left, down = x + at * step, y
            if label:
                down += self.document.text(label, left, down, step - gap, size=7.5, colour="soft", leading=1.3)
            high = min(8.4, max(bottom - down, 5.0))
            ends = down + high
            self.document.rectangle(left, down, step - gap, high, fill="pen-wash", round_by=1.8)
            sizes = tuple(size for size in (14.0, 12.0, 10.5, 9.0, 7.5) if size * 1.2 / POINTS <= high)
            up = next((size for size in sizes if self.document.fits(value, step - gap - 3, size, "strong")), sizes[-1])
            shift = (high - up * 1.2 / POINTS) / 2
            self.document.fitted(
                value, left + 1.5, down + shift, step - gap - 3, sizes=(up,), weight="strong", colour="pen", align="middle"
            )
        return ends


def _how_to_sign_in(secret: Secret, sheet: CardSheet) -> tuple[str, str]:
    # Whoever types a class code is led to where it is asked for; a username and a password go in by the first page.
    at = sheet.site if isinstance(secret, OneTimePassword) else sheet.card_page
    first = gettext("1. Open %(site)s") % {"site": isolated(at)}
    if isinstance(secret, Pictures) and len(secret.names) == 1:
        return first, gettext("2. Type the class code, find your name, tap your picture.")
    if isinstance(secret, Pictures):
        return first, gettext("2. Type the class code, find your name, tap your pictures in order.")
    if isinstance(secret, Words):
        return first, gettext("2. Type the class code, find your name, type your words.")
    if not sheet.show_secrets:
        return first, gettext("2. Press Sign in, type your username and your password.")
    return first, gettext("2. Press Sign in and type these two. Then choose your own password.")


def _kept_by_teacher(secret: Secret) -> str:
    if isinstance(secret, Pictures) and len(secret.names) == 1:
        return gettext("Your picture is your secret. Forgot it? Ask your teacher.")
    if isinstance(secret, Pictures):
        return gettext("Your pictures are your secret. Forgot them? Ask your teacher.")
    if isinstance(secret, Words):
        return gettext("Your words are your secret. Forgot them? Ask your teacher.")
    return gettext("Your password is your secret. Forgot it? Ask your teacher.")
