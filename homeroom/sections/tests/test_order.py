"""Names stand where people look for them, and are shown in any script."""

import random

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from homeroom.curriculum import queries as curriculum
from homeroom.sections import actions, queries
from homeroom.sections.models import Section
from homeroom.sections.rules.order import heading_of, place_of
from homeroom.testing.cast import NOW, a_person, a_seat, a_section, signed_in, the_cast


@pytest.mark.parametrize(
    "names",
    [
        ["Ada", "Élodie", "Emil", "Zoë"],
        ["andrea", "Ángel", "Antonia", "ÁNXEL"],
        ["Noa", "Nuria", "Ñandú", "Óscar", "Otto"],
        ["Ana", "Anna", "Año", "Aoife"],
        ["Jose", "José", "Josefa"],
        ["Ægir", "Jørgen", "Joris", "Łukasz", "Luz"],
        ["Anne", "Anne-Marie", "Annette"],
        ["Obi", "O'Brien", "Ocean"],
        ["Ben", "Ben H.", "Ben S.", "Bengt"],
        ["Pupil 2", "Pupil 10", "Pupil 100"],
        ["أحمد", "أمل", "إياد", "باسل", "تالا", "زينب", "علي", "هدى", "يوسف"],
        ["ابراهيم", "أحمد", "اسماعيل", "آية", "إيمان"],
        ["هدى", "هديل", "هند"],
        ["بهرام", "پروین", "تارا", "کامران", "گلناز", "لیلا"],
        ["Елена", "Ёлка", "Ефим", "Иван", "Илья", "Йозеф", "Кира"],
        ["Zoe", "Елена", "أحمد", "李小明"],
    ],
)
def test_a_list_is_sorted_as_people_expect(names: list[str]) -> None:
    mixed = random.Random(7).sample(names, len(names))

    assert sorted(mixed, key=place_of) == names


@pytest.mark.parametrize(("one", "other"), [("Zoë", "zoe"), ("مُحمّد", "محمد"), ("آدم", "ادم"), ("محـــمد", "محمد"), ("ﬁona", "Fiona")])
def test_accents_case_and_vowel_signs_do_not_move_a_name(one: str, other: str) -> None:
    assert place_of(one)[0] == place_of(other)[0]


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("Élodie", "E"),
        ("ñusta", "Ñ"),
        ("Ñusta", "Ñ"),
        ("أحمد", "ا"),
        ("پروین", "پ"),
        ("Łukasz", "L"),
        ("7 Ben", "7"),
        ("O'Brien", "O"),
        ("", ""),
    ],
)
def test_a_name_stands_under_the_letter_it_is_sorted_by(name: str, letter: str) -> None:
    assert heading_of(name) == letter


def test_vowel_signs_that_are_letters_do_move_a_name() -> None:
    assert place_of("कमल")[0] != place_of("कामिल")[0]


@given(some.text(max_size=40), some.text(max_size=40))
def test_two_names_never_share_one_place(one: str, other: str) -> None:
    assert (place_of(one) == place_of(other)) == (one == other)


@pytest.mark.django_db
def test_the_class_sees_elodie_before_zoe() -> None:
    section = a_section(the_cast().ada, "5c")
    for name in ("Zoë", "Élodie", "Ñusta", "nora"):
        a_seat(section, a_person(name, age=11))

    assert [place.shown for place in queries.places_in(section.pk)] == ["Élodie", "nora", "Ñusta", "Zoë"]


def at(name: str, section: Section) -> str:
    return reverse(f"sections:{name}", kwargs={"code": section.code})


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_names_of_any_script_are_shown_and_escaped(language: str) -> None:
    cast = the_cast()
    a_seat(cast.section, a_person("<b>محمد</b> & 李", age=11))
    assert "Ben" not in signed_in(cast.ada).get(at("projector", cast.section)).content.decode()
    actions.start_period(
        section=cast.section, lesson=curriculum.courses()[0].lessons[0].id, teacher_id=cast.ada.pk, by=cast.ada.code, now=NOW
    )

    for name in ("roster", "now", "projector"):
        html = signed_in(cast.ada).get(at(name, cast.section).replace("/en/", f"/{language}/", 1)).content.decode()
        assert "<b>محمد" not in html
        assert "&lt;b&gt;محمد" in html
