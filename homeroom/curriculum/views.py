"""The catalogue, lessons and levels: open to anybody, the same bytes for everybody, no cookie (GEN-01..03)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from homeroom.curriculum import pages, queries
from homeroom.curriculum.catalogue import Lesson, Level, said_in
from homeroom.curriculum.library import shelf
from homeroom.curriculum.markdown import to_html
from homeroom.kit.declare import TEACHERS, VISITORS
from homeroom.kit.errors import NotFound
from homeroom.kit.http import json_answer, open_to, same_for_everybody
from homeroom.kit.http.same import CACHE


def _language() -> str:
    return get_language() or "en"


def _lesson(slug: str) -> Lesson:
    found = queries.lesson_with_slug(slug)
    if found is None:
        raise NotFound()
    return found


def _level(slug: str, number: int) -> tuple[Lesson, Level]:
    lesson = _lesson(slug)
    level = lesson.level(number)
    if level is None:
        raise NotFound()
    return lesson, level


def _texts(lesson: Lesson, prefix: str, language: str) -> list[str]:
    return [said_in(text, language) for key, text in lesson.texts.items() if key.startswith(f"{prefix}.")]


@open_to(VISITORS)
@same_for_everybody
def catalogue(request: HttpRequest) -> HttpResponse:
    """All courses, each with its grades, minutes and lessons."""
    language = _language()
    cards = [
        {
            "course": course,
            "title": course.title(language),
            "summary": said_in(course.texts["summary"], language),
            "grades": course.facts["grade_band"],
            "minutes": course.facts["minutes"],
            "lesson": course.lessons[0] if course.lessons else None,
        }
        for course in queries.courses()
    ]
    return render(request, "curriculum/catalogue.html", {"cards": cards})


@open_to(VISITORS)
@same_for_everybody
def lesson(request: HttpRequest, slug: str) -> HttpResponse:
    """What a lesson is about, and its levels."""
    found, language = _lesson(slug), _language()
    vocabulary = [
        (said_in(found.texts[f"vocabulary.{at}.word"], language), said_in(found.texts[f"vocabulary.{at}.meaning"], language))
        for at in range(len(found.facts.get("vocabulary", [])))
    ]
    context = {
        "lesson": found,
        "title": found.title(language),
        "summary": said_in(found.texts["summary"], language),
        "introduction": mark_safe(to_html(said_in(found.texts["introduction"], language))),  # noqa: S308 - our own Markdown, HTML off
        "unplugged": mark_safe(to_html(said_in(found.texts["unplugged"], language))),  # noqa: S308
        "grades": found.facts["grade_band"],
        "vocabulary": vocabulary,
        "objectives": _texts(found, "objectives", language),
        "levels": pages.lesson_data(found, language)["levels"],
        "has_icons": any(level.icons for level in found.levels),
    }
    return render(request, "curriculum/lesson.html", context)


def _level_page(request: HttpRequest, slug: str, number: int, template: str) -> HttpResponse:
    found, level = _level(slug, number)
    language = _language()
    data: dict[str, Any] = pages.page_data(found, level, language)
    context = {
        "lesson": found,
        "level": level,
        "data": data,
        "shown": data["level"],
        "strip": pages.classic("labs/entries/classic/icons.ts"),
        "fallback": pages.classic("labs/entries/classic/fallback.ts"),
        "early": pages.early_drawings(level),
        **pages.level_entry(level),
    }
    return render(request, template, context)


@open_to(VISITORS)
@same_for_everybody
def level(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A level, built with blocks."""
    return _level_page(request, slug, number, "curriculum/level.html")


@open_to(VISITORS)
@same_for_everybody
def icons(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The same level, built in a strip of plain buttons."""
    if not _level(slug, number)[1].icons:
        raise NotFound()
    return _level_page(request, slug, number, "curriculum/icons.html")


@open_to(VISITORS)
@same_for_everybody
def done(request: HttpRequest, slug: str) -> HttpResponse:
    """Well done: what was learned, and a certificate that stores nothing."""
    found, language = _lesson(slug), _language()
    learned = _texts(found, "learned", language)
    data = {
        "language": language,
        "direction": pages.page_data(found, found.levels[0], language)["direction"],
        "lesson": {"title": found.title(language)},
        "learned": learned,
        "words": pages.words_for(language, set()),
        "pictures": pages.page_data(found, found.levels[0], language)["pictures"],
    }
    more = [other for other in found.levels if not other.core]
    context = {
        "lesson": found,
        "title": found.title(language),
        "learned": learned,
        "congratulation": said_in(found.texts["congratulation"], language),
        "data": data,
        "more": [(other, other.title(language)) for other in more],
        **pages.entry("labs/entries/done.ts"),
    }
    return render(request, "curriculum/done.html", context)


@open_to(VISITORS)
@same_for_everybody
def lesson_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole lesson as JSON, so that it can be finished without network."""
    found, language = _lesson(slug), _language()
    answer = json_answer(
        {"lesson": pages.lesson_data(found, language), "levels": [pages.level_data(one, language) for one in found.levels]}
    )
    answer["Cache-Control"] = CACHE
    return answer


@open_to(TEACHERS)
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """The teacher's plan, with solutions. No pupil and no visitor gets a solution by any address."""
    found, language = _lesson(slug), _language()
    solutions = []
    for one in found.levels:
        known: Any = queries.solutions_of(one.id) or {"solutions": []}
        solutions.append({"level": one, "title": one.title(language), "programs": [program["text"] for program in known["solutions"]]})
    context = {
        "lesson": found,
        "title": found.title(language),
        "plan": mark_safe(to_html(said_in(found.texts["plan"], language))),  # noqa: S308
        "unplugged": mark_safe(to_html(said_in(found.texts["unplugged"], language))),  # noqa: S308
        "objectives": _texts(found, "objectives", language),
        "standards": [(code, said_in(shelf().standards[code], language)) for code in found.facts.get("standards", [])],
        "concepts": [{key: said_in(text, language) for key, text in shelf().concepts[name].items()} for name in found.concepts],
        "solutions": solutions,
        "vocabulary": [],
    }
    return render(request, "curriculum/plan.html", context)
