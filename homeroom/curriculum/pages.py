"""What a level page is handed: labs/parts/contract.ts' PageData and LessonFile, in one language, without solutions."""

from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse

from homeroom.curriculum import library
from homeroom.curriculum.catalogue import Lesson, Level, said_in
from homeroom.kit.static_files import manifest, version_of_kit


def address(name: str, *arguments: object) -> str:
    """An address by name; the first page where its room is not built."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return reverse("home:first")


def level_data(level: Level, language: str) -> dict[str, Any]:
    """LevelData in this language."""
    said = {key: said_in(level.texts[key], language) for key in ("title", "instructions", "hint", "say")}
    mistakes = {key.removeprefix("mistakes."): said_in(text, language) for key, text in level.texts.items() if key.startswith("mistakes.")}
    return {**level.facts, **said, "mistakes": mistakes}


def lesson_data(lesson: Lesson, language: str) -> dict[str, Any]:
    """LessonData: the row of bubbles and the addresses round it."""
    return {
        "slug": lesson.slug,
        "title": lesson.title(language),
        "unit": lesson.title(language),
        "id": str(lesson.id),
        "levels": [
            {
                "id": str(level.id),
                "number": level.number,
                "title": level.title(language),
                "url": reverse("curriculum:level", args=(lesson.slug, level.number)),
                "core": level.core,
                "freePlay": level.free_play,
                "icons": level.icons,
                "lab": level.lab,
            }
            for level in lesson.levels
        ],
        "done": reverse("curriculum:done", args=(lesson.slug,)),
        "home": reverse("curriculum:lesson", args=(lesson.slug,)),
    }


def words_for(language: str, labs: set[str]) -> dict[str, str]:
    """Texts of all parts and of these labs."""
    others = {lab for lab in library.shelf().labs if lab not in labs}
    return {key: said_in(text, language) for key, text in library.shelf().words.items() if key.partition(".")[0] not in others}


def page_data(lesson: Lesson, level: Level, language: str) -> dict[str, Any]:
    """PageData: the same for everybody."""
    return {
        "build": version_of_kit(),
        "language": language,
        "direction": settings.HOMEROOM_LANGUAGES[language][1],
        "lesson": lesson_data(lesson, language),
        "level": level_data(level, language),
        "words": words_for(language, {level.lab}),
        "signIn": address("sign_in:class"),
        "pictures": static("kit/pictures/"),
        "media": f"{settings.STATIC_URL}built/media/",
    }


def entry(source: str) -> dict[str, Any]:
    """Script and style sheets of a module entry, chunks it needs at once included: {"script", "styles", "preload"}."""
    files = manifest()
    styles: list[str] = []
    preload: list[str] = []

    def follow(name: str) -> None:
        for style in files[name].get("css", []):
            if style not in styles:
                styles.append(style)
        for other in files[name].get("imports", []):
            if files[other]["file"] not in preload:
                preload.append(files[other]["file"])
                follow(other)

    follow(source)
    base = f"{settings.STATIC_URL}built/"
    return {"script": base + files[source]["file"], "styles": [base + one for one in styles], "preload": [base + one for one in preload]}


def level_entry(level: Level) -> dict[str, Any]:
    """`entry` of a level page; the level's lab comes along with it rather than after it."""
    page, lab = entry("labs/entries/level.ts"), entry(f"labs/{level.lab}/lab.ts")
    return {**page, "preload": list(dict.fromkeys([*page["preload"], *lab["preload"], lab["script"]]))}


def early_drawings(level: Level) -> list[str]:
    """Where the sheets lie that the page's script draws with: one drawing of each, the hero of the level last.

    What the page shows of them while it waits is here when the script asks for it: no icon and no hero comes late, and nothing twice.
    """
    maze = level.lab == "maze"
    stage = f"maze-{level.facts['body']['theme']}.gen.svg#hero" if maze else "drawing.gen.svg#turtle"
    return [static("kit/icons.gen.svg") + "#run", static("kit/pictures/") + stage]


def classic(source: str) -> str:
    """Address of a classic script."""
    return f"{settings.STATIC_URL}built/{manifest()[source]['file']}"
