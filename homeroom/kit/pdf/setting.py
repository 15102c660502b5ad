"""Setting words into lines: direction, font, shaping, breaking. Widths in em, so that a size may be tried without shaping again."""

import unicodedata
from dataclasses import dataclass, field
from functools import cached_property

import uharfbuzz
from fpdf.bidi import BidiParagraph
from fpdf.enums import TextDirection

from homeroom.kit.pdf.faces import Face, Family, Weight, families_for
from homeroom.kit.pdf.words import ISOLATES, JOINERS, printable

#: Width of the box that stands for a character no font of ours has, in em.
BOX_WIDTH = 0.95
_BREAK_AFTER = frozenset("-\u2010\u2013\u2014/\u200b\u0f0b\u1361")
_NOT_FIRST = frozenset(")]}\u3001\u3002\uff0c\uff0e\uff1a\uff1b\uff01\uff1f\u300d\u300f\u3011\uff09\u30fb\u30fc\u3005!?,.:;")
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI"})


@dataclass(frozen=True, slots=True)
class Glyph:
    """A drawn sign: its number in the face, the characters it stands for (none if an earlier one of the cluster does), em measures."""

    number: int
    stands_for: str
    advance: float
    right: float
    up: float


@dataclass(frozen=True, slots=True)
class Piece:
    """Signs of one face and one direction, in the order in which they are drawn. Without a face: one unknown character."""

    face: Face | None
    text: str
    glyphs: tuple[Glyph, ...]
    width: float
    level: int


@dataclass(frozen=True)
class Token:
    """What a line break never divides, unless nothing else fits."""

    text: str
    levels: tuple[int, ...]
    #: The family of the whole paragraph, where one can draw all of it.
    family: Family | None
    pieces: tuple[Piece, ...]
    is_space: bool

    @cached_property
    def width(self) -> float:
        return sum(piece.width for piece in self.pieces)


@dataclass(frozen=True)
class Line:
    """One line: its words as written, and its pieces as they stand from left to right."""

    text: str
    pieces: tuple[Piece, ...]

    @cached_property
    def width(self) -> float:
        return sum(piece.width for piece in self.pieces)


def is_right_to_left(language: str) -> bool:
    """Whether a language is written from right to left."""
    return language.lower().replace("_", "-").split("-")[0] in {"ar", "he", "fa", "ur", "ps", "sd", "ug", "yi", "dv", "ckb", "ks"}


