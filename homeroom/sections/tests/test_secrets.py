"""Secrets are drawn evenly from the lists that are promised, and compared kindly (ACC-05)."""

import json
import random
import re
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as some

from homeroom.kit.tokens_gen import SECRET_PICTURES
from homeroom.sections.rules.ages import WAYS, age_for, way_for
from homeroom.sections.rules.secrets import YOUNG_PICTURES, draw_secret, is_secret, tidy_secret
from homeroom.sections.rules.words import LISTS
from homeroom.testing.careless import answers
from homeroom.testing.promises import promise

SOUND_ALIKE = """
sea/see sun/son bear/bare flower/flour pear/pair pea/pee leaf/lief knight/night right/write rain/reign two/too/to four/for one/won
eight/ate hair/hare deer/dear ant/aunt bee/be tail/tale whale/wail sail/sale mail/male road/rode/rowed rose/rows route/root wood/would
board/bored bread/bred meat/meet steak/stake peace/piece plane/plain pane/pain red/read blue/blew new/knew no/know nose/knows our/hour
wait/weight week/weak way/weigh cell/sell cent/scent/sent bell/belle berry/bury brake/break buy/by/bye cereal/serial chord/cord
creak/creek fair/fare feat/feet fir/fur heal/heel hear/here him/hymn hole/whole horse/hoarse key/quay made/maid main/mane maze/maize
mist/missed mousse/moose muscle/mussel peak/peek petal/pedal pole/poll pray/prey ring/wring role/roll scene/seen seam/seem sew/so/sow
shore/sure sight/site/cite soar/sore sole/soul some/sum stair/stare steal/steel storey/story tea/tee thyme/time tide/tied toe/tow
vale/veil waist/waste wave/waive wear/where/ware which/witch yolk/yoke theatre/theater cosy/cozy gray/grey center/centre color/colour
"""


def test_the_young_pictures_are_those_of_the_design() -> None:
    names = json.loads(Path(settings.HERE, "design/pictures/secret/names.json").read_text("utf-8"))

    assert tuple(name for name, facts in names.items() if facts["young"]) == YOUNG_PICTURES
    assert len(YOUNG_PICTURES) == 16
    assert len(SECRET_PICTURES) == 60


def test_there_are_2048_short_english_words_and_256_of_the_others() -> None:
    assert {language: (len(words), count) for language, (words, count) in LISTS.items()} == {
        "en": (2048, 2),
        "es": (256, 3),
        "ar": (256, 3),
    }
    assert all(re.fullmatch("[a-z]{3,8}", word) for word in LISTS["en"][0])
    assert all(re.fullmatch("[a-zñáéíóúü]{3,8}", word) for word in LISTS["es"][0])
    assert all(re.fullmatch("[\u0621-\u064a]{2,8}", word) for word in LISTS["ar"][0])


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_no_two_words_are_the_same_once_typed_carelessly(language: str) -> None:
    words, _ = LISTS[language]

    assert len({tidy_secret(word) for word in words}) == len(words)


def test_no_two_english_words_sound_alike() -> None:
    words = set(LISTS["en"][0])

    assert [group for group in SOUND_ALIKE.split() if len(words & set(group.split("/"))) > 1] == []


@pytest.mark.parametrize(("way", "parts", "most"), [("picture", 1, 16), ("pictures", 3, 60), ("words", 2, 2048)])
@promise("ACC-05", breaks="homeroom.sections.rules.secrets.draw_secret", careless=answers("sun cat tree"))
def test_every_part_is_drawn_about_as_often_as_any_other(way: str, parts: int, most: int) -> None:
    draw, rounds = random.Random(7), 60 * most
    seen = Counter(part for _ in range(rounds) for part in draw_secret(way, "en", draw).split())  # type: ignore[arg-type]
    expected = rounds * parts / most

    assert len(seen) == most
    chi = sum((count - expected) ** 2 / expected for count in seen.values())
    assert abs(chi - (most - 1)) < 6 * (2 * (most - 1)) ** 0.5


def test_three_pictures_never_repeat_one() -> None:
    assert all(len(set(draw_secret("pictures").split())) == 3 for _ in range(500))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("language", ["en", "es", "ar", "de"])
def test_what_was_drawn_opens_and_nothing_else_does(way: str, language: str) -> None:
    kept = draw_secret(way, language)  # type: ignore[arg-type]

    assert is_secret(kept, kept)
    assert is_secret(kept, f"  {kept.upper()} ")
    assert not is_secret(kept, "")
    assert not is_secret(kept, kept[:-1])
    assert not is_secret(None, kept)
    assert not is_secret(None, "")
    assert not is_secret("", "")


def test_order_counts_and_spelling_is_read_kindly() -> None:
    assert not is_secret("sun cat tree", "cat sun tree")
    assert is_secret("limón búho león", "Limon, buho  LEON")
    assert is_secret("غابة أسد مرآة", "غابه اسد مراه")
    assert is_secret("4729 1836", "47291836")
    assert is_secret("4729 1836", "٤٧٢٩ ١٨٣٦")
    assert not is_secret("ice-cream sun cat", "icecream sun cat")


@given(some.text(), some.text())
def test_any_typing_is_compared_without_a_fault(kept: str, tried: str) -> None:
    assert is_secret(kept, tried) == (bool(kept) and is_secret(kept, tried))
    assert tidy_secret(tidy_secret(tried)) == tidy_secret(tried) or not tried.isascii()


def test_ages_and_ways_that_grades_suggest() -> None:
    assert [age_for(grade) for grade in ("K", "1", "6", "12", "other", "13", "")] == [5, 6, 11, 17, None, None, None]
    assert [way_for(grade) for grade in ("K", "2", "3", "5", "6", "other")] == [
        "picture",
        "picture",
        "pictures",
        "pictures",
        "words",
        "pictures",
    ]
