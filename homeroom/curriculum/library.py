"""The curriculum in memory, read from what the checker wrote (build/*.json) and from the catalogues of translations.

Read once at the first question, and again whenever the files have changed (an author saves a level: the next page shows it).
"""

import json
import threading
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from homeroom.curriculum.catalogue import Course, Lesson, Level, Text
from homeroom.curriculum.models import Level as LevelRow
from homeroom.curriculum.words import forget_words, in_all_languages, prose_in_all_languages
from homeroom.kit.http.same import forget_pages

FILES = ("levels.json", "lessons.json", "solutions.json", "labs.json", "words.json")


class NoCurriculum(RuntimeError):
    """The checker has not written anything yet."""


@dataclass(frozen=True)
class Shelf:
    """Everything, found by id and by slug."""

    courses: tuple[Course, ...] = ()
    course_by_id: dict[uuid.UUID, Course] = field(default_factory=dict)
    course_by_slug: dict[str, Course] = field(default_factory=dict)
    lesson_by_id: dict[uuid.UUID, Lesson] = field(default_factory=dict)
    lesson_by_slug: dict[str, Lesson] = field(default_factory=dict)
    level_by_id: dict[uuid.UUID, Level] = field(default_factory=dict)
    solutions: dict[uuid.UUID, dict[str, object]] = field(default_factory=dict)
    #: concept to its facts: {"title": Text, "can": Text, ...}
    concepts: dict[str, dict[str, Text]] = field(default_factory=dict)
    standards: dict[str, Text] = field(default_factory=dict)
    questions: dict[str, dict[str, Text]] = field(default_factory=dict)
    labs: tuple[str, ...] = ()
    #: What pupils can put in besides blocks: files, or texts of their own, by lab.
    uploads: dict[str, bool] = field(default_factory=dict)
    free_text: dict[str, bool] = field(default_factory=dict)
    #: key to text of labs' and parts' strings
    words: dict[str, Text] = field(default_factory=dict)

    def question(self, lab: str, mistake: str | None, said: str | None) -> Text | None:
        """What a teacher may ask; first by mistake, then by what the world said ("maze.wall")."""
        asked = self.questions.get(lab, {})
        return asked.get(f"mistakes.{mistake}") or asked.get(f"happened.{(said or '').rpartition('.')[2]}")


_lock = threading.Lock()
_shelf: Shelf | None = None
_stamp: tuple[float, ...] = ()


def shelf() -> Shelf:
    """The curriculum in force; read at the first call."""
    if _shelf is None:
        with _lock:
            if _shelf is None:
                _read()
    assert _shelf is not None
    return _shelf


def refresh() -> bool:
    """Reads again when files have changed since; answers whether they had. Called by `homeroom serve` while an author works."""
    if _shelf is not None and _stamp_now() == _stamp:
        return False
    with _lock:
        _read()
    return True


def refresh_slots() -> None:
    """Reads again after `load_levels` gave slots."""
    with _lock:
        _read()


def _stamp_now() -> tuple[float, ...]:
    folder = Path(settings.HOMEROOM_CURRICULUM)
    return tuple((folder / name).stat().st_mtime if (folder / name).exists() else 0.0 for name in FILES)


def _read() -> None:
    global _shelf, _stamp
    stamp = _stamp_now()
    forget_words()
    found = shelve(Path(settings.HOMEROOM_CURRICULUM), dict(LevelRow.objects.values_list("id", "slot")))
    _shelf, _stamp = found, stamp
    forget_pages()


def _load(folder: Path, name: str) -> Any:
    path = folder / name
    try:
        return json.loads(path.read_text("utf-8"))
    except FileNotFoundError as problem:
        raise NoCurriculum(f"{path.name} is missing: run `homeroom curriculum check` (make serve does it)") from problem


