"""A printed document: its sizes, its mirror for right-to-left languages, the same bytes for the same words, our drawings."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
import segno

from homeroom.kit.pdf import faces
from homeroom.kit.pdf.document import SIZES, Document, PageSize
from homeroom.kit.pdf.faces import FontsMissing
from homeroom.kit.pdf.pictures import TILE_COLOURS, NotDrawable, animal, logo, qr_code, secret_picture
from homeroom.kit.tokens_gen import SECRET_PICTURES, TILE_ANIMALS
from homeroom.testing.paper import pages_of

KIT = Path(faces.__file__).resolve().parents[1]


def a_document(language: str = "en", size: PageSize = "A4", *, compress: bool = False, made_at: datetime | None = None) -> Document:
    document = Document(language=language, title="Cards of 5B", size=size, compress=compress, made_at=made_at)
    document.add_page()
    document.text("Ada", 20, 30, 100)
    document.drawing(secret_picture("sun"), 20, 50, 15, words="sun")
    return document


@pytest.mark.parametrize(("size", "points"), [("A4", (595.28, 841.89)), ("Letter", (612.0, 792.0))])
def test_a_page_is_as_large_as_its_paper(size: PageSize, points: tuple[float, float]) -> None:
    (page,) = pages_of(a_document(size=size).as_bytes())

    assert (page.width, page.height) == pytest.approx(points, abs=0.05)


def test_the_same_words_give_the_same_bytes_and_a_date_only_if_told() -> None:
    first, second = a_document(compress=True).as_bytes(), a_document(compress=True).as_bytes()
    dated = a_document(compress=True, made_at=datetime(2026, 9, 1, 8, 0, tzinfo=UTC)).as_bytes()

    assert first == second
    assert b"D:20260901080000" in dated
    assert b"D:2026" not in first


def test_a_file_says_its_title_and_language() -> None:
    made = a_document("ar").as_bytes()

    assert b"/Lang (ar)" in made
    assert "Cards of 5B".encode("utf-16-be").hex().upper().encode() in made or b"(Cards of 5B)" in made
    assert b"/Marked true" in made


def test_a_right_to_left_document_is_the_mirror() -> None:
    (left,), (right,) = pages_of(a_document("en").as_bytes()), pages_of(a_document("ar").as_bytes())
    width = 15 * 72 / 25.4

    assert left.drawings[0].x == pytest.approx(20 * 72 / 25.4, abs=0.01)
    assert right.drawings[0].x == pytest.approx(right.width - 20 * 72 / 25.4 - width, abs=0.01)
    assert right.lines[0].x > right.width / 2


def test_a_drawing_is_held_once_however_often_it_is_drawn() -> None:
    few, many = Document(language="en", title="x"), Document(language="en", title="x")
    for document, times in ((few, 1), (many, 100)):
        document.add_page()
        for _ in range(times):
            document.drawing(secret_picture("strawberry"), 20, 20, 15)

    assert len(many.as_bytes()) - len(few.as_bytes()) < len(secret_picture("strawberry").orders)


def test_long_words_are_made_smaller_and_then_cut() -> None:
    document = Document(language="en", title="x", compress=False)
    document.add_page()
    document.fitted("Ada", 20, 20, 60, sizes=(17, 8))
    document.fitted("Maximiliana Guadalupe Fernández", 20, 30, 60, sizes=(17, 8))
    document.fitted("Maximiliana Guadalupe Fernández de la Vega-Montenegro", 20, 40, 60, sizes=(17, 8))
    (page,) = pages_of(document.as_bytes())

    assert [line.size for line in page.lines] == [17, 8, 8]
    assert page.lines[1].said == "Maximiliana Guadalupe Fernández"
    assert page.lines[2].said.endswith("…")


@pytest.mark.parametrize("name", SECRET_PICTURES)
def test_every_secret_picture_can_be_printed(name: str) -> None:
    drawn = secret_picture(name)

    assert (drawn.width, drawn.height) == (64, 64)
    assert re.match(r"[\d. ]+ rg\n(?:[\d. ]+ RG .*\n)?[\d. ]+ m\n", drawn.orders)


@pytest.mark.parametrize("name", TILE_ANIMALS)
def test_every_animal_takes_its_tiles_colour(name: str) -> None:
    assert animal(name, 1).orders != animal(name, 2).orders
    assert animal(name, 6).orders.startswith("0.169 0.278 0.69 rg")


def test_a_drawing_that_is_not_there_is_refused() -> None:
    with pytest.raises(NotDrawable):
        secret_picture("password")
    with pytest.raises(NotDrawable):
        animal("owl", 9)
    assert logo().width == 48


def test_the_colours_of_tiles_are_those_of_the_pages() -> None:
    sheets = "".join(path.read_text("utf-8") for path in sorted((KIT / "static" / "kit").glob("*.css")) if ".gen." not in path.name)

    assert dict(re.findall(r"\.tile-colour-([1-8]) \{ color: (#[0-9a-f]{6}); \}", sheets)) == {
        str(number): colour for number, colour in enumerate(TILE_COLOURS, start=1)
    }


def test_a_qr_code_is_drawn_module_by_module() -> None:
    address = "https://homeroom.example.org/card/#bcdfghjklmnpqrstvwxzbcdfghjklm"
    drawn = qr_code(address)
    size = int(drawn.width)
    shown = [[0] * size for _ in range(size)]
    for x, y, run in re.findall(r"^(\d+) (\d+) (\d+) [\d.]+ re$", drawn.orders, re.MULTILINE):
        for at in range(int(x), int(x) + int(run)):
            shown[int(y)][at] = 1

    assert shown == [[int(module) for module in row] for row in segno.make(address, error="m", micro=False, boost_error=False).matrix]


def test_without_the_gathered_fonts_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faces, "GATHERED", tmp_path)
    faces.families_for.cache_clear()
    faces._noto.cache_clear()
    try:
        with pytest.raises(FontsMissing, match="npm run build"):
            faces.families_for("text", "en")
    finally:
        faces.families_for.cache_clear()
        faces._noto.cache_clear()


def test_every_gathered_font_comes_with_its_licence() -> None:
    families = {family.name for family in faces.families_for("text", "en") if not family.always}

    assert len(families) > 25
    for name in families:
        licence = (faces.GATHERED / f"OFL-{name}.txt").read_text("utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_both_papers_are_known() -> None:
    assert SIZES == {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
