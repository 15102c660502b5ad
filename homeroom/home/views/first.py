"""The first page: one click to a puzzle, for anybody (GEN-01)."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language

from homeroom.agreements.queries import announced
from homeroom.curriculum import queries
from homeroom.curriculum.catalogue import said_in
from homeroom.curriculum.pages import address
from homeroom.kit.declare import ANYBODY, VISITORS
from homeroom.kit.http import now_of, open_to, same_for_everybody
from homeroom.kit.http.frame import language_of


@open_to(VISITORS)
@same_for_everybody
def first(request: HttpRequest) -> HttpResponse:
    """What this is, and the way to the first level."""
    courses, language = queries.courses(), get_language() or "en"
    context = {
        "lesson": courses[0].lessons[0] if courses else None,
        "cards": [
            {"slug": lesson.slug, "title": lesson.title(language), "summary": said_in(lesson.texts["summary"], language)}
            for course in courses
            for lesson in course.lessons
        ],
        "class_address": address("sign_in:class"),
        "teacher_address": address("sign_in:sign_up"),
        "data_address": address("privacy:data"),
        "announced": [(one, one.changed_in(language)) for one in announced(language, now_of(request).date())],
    }
    return render(request, "home/first.html", context)


@open_to(ANYBODY)
def to_language(request: HttpRequest) -> HttpResponse:
    """`/` leads to the first page in the browser's language; kept by nobody."""
    answer = HttpResponseRedirect(f"/{language_of(request)}/")
    answer["Vary"] = "Accept-Language"
    return answer


@open_to(ANYBODY)
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read the open pages; pages about people are not open to them anyway."""
    lines = ["User-agent: *", *(f"Disallow: /{code}/class/" for code in settings.HOMEROOM_LANGUAGES), ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")