def shelve(folder: Path, known_slots: dict[uuid.UUID, int]) -> Shelf:
    """Reads what the checker wrote to `folder`. Levels without a known slot get their place in the lesson."""
    levels = _load(folder, "levels.json")["levels"]
    lessons, labs = _load(folder, "lessons.json"), _load(folder, "labs.json")["labs"]
    slots = {uuid.UUID(one["id"]): known_slots.get(uuid.UUID(one["id"]), one["number"] - 1) for one in levels}
    by_lesson: dict[str, list[Level]] = {}
    for one in levels:
        by_lesson.setdefault(one["lesson"], []).append(_level(one, slots, lessons))
    courses = tuple(_course(one, by_lesson) for one in lessons["courses"])
    found_lessons = [lesson for course in courses for lesson in course.lessons]
    return Shelf(
        courses=courses,
        course_by_id={course.id: course for course in courses},
        course_by_slug={course.slug: course for course in courses},
        lesson_by_id={lesson.id: lesson for lesson in found_lessons},
        lesson_by_slug={lesson.slug: lesson for lesson in found_lessons},
        level_by_id={level.id: level for lesson in found_lessons for level in lesson.levels},
        solutions={uuid.UUID(key): value for key, value in _load(folder, "solutions.json")["levels"].items()},
        concepts={name: _concept(name, facts) for name, facts in lessons["concepts"].items()},
        standards={code: in_all_languages("curriculum", f"standards/{code}", text) for code, text in lessons["standards"].items()},
        questions={lab: _questions(lab, asked) for lab, asked in lessons["questions"].items()},
        labs=tuple(lab["lab"] for lab in labs),
        uploads={lab["lab"]: bool(lab["uploads"]) for lab in labs},
        free_text={lab["lab"]: bool(lab["textPlaces"]) for lab in labs},
        words={key: in_all_languages("labs", key, text) for key, text in _load(folder, "words.json").items()},
    )


def _lessons_in(lessons: Any) -> Iterable[Any]:
    for course in lessons["courses"]:
        for unit in course["units"]:
            yield from unit["lessons"]


def _questions(lab: str, asked: dict[str, dict[str, str]]) -> dict[str, Text]:
    flat = {f"{group}.{name}": text for group, texts in asked.items() for name, text in texts.items()}
    return {key: in_all_languages("curriculum", f"questions/{lab}:{key}", text) for key, text in flat.items()}


def _concept(name: str, facts: dict[str, Any]) -> dict[str, Text]:
    return {
        key: in_all_languages("curriculum", f"concepts/{name}:{key}", facts[key])
        for key in ("title", "can", "student", "teacher")
        if facts.get(key)
    }


def _level(one: Any, slots: dict[uuid.UUID, int], lessons: Any) -> Level:
    identity = uuid.UUID(one["id"])
    path = one["path"]
    english = {"title": one["title"], "instructions": one["instructions"], "hint": one["hint"], "say": one["say"]}
    texts = {key: in_all_languages("curriculum", f"{path}:{key}", text) for key, text in english.items()}
    for name, sentence in one["mistakes"].items():
        texts[f"mistakes.{name}"] = in_all_languages("curriculum", f"{path}:mistakes.{name}", sentence)
    lesson = next(entry["id"] for entry in _lessons_in(lessons) if entry["path"] == one["lesson"])
    kept = ("id", "number", "lab", "core", "freePlay", "icons", "optimal", "start", "toolbox", "body")
    return Level(
        id=identity,
        number=one["number"],
        slot=slots[identity],
        lesson=uuid.UUID(lesson),
        lab=one["lab"],
        core=one["core"],
        free_play=one["freePlay"],
        icons=one["icons"],
        optimal=one["optimal"],
        concepts=tuple(one["concepts"]),
        facts={key: one[key] for key in kept},
        texts=texts,
    )


def _course(one: Any, by_lesson: dict[str, list[Level]]) -> Course:
    identity = uuid.UUID(one["id"])
    lessons = [_lesson(lesson, identity, by_lesson) for unit in one["units"] for lesson in unit["lessons"]]
    path = one["path"]
    texts = {key: in_all_languages("curriculum", f"{path}:{key}", one[key]) for key in ("title", "summary")}
    return Course(id=identity, slug=one["slug"], lessons=tuple(lessons), texts=texts, facts=one)


def _lesson(one: Any, course: uuid.UUID, by_lesson: dict[str, list[Level]]) -> Lesson:
    path = one["path"]
    english: dict[str, str] = {key: one[key] for key in ("title", "summary", "congratulation")}
    for name in ("objectives", "learned"):
        english |= {f"{name}.{at}": text for at, text in enumerate(one.get(name, []))}
    for at, entry in enumerate(one.get("vocabulary", [])):
        english |= {f"vocabulary.{at}.word": entry["word"], f"vocabulary.{at}.meaning": entry["meaning"]}
    return Lesson(
        id=uuid.UUID(one["id"]),
        slug=one["slug"],
        course=course,
        minutes=one["minutes"],
        levels=tuple(by_lesson.get(path, [])),
        concepts=tuple(one.get("concepts", [])),
        texts={key: in_all_languages("curriculum", f"{path}:{key}", text) for key, text in english.items()}
        | {key: prose_in_all_languages(f"{path}:{key}", one[key]) for key in ("introduction", "plan", "unplugged")},
        facts=one,
    )
