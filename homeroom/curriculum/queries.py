"""What other rooms ask of the curriculum. Everything comes from memory (curriculum.library); unknown or removed is None."""

import uuid
from dataclasses import dataclass

from homeroom.curriculum import library
from homeroom.curriculum.catalogue import Course, Lesson, Level, Text, said_in


def courses() -> tuple[Course, ...]:
    """All courses, in the order of the catalogue."""
    return library.shelf().courses


@dataclass(frozen=True)
class Tool:
    """What pupils work with in a lab, and what they can put into it besides blocks."""

    lab: str
    title: Text
    uploads: bool
    free_text: bool


def tools(course_id: uuid.UUID | None = None) -> dict[str, Tool]:
    """Every lab that a lesson uses (of this course), called as its first lesson is."""
    found: dict[str, Tool] = {}
    shelf = library.shelf()
    for lesson in (lesson for course in shelf.courses if course_id in (None, course.id) for lesson in course.lessons):
        for lab in dict.fromkeys(level.lab for level in lesson.levels):
            found.setdefault(lab, Tool(lab, lesson.texts["title"], shelf.uploads.get(lab, True), shelf.free_text.get(lab, True)))
    return found


def find_course(course_id: uuid.UUID) -> Course | None:
    """A course by its id."""
    return library.shelf().course_by_id.get(course_id)


def find_lesson(lesson_id: uuid.UUID) -> Lesson | None:
    """A lesson by its id."""
    return library.shelf().lesson_by_id.get(lesson_id)


def lesson_with_slug(slug: str) -> Lesson | None:
    """A lesson by the word in its address."""
    return library.shelf().lesson_by_slug.get(slug)


def find_level(level_id: uuid.UUID) -> Level | None:
    """A level that is there now, by its id."""
    return library.shelf().level_by_id.get(level_id)


def solutions_of(level_id: uuid.UUID) -> dict[str, object] | None:
    """For teachers only: {"solutions": [{"program", "text", "javascript", "verdict"}...], "mistakes": [...]} as the checker wrote it."""
    return library.shelf().solutions.get(level_id)


def question_for(lab: str, mistake: str | None, said: str | None, language: str = "en") -> str:
    """What a teacher may ask a child who met this mistake, or was told this sentence; "" when there is nothing."""
    found = library.shelf().question(lab, mistake, said)
    return "" if found is None else said_in(found, language)


def concepts() -> dict[str, dict[str, Text]]:
    """All concepts by name: "title", what somebody "can" do who has understood it, words for "student" and "teacher"."""
    return library.shelf().concepts
