"""Names in any script are set with signs that exist, joined and turned as their script asks; emoji and rubbish never crash."""

import pytest

from homeroom.kit.pdf.document import Document
from homeroom.kit.pdf.setting import Line, Setter
from homeroom.kit.pdf.words import isolated, printable
from homeroom.testing.paper import pages_of

NAMES = {
    "latin": "Zoë Åström-Łukasiewicz",
    "vietnamese": "Nguyễn Thị Ánh Tuyết",
    "cyrillic": "Анна Кузнецова Їжак",
    "greek": "Ελένη Παπαδοπούλου",
    "arabic": "محمد علي",
    "persian and urdu": "پریسا گلزار ٹھیک",
    "hebrew": "שרה כהן",
    "devanagari": "अर्जुन श्रीवास्तव",
    "bengali": "ক্ষমা রহমান",
    "gurmukhi": "ਹਰਪ੍ਰੀਤ",
    "gujarati": "જ્યોતિ",
    "tamil": "தமிழ் செல்வி",
    "telugu": "శ్రీనివాస్",
    "sinhala": "ශ්‍රී ලාල්",
    "thai": "สมชาย ใจดี",
    "lao": "ສົມສັກ",
    "khmer": "ស្រីមុំ",
    "burmese": "မောင်မောင်",
    "georgian": "ქეთევან",
    "armenian": "Հայկ",
    "amharic": "ሰላም ተስፋዬ",
    "tibetan": "བསོད་ནམས",
    "chinese, simple": "王小明",
    "chinese, full": "陳麗華",
    "japanese": "さくら 山田ユキ",
    "korean": "김민준",
    "tifinagh": "ⵜⵉⴼⵉⵏⴰⵖ",
    "cherokee": "ᏣᎳᎩ",
    "inuktitut": "ᐃᓄᒃ",
}


def the_line(words: str, language: str = "en") -> Line:
    lines = Setter(language).lines(words, 1000)
    assert len(lines) == 1
    return lines[0]


def signs(line: Line) -> list[int]:
    return [glyph.number for piece in line.pieces for glyph in piece.glyphs]


@pytest.mark.parametrize("weight", ["text", "strong", "display"])
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_has_no_missing_sign(name: str, weight: str) -> None:
    (line,) = Setter("en").lines(name, 1000, weight)  # type: ignore[arg-type]

    assert all(piece.face is not None for piece in line.pieces)
    assert 0 not in signs(line)
    assert line.text == name


def test_arabic_is_joined_and_stands_from_right_to_left() -> None:
    joined, apart = the_line("محمد"), the_line("م ح م د")

    assert [glyph.stands_for for piece in joined.pieces for glyph in piece.glyphs] == list("دمحم"), "the last letter stands leftmost"
    assert not set(signs(joined)[1:]) & set(signs(apart)), "joined letters have other forms than lonely ones"


def test_a_persian_name_is_set_in_one_face_so_that_its_letters_join() -> None:
    (piece,) = the_line("گلزار").pieces

    assert piece.face is not None
    assert "noto-sans-arabic" in piece.face.key


def test_a_persian_name_beside_a_latin_one_is_not_torn_between_two_faces() -> None:
    keys = {piece.face.key for piece in the_line("Ben گلزار").pieces if piece.face and set(piece.text) & set("گلزار")}

    assert len(keys) == 1
    assert "noto-sans-arabic" in keys.pop()


def test_devanagari_makes_its_conjunct() -> None:
    assert len(signs(the_line("क्ष"))) < 3


def test_a_latin_name_inside_an_arabic_sentence_keeps_its_order() -> None:
    (line,) = Setter("ar").lines("في " + isolated("Class 5 (B)") + " اليوم", 1000, right_to_left=True)
    shown = "".join("".join(glyph.stands_for for glyph in piece.glyphs) for piece in line.pieces)

    assert "Class 5 (B)" in shown
    assert shown.startswith("مويلا")
    assert shown.endswith("يف")


def test_right_to_left_words_break_into_lines_in_the_order_of_reading() -> None:
    lines = Setter("ar").lines("واحد اثنان ثلاثة أربعة خمسة", 6, right_to_left=True)

    assert len(lines) > 1
    assert " ".join(line.text for line in lines) == "واحد اثنان ثلاثة أربعة خمسة"
    assert all(line.width <= 6 for line in lines)


def test_han_characters_come_from_the_font_of_the_documents_language() -> None:
    faces = {language: the_line("直", language).pieces[0].face for language in ("zh", "ja", "zh-Hant")}

    assert [face.key.split("-")[2] for face in faces.values() if face] == ["sc", "jp", "tc"]


def test_one_name_comes_in_one_typeface() -> None:
    families = {piece.face.key.rsplit("-", 2)[0].split("-latin")[0] for piece in the_line("Nguyễn Thị Ánh").pieces if piece.face}

    assert all(key.startswith("noto-sans") for key in families)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Ben 🦊", "Ben"),
        ("👩🏽‍💻 Ada ⭐️ L.", "Ada L."),
        ("Ben\u202e neB", "Ben neB"),
        ("Be\x00n\tK\u2028", "Be n K "),
        ("𝓑𝓮𝓷", "Ben"),
        ("e\u0301", "é"),
        ("क्\u200dष", "क्\u200dष"),
        ("🦊🐢", "🦊🐢"),
    ],
)
def test_what_is_printed_of_a_typed_name(typed: str, printed: str) -> None:
    assert printable(typed) == printed


@pytest.mark.parametrize(
    "name",
    [
        "🦊🐢",
        "👨‍👩‍👧‍👦",
        "🇪🇸",
        "\ud83d",
        "\U000f0000",
        "\uffff",
        "𓀀",
        "\u0301",
        "\u200d",
        "",
        " ",
        "\n",
        "a\u0301\u0302\u0303\u0323b",
        "🏴\U000e0067",
    ],
)
def test_a_name_that_cannot_be_drawn_never_stops_the_printing(name: str) -> None:
    document = Document(language="en", title="Names", compress=False)
    document.add_page()
    document.text(name, 20, 20, 100, mixed=True)
    document.fitted(name, 20, 40, 2, sizes=(12, 8))

    (page,) = pages_of(document.as_bytes())
    assert page.width == pytest.approx(595.28, abs=0.1)


def test_an_unknown_character_is_a_box_with_its_number() -> None:
    document = Document(language="en", title="Names", compress=False)
    document.add_page()
    document.text("\U00013000", 20, 20, 100, mixed=True)
    (page,) = pages_of(document.as_bytes())

    (line,) = page.lines
    assert line.said == "\U00013000"
    assert line.drawn == "13000"
    assert " re S Q" in page.orders


def test_a_word_wider_than_its_column_is_divided_and_nothing_is_lost() -> None:
    lines = Setter("en").lines("Donaudampfschifffahrtsgesellschaft 王小明王小明王小明", 5)

    assert all(line.width <= 5 for line in lines)
    assert "".join(line.text for line in lines).replace(" ", "") == "Donaudampfschifffahrtsgesellschaft王小明王小明王小明"


def test_what_is_drawn_is_what_is_said() -> None:
    document = Document(language="en", title="Names", compress=False)
    document.add_page()
    for at, name in enumerate(("Ada Lovelace", "Ελένη", "김민준", "שרה")):
        document.text(name, 20, 20 + 10 * at, 100, mixed=True)
    (page,) = pages_of(document.as_bytes())

    assert [line.drawn for line in page.lines] == ["Ada Lovelace", "Ελένη", "김민준", "הרש"]
