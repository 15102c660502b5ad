"""The first page of whoever is signed in: a teacher's classes and what goes on in them; a pupil's class, and where to go on."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from homeroom.accounts import queries as people
from homeroom.curriculum.pages import words_for
from homeroom.home import queries
from homeroom.kit.declare import SELF
from homeroom.kit.http import now_of, open_to, viewer_of
from homeroom.kit.static_files import island
from homeroom.rights import queries as rights
from homeroom.rights.closing import queries as closing
from homeroom.sections.pages import cards_of


@open_to(SELF)
def home(request: HttpRequest) -> HttpResponse:
    """To each role its own."""
    viewer = viewer_of(request)
    assert viewer is not None
    if viewer.teaches:
        classes = cards_of(viewer.person_id, now_of(request))
        on_now = queries.going_on_in(classes["cards"], now_of(request))
        # A class that is on stands above with what goes on in it, and not a second time among the cards.
        above = {one.code for one in on_now}
        context = {
            "page_class": "page-wide",
            **classes,
            "cards": [card for card in classes["cards"] if card["section"].code not in above],
            "on_now": on_now,
            "waiting": viewer.waiting,
            "ending": len(closing.unused_soon("student", today=now_of(request).date(), taught_by=viewer.person_id)),
            "to_approve": people.waiting_teachers_count() if viewer.role == "administrator" else 0,
            "requests": rights.waiting(now_of(request).date()) if viewer.role == "administrator" else None,
        }
        return render(request, "home/teacher.html", context)
    if viewer.role == "student":
        stays = closing.work_stays_until(viewer.person_id, today=now_of(request).date())
        context = {
            "my": queries.where_to_go_on(viewer, now_of(request)),
            "stays_until": stays,
            "island": island("offer"),
            "data": _page_data(),
        }
        return render(request, "home/pupil.html", context)
    return HttpResponseRedirect(reverse("curriculum:catalogue"))


def _page_data() -> dict[str, object]:
    """For the question whose work this browser holds; its words are those of the level pages."""
    language = get_language() or "en"
    words = {key: text for key, text in words_for(language, set()).items() if key.startswith("page.offer.")}
    return {"language": language, "signIn": reverse("sign_in:class"), "words": words}
