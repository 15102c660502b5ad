"""Words for the public: computer science and not coding, and teaching is a craft that nobody is told anybody has (VAL-12)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import polib
import pytest
from django.conf import settings

from homeroom.curriculum import library
from homeroom.testing.promises import promise

ROOT = Path(__file__).resolve().parent.parent.parent
#: What people call the subject when they mean a part of it. A code to come in with, and a "decoder", are something else.
CODING = {
    "en": r"\b(?:coding|coders?|learn(?:s|ing)? to code|hour of code)\b",
    "es": r"\b(?:coding|codificar|codificación|codificadore?s?|programación informática|hora del código|escribir código|"
    r"aprend\w+ a (?:programar|codificar))\b",
    "ar": r"(?:كتابة|تعلّ?م) (?:الأكواد|الكود|الشفرات|الشيفرات|الشفرة|الشيفرة)|التكويد|الترميز البرمجي|تعلّ?م البرمجة|ساعة (?:البرمجة|الكود)",
}
#: Whoever says this says that teachers are not needed.
TEACHING = {
    "en": r"\b(?:any ?(?:body|one)|every ?(?:body|one)) can teach\b|\bteachers? (?:are|is) not needed\b|"
    r"\bno teachers? (?:is |are )?needed\b|\bwithout (?:a|any) teachers?\b|\bteaches itself\b|"
    r"\bcan be taught by any ?(?:body|one)\b|\breplaces? (?:a|the|your) teachers?\b",
    "es": r"\b(?:cualquiera|cualquier persona|todo el mundo|todos) pueden? (?:enseñar|dar (?:la |una )?clase)\b|"
    r"\bsin (?:un |una )?docentes?\b|\bno (?:hacen?|se necesitan?) (?:falta )?(?:un |una )?docentes?\b|\bse enseña sol[ao]\b|"
    r"\breemplazan? a(?:l| la| los)? docentes?\b",
    "ar": r"(?:أيّ? (?:شخص|أحد)|الجميع|لأيّ? (?:شخص|أحد)|لأي كان) (?:\S+ )?(?:أن )?(?:يعلّ?م|يدرّ?س|التعليم|التدريس)|(?:من دون|بلا|بدون) معلّ?م|"
    r"لا حاجة إلى معلّ?م|يحلّ? محل المعلّ?م",
}
#: Sources that hold English only.
SOURCES = (
    "homeroom/**/templates/**/*.html",
    "homeroom/**/*.tsx",
    "labs/**/strings.en.json",
    "curriculum/**/*.md",
    "curriculum/**/*.toml",
    "README.md",
    "CONTRIBUTING.md",
    "docs/*.md",
)
#: Lines that say what is not to be said.
ABOUT_WORDS = {
    '- "Computer science" is never "coding". Anybody can learn it. Praise the work, not the child; nobody is compared with anybody.',
    "We say computer science, not coding; we count no streaks and rank nobody.",
}


def words_of(rules: tuple[dict[str, str], ...], language: str, text: str) -> list[str]:
    """What in a text meets one of these expressions, however its lines are broken."""
    plain = " ".join(text.split())
    return [found[0] for rule in rules for found in re.finditer(rule[language], plain, re.IGNORECASE)]


def misnamed(language: str, text: str) -> list[str]:
    """Words in a text that call computer science something else, or teaching nothing."""
    return words_of((CODING, TEACHING), language, text)


def catalogues() -> Iterator[tuple[str, str, str]]:
    """(where, language, text) of every text of server, labs and curriculum: the English of the code, and what it was translated to."""
    for language in ("es", "ar"):
        for path in sorted(Path(settings.LOCALE_PATHS[0]).glob(f"{language}/LC_MESSAGES/*.po")):
            for entry in polib.pofile(str(path)):
                where = f"{path.relative_to(ROOT)}: {entry.msgid[:40]}"
                yield from ((where, "en", text) for text in (entry.msgid, entry.msgid_plural) if text)
                yield from ((where, language, text) for text in (entry.msgstr, *entry.msgstr_plural.values()) if text)


def sources() -> Iterator[tuple[str, str, str]]:
    """(where, "en", text) of the files themselves: what nobody marked for translation is read by people too."""
    for pattern in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            if "tests" not in path.relative_to(ROOT).parts:
                lines = [line for line in path.read_text("utf-8").splitlines() if line.strip() not in ABOUT_WORDS]
                yield str(path.relative_to(ROOT)), "en", "\n".join(lines)


def catalogue() -> Iterator[tuple[str, str, str]]:
    """(where, language, text) of the courses as the pages show them."""
    yield from _texts("catalogue", library.shelve(Path(settings.HOMEROOM_CURRICULUM), {}))


def _texts(where: str, thing: Any) -> Iterator[tuple[str, str, str]]:
    if isinstance(thing, dict) and "en" in thing and all(isinstance(text, str) for text in thing.values()):
        yield from ((where, language, text) for language, text in thing.items() if language in CODING)
    elif isinstance(thing, dict):
        for key, value in thing.items():
            yield from _texts(f"{where} {key}", value)
    elif isinstance(thing, list | tuple):
        for value in thing:
            yield from _texts(where, value)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from _texts(f"{where} {field.name}", getattr(thing, field.name))


def about_coding(real: Any) -> Any:
    """The careless opposite: a catalogue that sells lessons in coding."""
    return lambda domain, context, english: {
        language: text.replace("program", "coding").replace("Program", "Coding")
        for language, text in real(domain, context, english).items()
    }


@promise("VAL-12", breaks="homeroom.curriculum.words.in_all_languages", careless=about_coding)
def test_the_subject_is_computer_science_and_nobody_is_said_to_teach_without_being_a_teacher() -> None:
    translated, written, shown = list(catalogues()), list(sources()), list(catalogue())

    assert (len(translated) > 8000, len(written) > 100, len(shown) > 1500) == (True, True, True), (
        len(translated),
        len(written),
        len(shown),
    )
    assert {language for _where, language, _text in shown} == {"en", "es", "ar"}
    found = {f"{where}: {word}" for where, language, text in [*translated, *written, *shown] for word in misnamed(language, text)}
    assert sorted(found) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Learn to code in an hour"),
        ("en", "A Coding\n  lesson"),
        ("en", "For young coders"),
        ("en", "Anyone can teach this lesson."),
        ("en", "No teacher needed."),
        ("en", "The lesson teaches itself."),
        ("es", "Aprende a programar en una hora"),
        ("es", "Una lección de codificación"),
        ("es", "Cualquiera puede enseñar esta lección."),
        ("es", "Se aprende sin docente."),
        ("ar", "لنتعلم كتابة الأكواد"),
        ("ar", "تعلّم البرمجة في ساعة"),
        ("ar", "يمكن لأي شخص أن يدرّس هذا الدرس."),
        ("ar", "درس من دون معلّم"),
    ],
)
def test_words_that_sell_coding_or_lessons_without_teachers_are_found(language: str, text: str) -> None:
    assert misnamed(language, text) != []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Anybody can learn computer science. Type the code of your class, and write a program."),
        ("es", "Cualquiera puede aprender ciencias de la computación. Escribe el código de tu clase."),
        ("ar", "يمكن لأي شخص أن يتعلم علوم الحاسوب. يُرجى كتابة رمز الصف."),
    ],
)
def test_learning_programs_and_codes_of_classes_may_be_named(language: str, text: str) -> None:
    assert misnamed(language, text) == []
