"""What a pupil sees of themselves: the same facts that the own teacher sees (LRN-01, LRN-05, LRN-07)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from homeroom.curriculum import queries as curriculum
from homeroom.kit.declare import SELF
from homeroom.kit.http import open_to
from homeroom.progress import pages, queries
from homeroom.progress.views.teachers import teacher as whoever_asks


@open_to(SELF)
def mine(request: HttpRequest) -> HttpResponse:
    """Levels, what can be used, and who else sees it. No ranking, no comparing."""
    person = whoever_asks(request).person_id
    begun = queries.lessons_begun(person)
    can, words = queries.topics_of(person, begun), pages.concepts_in_words(pages.language_now())
    courses = curriculum.courses()
    context: dict[str, Any] = {
        "lessons": [pages.my_lesson(person, lesson) for lesson in begun],
        "can": [words[concept] for concept, solved in can.items() if solved],
        "soon": [words[concept] for concept, solved in can.items() if not solved],
        "first": courses[0].lessons[0] if courses else None,
    }
    return render(request, "progress/mine.html", context)