@dataclass
class Setter:
    """Sets words for one document: `language` decides the fonts of Han characters and, unless told, the direction."""

    language: str
    _tokens: dict[tuple[str, tuple[int, ...], Weight, Family | None], Token] = field(default_factory=dict)
    _paragraphs: dict[tuple[str, Weight, bool | None], tuple[tuple[Token, ...], ...]] = field(default_factory=dict)

    def lines(self, words: str, width: float, weight: Weight = "text", *, right_to_left: bool | None = None) -> list[Line]:
        """`words` in lines at most `width` em wide. Direction: as told, or (None) by the first letter with a direction."""
        found: list[Line] = []
        for tokens in self._paragraph(words, weight, right_to_left):
            fitting = [part for token in tokens for part in self._chopped(token, width, weight)]
            found.extend(_filled(fitting, width))
        return found

    def widest_word(self, words: str, weight: Weight = "text") -> float:
        """Width in em of the widest thing that a line break would not divide."""
        return max((token.width for tokens in self._paragraph(words, weight, None) for token in tokens), default=0.0)

    def _chopped(self, token: Token, width: float, weight: Weight) -> list[Token]:
        """A token, or where it is wider than a whole line, as much of it as fits, again and again."""
        if token.is_space or token.width <= width:
            return [token]
        parts: list[Token] = []
        start = at = 0
        used = 0.0
        for cluster in _clusters(token.text):
            room = self._token(cluster, token.levels[at : at + len(cluster)], weight, token.family).width
            if at > start and used + room > width:
                parts.append(self._token(token.text[start:at], token.levels[start:at], weight, token.family))
                start, used = at, 0.0
            at += len(cluster)
            used += room
        return [*parts, self._token(token.text[start:], token.levels[start:], weight, token.family)]

    def _paragraph(self, words: str, weight: Weight, right_to_left: bool | None) -> tuple[tuple[Token, ...], ...]:
        key = (words, weight, right_to_left)
        if key not in self._paragraphs:
            parts = printable(words).split("\n")
            self._paragraphs[key] = tuple(tuple(self._divided(part, weight, right_to_left)) for part in parts)
        return self._paragraphs[key]

    def _divided(self, text: str, weight: Weight, right_to_left: bool | None) -> list[Token]:
        levels = _levels(text, right_to_left)
        family = _common_family("".join(c for c in text if c not in ISOLATES), weight, families_for(weight, self.language))
        shown = [(character, level) for character, level in zip(text, levels, strict=True) if character not in ISOLATES]
        tokens, start = [], 0
        for end in range(1, len(shown) + 1):
            if end == len(shown) or _may_break(shown[end - 1][0], shown[end][0]):
                part = shown[start:end]
                tokens.append(self._token("".join(c for c, _ in part), tuple(level for _, level in part), weight, family))
                start = end
        return tokens

    def _token(self, text: str, levels: tuple[int, ...], weight: Weight, family: Family | None) -> Token:
        key = (text, levels, weight, family)
        if key not in self._tokens:
            pieces, start = [], 0
            for end in range(1, len(text) + 1):
                if end == len(text) or levels[end] != levels[start]:
                    pieces.extend(self._pieces(text[start:end], levels[start], weight, family))
                    start = end
            self._tokens[key] = Token(text, levels, family, tuple(pieces), text.isspace())
        return self._tokens[key]

    def _pieces(self, text: str, level: int, weight: Weight, family: Family | None) -> list[Piece]:
        runs: list[tuple[Face | None, str]] = []
        families = (family,) if family else families_for(weight, self.language)
        for found, cluster in _faces_of(text, weight, families):
            if runs and found is not None and runs[-1][0] is found:
                runs[-1] = (found, runs[-1][1] + cluster)
            else:
                runs.append((found, cluster))
        return [_shaped(found, part, level, self.language) for found, part in runs]


def _levels(text: str, right_to_left: bool | None) -> list[int]:
    classes = {unicodedata.bidirectional(character) for character in text}
    if not right_to_left and not classes & _RIGHT_TO_LEFT:
        return [0] * len(text)
    base = None if right_to_left is None else (TextDirection.RTL if right_to_left else TextDirection.LTR)
    levels = [int(bool(right_to_left))] * len(text)
    for resolved in BidiParagraph(text, base_direction=base, preserve_bn_chars=True).get_characters():
        levels[resolved.character_index] = resolved.embedding_level
    for at, character in enumerate(text):
        # A mark or a joiner is drawn with the letter before it, whatever its own level.
        if at and (ord(character) in JOINERS or unicodedata.category(character)[0] == "M"):
            levels[at] = levels[at - 1]
    return levels


def _is_han(character: str) -> bool:
    code = ord(character)
    return 0x2E80 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0xFF00 <= code <= 0xFFEF or 0x20000 <= code <= 0x323AF


def _may_break(before: str, after: str) -> bool:
    if (before == " ") != (after == " "):
        return True
    if before == " " or after in _NOT_FIRST:
        return False
    if before in _BREAK_AFTER:
        return not after.isdigit()
    return _is_han(before) or _is_han(after)


def _clusters(text: str) -> list[str]:
    """A letter with its marks and joiners; after a joiner of letters the next letter too."""
    found: list[str] = []
    for character in text:
        joined = found and (ord(character) in JOINERS or unicodedata.category(character)[0] == "M" or found[-1][-1] == "\u200d")
        if joined:
            found[-1] += character
        else:
            found.append(character)
    return found


