"""Sign-in cards on paper: everybody's own secret on everybody's own card, eight a page, in the section's language."""

import random
import re
import time
from dataclasses import replace

import pytest

from homeroom.kit.pdf.document import PageSize
from homeroom.kit.pdf.pictures import animal, qr_code, secret_picture
from homeroom.kit.tokens_gen import SECRET_PICTURES, TILE_ANIMALS
from homeroom.sections.papers.cards import (
    COLUMNS,
    EDGE,
    ROWS,
    Card,
    CardSheet,
    OneTimePassword,
    Pictures,
    Secret,
    Tile,
    Words,
    grouped,
    sign_in_cards,
)
from homeroom.testing.paper import Line, Page, Placed, pages_of

CONSONANTS = "bcdfghjkmnpqrstvwxyz"
SITE = "homeroom.example.org"


def a_sheet(*cards: Card, language: str = "en", size: PageSize = "A4", show_secrets: bool = True) -> CardSheet:
    return CardSheet("Riverside School", "5B", SITE, f"{SITE}/card", language, cards, size, show_secrets)


def a_card(name: str, secret: Secret, code: str | None = "bcdfghjkmnpqrstvwxyzbcdfghjkmn") -> Card:
    return Card(name, secret, Tile("owl", 3), code, f"https://{SITE}/card/#{code}" if code else None)


def drawn_pages(sheet: CardSheet) -> list[Page]:
    return pages_of(sign_in_cards(sheet, compress=False))


def place_on(page: Page, x: float, y: float, *, right_to_left: bool = False) -> int:
    """Which card of the page, counted as they are read, a point is on."""
    edge = EDGE * 72 / 25.4
    column = int((x - edge) / ((page.width - 2 * edge) / COLUMNS))
    row = int((page.height - y - edge) / ((page.height - 2 * edge) / ROWS))
    return row * COLUMNS + (COLUMNS - 1 - column if right_to_left else column)


def by_card(pages: list[Page]) -> dict[int, tuple[list[Line], list[Placed]]]:
    found: dict[int, tuple[list[Line], list[Placed]]] = {}
    for number, page in enumerate(pages):
        for line in page.lines:
            found.setdefault(number * 8 + place_on(page, line.x, line.y), ([], []))[0].append(line)
        for drawing in page.drawings:
            found.setdefault(number * 8 + place_on(page, drawing.x, drawing.y), ([], []))[1].append(drawing)
    return found


def a_class_of(count: int) -> tuple[Card, ...]:
    draw = random.Random(20)
    cards = []
    for at in range(count):
        code = "".join(draw.choice(CONSONANTS) for _ in range(30))
        secret = Pictures(tuple(draw.sample(SECRET_PICTURES, 3)))
        cards.append(a_card(f"Pupil {at}", secret, code))
    return tuple(cards)


def test_each_of_600_pupils_gets_the_own_pictures_tile_code_and_square() -> None:
    cards = a_class_of(600)
    pages = drawn_pages(a_sheet(*cards))
    found = by_card(pages)

    assert len(pages) == 75
    assert sorted(found) == list(range(600))
    for at, card in enumerate(cards):
        lines, drawings = found[at]
        said = [line.said for line in lines]
        assert isinstance(card.secret, Pictures)
        assert f"Pupil {at}" in said
        assert grouped(card.code or "") in said
        assert [drawing.orders for drawing in drawings] == [
            animal("owl", 3).orders,
            *(secret_picture(name).orders for name in card.secret.names),
        ]
        assert [line.drawn for line in lines if re.match(r"[123]\. \w", line.said) and line.size == 9] == [
            f"{n}. {name.replace('-', ' ')}" for n, name in enumerate(card.secret.names, start=1)
        ]
    for page, first in zip(pages, range(0, 600, 8), strict=True):
        squares = [qr_code(card.address or "").orders for card in cards[first : first + 8]]
        assert all(square in page.orders for square in squares)


def test_600_cards_are_a_few_megabytes_and_quickly_made() -> None:
    cards = a_class_of(600)
    begun = time.process_time()
    made = sign_in_cards(a_sheet(*cards))

    assert len(made) < 4_000_000
    assert time.process_time() - begun < 60, "measured: 4 s; a machine under load is no reason to fail"


@pytest.mark.parametrize(("pupils", "pages"), [(0, 1), (1, 1), (8, 1), (9, 2), (28, 4)])
def test_eight_cards_fill_a_page(pupils: int, pages: int) -> None:
    assert len(drawn_pages(a_sheet(*a_class_of(pupils)))) == pages


