"""Which font draws a character: our own first, then Noto, part by part, as `npm run build` gathered them (all OFL).

Nothing is ever taken from the machine's own fonts, so a document looks the same wherever it is made.
"""

import json
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import uharfbuzz
from fontTools.ttLib import TTFont

Weight = Literal["text", "strong", "display"]

OWN = Path(__file__).resolve().parents[1] / "static" / "kit" / "fonts"
GATHERED = Path(__file__).resolve().parent / "fonts"
#: Of a weight, the number on the axis of fonts that have one.
AXIS: dict[Weight, int] = {"text": 400, "strong": 700, "display": 700}
#: Han characters are written differently in four places: a document in one of these languages asks its own font first.
HAN_FIRST = {"ja": "noto-sans-jp", "ko": "noto-sans-kr", "zh-hant": "noto-sans-tc", "zh-tw": "noto-sans-tc", "zh-hk": "noto-sans-tc"}
HAN = ("noto-sans-sc", "noto-sans-jp", "noto-sans-tc", "noto-sans-kr")


class FontsMissing(Exception):
    """The fonts for print were not gathered: `npm run build` does it."""


@dataclass(frozen=True, eq=False, slots=True)
class Face:
    """One font file at one weight, as plain TrueType bytes, ready to shape and to embed. Shared by all documents; never changed."""

    key: str
    data: bytes
    shaper: Any
    covers: frozenset[int]
    units: int


@lru_cache(maxsize=128)
def face(path: Path, axis: int) -> Face:
    """Reads one file (tens of milliseconds), sets its weight if it has an axis for it, and remembers it for the process."""
    font = TTFont(path)
    font.flavor = None
    plain = BytesIO()
    font.save(plain)
    data = plain.getvalue()
    if "fvar" in font:
        lowest, highest = next((a.minValue, a.maxValue) for a in font["fvar"].axes if a.axisTag == "wght")
        wanted = uharfbuzz.SubsetInput()
        wanted.keep_everything()
        variable = uharfbuzz.Face(data)
        wanted.pin_axis_location(variable, "wght", max(lowest, min(highest, axis)))
        data = uharfbuzz.subset(variable, wanted).blob.data
    loaded = uharfbuzz.Face(data)
    return Face(f"{path.stem}-{axis}".lower(), data, uharfbuzz.Font(loaded), frozenset(loaded.unicodes), loaded.upem)


@dataclass(frozen=True, eq=False)
class Family:
    """Files that together make one typeface: `starts`, `ends` and `files` say which file claims which characters, in order."""

    name: str
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    files: tuple[Path, ...] = ()
    #: Few files that are read whole instead of by their claims.
    always: tuple[Path, ...] = field(default=())

    def face_of(self, character: str, weight: Weight) -> Face | None:
        """The file with this character, or None. A claim is proved by the file itself: packages claim more than they hold."""
        code = ord(character)
        for path in self.always:
            own = face(path, AXIS[weight])
            if code in own.covers:
                return own
        at = bisect_right(self.starts, code) - 1
        if at >= 0 and code <= self.ends[at]:
            claimed = face(self.files[at], AXIS[weight])
            if code in claimed.covers:
                return claimed
        return None

    def first_face(self, weight: Weight) -> Face:
        """A face for what has no drawing of its own."""
        return face((self.always or self.files)[0], AXIS[weight])


@lru_cache(maxsize=1)
def _noto() -> dict[str, Family]:
    listing = GATHERED / "families.json"
    if not listing.exists():
        raise FontsMissing(f"{listing} is missing: run `npm run build`, which gathers the fonts for print")
    families = {}
    for entry in json.loads(listing.read_text("utf-8")):
        claims = sorted((start, end, part["file"]) for part in entry["parts"] for start, end in part["ranges"])
        families[entry["family"]] = Family(
            entry["family"],
            tuple(start for start, _, _ in claims),
            tuple(end for _, end, _ in claims),
            tuple(GATHERED / file for _, _, file in claims),
        )
    return families


_TEXT = Family("homeroom text", always=(OWN / "text-latin.woff2", OWN / "text-latin-ext.woff2"))
_ARABIC = Family("homeroom arabic", always=(OWN / "text-arabic.woff2",))
_DISPLAY = Family("homeroom display", always=(OWN / "display-latin.woff2",))


@lru_cache(maxsize=64)
def families_for(weight: Weight, language: str) -> tuple[Family, ...]:
    """All families in the order in which they are asked: ours, the broad Noto, every script, the Han fonts by language."""
    noto = _noto()
    code = language.lower()
    first = HAN_FIRST.get(code) or HAN_FIRST.get(code.split("-")[0])
    han = tuple(sorted((name for name in HAN if name in noto), key=lambda name: name != first))
    broad = ("noto-sans",) if "noto-sans" in noto else ()
    scripts = tuple(name for name in noto if name not in (*han, *broad))
    own = (_DISPLAY, _TEXT, _ARABIC) if weight == "display" else (_TEXT, _ARABIC)
    return own + tuple(noto[name] for name in (*broad, *scripts, *han))