def _faces_in(family: Family, text: str, weight: Weight) -> list[Face] | None:
    """A face for each character that needs one, all of this family; None if it lacks any."""
    found: list[Face] = []
    for character in text:
        if ord(character) in JOINERS or character == " ":
            continue
        one = family.face_of(character, weight)
        if one is None:
            return None
        found.append(one)
    return found


def _common_family(text: str, weight: Weight, families: tuple[Family, ...]) -> Family | None:
    """The first family that draws a whole paragraph, so that one name does not come in two typefaces."""
    return next((family for family in families if _faces_in(family, text, weight) is not None), None)


def _faces_of(text: str, weight: Weight, families: tuple[Family, ...]) -> list[tuple[Face | None, str]]:
    """Clusters with their faces. One family draws the whole word where one can: joined scripts fall apart otherwise."""
    for family in families:
        if _faces_in(family, text, weight) is not None:
            return [(_cluster_face(family, cluster, weight), cluster) for cluster in _clusters(text)]
    runs: list[tuple[Face | None, str]] = []
    for cluster in _clusters(text):
        able = next((family for family in families if _faces_in(family, cluster, weight) is not None), None)
        if able is not None:
            runs.append((_cluster_face(able, cluster, weight), cluster))
            continue
        for character in cluster:
            one = next((found for family in families if (found := family.face_of(character, weight))), None)
            if one is not None or ord(character) not in JOINERS:
                runs.append((one, character))
    return runs


def _cluster_face(family: Family, cluster: str, weight: Weight) -> Face:
    """The face for a letter with its marks: one that has all of them if there is one, else the letter's own."""
    candidates = _faces_in(family, cluster, weight) or [family.first_face(weight)]
    needed = {ord(character) for character in cluster if ord(character) not in JOINERS}
    return next((one for one in candidates if needed <= one.covers), candidates[0])


def _shaped(found: Face | None, text: str, level: int, language: str) -> Piece:
    if found is None:
        return Piece(None, text, (), BOX_WIDTH, level)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if level % 2 else "ltr"
    buffer.language = language
    uharfbuzz.shape(found.shaper, buffer, {})
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    starts = sorted({info.cluster for info in infos})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    told: set[int] = set()
    glyphs = []
    for info, position in zip(infos, positions, strict=True):
        stands_for = "" if info.cluster in told else text[info.cluster : ends[info.cluster]]
        told.add(info.cluster)
        units = found.units
        glyphs.append(Glyph(info.codepoint, stands_for, position.x_advance / units, position.x_offset / units, position.y_offset / units))
    return Piece(found, text, tuple(glyphs), sum(glyph.advance for glyph in glyphs), level)


def _filled(tokens: list[Token], width: float) -> list[Line]:
    lines: list[Line] = []
    waiting: list[Token] = []
    used = 0.0
    for token in tokens:
        if not token.is_space and used + token.width > width + 1e-6 and any(not t.is_space for t in waiting):
            lines.append(_line(waiting))
            waiting, used = [], 0.0
        if token.is_space and not waiting and lines:
            continue
        waiting.append(token)
        used += token.width
    lines.append(_line(waiting))
    return lines


def _line(tokens: list[Token]) -> Line:
    while tokens and tokens[-1].is_space:
        tokens = tokens[:-1]
    pieces = [piece for token in tokens for piece in token.pieces]
    highest = max((piece.level for piece in pieces), default=0)
    lowest_odd = min((piece.level for piece in pieces if piece.level % 2), default=highest + 1)
    for level in range(highest, lowest_odd - 1, -1):
        pieces = _reversed_from(pieces, level)
    return Line("".join(token.text for token in tokens), tuple(pieces))


def _reversed_from(pieces: list[Piece], level: int) -> list[Piece]:
    """Unicode's rule L2: every stretch at `level` or higher is turned round."""
    found: list[Piece] = []
    stretch: list[Piece] = []
    for piece in pieces:
        if piece.level >= level:
            stretch.insert(0, piece)
        else:
            found += [*stretch, piece]
            stretch = []
    return found + stretch