@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_nothing_leaves_its_card(language: str, size: PageSize) -> None:
    cards = (
        a_card(
            "Maximiliana Guadalupe Fernández de la Vega-Montenegro y Saavedra de los Monteros",
            Pictures(("sun", "helicopter", "strawberry")),
        ),
        a_card("Ben", Words(("strawberry", "helicopter", "skateboard"))),
        a_card("محمد علي", OneTimePassword("maximiliana.fernandez.17", "tulip-42-riverbank")),
        a_card("Zoë", Pictures(("apple",))),
    )
    (page,) = drawn_pages(a_sheet(*cards, language=language, size=size))
    edge, width = EDGE * 72 / 25.4, (page.width - 2 * EDGE * 72 / 25.4) / 2
    height = (page.height - 2 * edge) / ROWS

    for line in page.lines:
        assert edge + 5 < line.x < page.width - edge
        assert edge < line.y < page.height - edge
        assert (page.height - edge - line.y) % height < height - 8, f"{line.said!r} touches the cut below"
    for drawing in page.drawings:
        assert (drawing.x - edge) % width > 5
        assert (page.height - edge - drawing.y) % height > 5


@pytest.mark.parametrize("site", [SITE, "homeroom.colegio-san-bartolome.educacion.gob.example"])
@pytest.mark.parametrize(
    "secret", [Pictures(("sun", "moon", "star")), Words(("purple", "garden")), OneTimePassword("ben.k7", "tulip-42-river")]
)
@pytest.mark.parametrize("show_secrets", [True, False])
def test_the_foot_of_a_card_is_never_written_over(show_secrets: bool, secret: Secret, site: str) -> None:
    sheet = replace(a_sheet(a_card("Ben", secret), size="Letter", show_secrets=show_secrets), site=site, card_page=f"{site}/card")
    (page,) = drawn_pages(sheet)
    label = next(at for at, line in enumerate(page.lines) if line.said.startswith("No camera?"))
    code = next(at for at, line in enumerate(page.lines) if line.said.startswith("BCDFGH"))
    foot = page.lines[label].y

    above = page.lines[:label] + page.lines[code + 1 :]
    assert len(above) >= 5
    assert all(line.y > foot + 8 for line in above)


def test_words_and_passwords_stand_where_pictures_would() -> None:
    cards = (a_card("Ben", Words(("purple", "garden"))), a_card("Cleo", OneTimePassword("cleo.k7", "tulip-42-river")))
    found = by_card(drawn_pages(a_sheet(*cards)))

    assert {"purple", "garden"} <= {line.drawn for line in found[0][0]}
    assert {"cleo.k7", "tulip-42-river"} <= {line.drawn for line in found[1][0]}


def test_a_card_names_the_short_address_that_the_wall_shows() -> None:
    cards = (a_card("Ben", Pictures(("sun", "moon", "star"))), a_card("Ana", Words(("purple", "garden"))))
    found = by_card(drawn_pages(a_sheet(*cards)))

    for at in (0, 1):
        assert any(line.said.startswith("1. Open ") and f"{SITE}/card" in line.said for line in found[at][0]), at


def test_a_card_with_a_username_leads_to_the_first_page_where_sign_in_is() -> None:
    found = by_card(drawn_pages(a_sheet(a_card("Cleo", OneTimePassword("cleo.k7", "tulip-42-river")))))

    (opens,) = [line.said for line in found[0][0] if line.said.startswith("1. Open ")]
    assert SITE in opens
    assert "/card" not in opens


def test_a_sheet_without_secrets_shows_none() -> None:
    cards = (
        a_card("Ada", Pictures(("sun", "moon", "star")), None),
        a_card("Ben", Words(("purple", "garden")), None),
        a_card("Cleo", OneTimePassword("cleo.k7", "tulip-42-river"), None),
    )
    (page,) = drawn_pages(a_sheet(*cards, show_secrets=False))
    said = " ".join(line.said for line in page.lines)

    assert not re.search("sun|moon|star|purple|garden|tulip", said)
    assert {drawing.orders for drawing in page.drawings} == {animal("owl", 3).orders}
    assert not re.search(r"^\d+ \d+ \d+ [\d.]+ re$", page.orders, re.MULTILINE), "no square to scan either"
    assert "cleo.k7" in said
    assert "Ask your teacher" in said


def test_an_arabic_sheet_begins_at_the_right() -> None:
    cards = a_class_of(2)
    (page,) = drawn_pages(a_sheet(*cards, language="ar"))
    first = next(line for line in page.lines if line.said == "Pupil 0")

    assert place_on(page, first.x, first.y, right_to_left=True) == 0
    assert first.x > page.width / 2


@pytest.mark.parametrize("name", TILE_ANIMALS)
def test_every_animal_has_its_name_in_words(name: str) -> None:
    (page,) = drawn_pages(a_sheet(Card("Ben", Words(("a", "b")), Tile(name, 1))))

    assert page.drawings[0].orders == animal(name, 1).orders


def test_a_code_is_read_in_five_groups_of_six() -> None:
    assert grouped("bcdfghjkmnpqrstvwxyzbcdfghjkmn") == "BCDFGH JKMNPQ RSTVWX YZBCDF GHJKMN"


def test_a_name_of_emoji_or_of_nothing_does_not_stop_the_class() -> None:
    cards = tuple(a_card(name, Pictures(("sun",))) for name in ("🦊🐢", "", "\ud83d", "Ben 🦊", "\u202eneB"))
    (page,) = drawn_pages(a_sheet(*cards))

    assert {"Ben", "neB"} <= {line.said for line in page.lines}
