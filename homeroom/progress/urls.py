"""Addresses of progress: pages for people, and (`plain`) what level pages send."""

from django.urls import URLPattern, path

from homeroom.progress.views import pupils

urlpatterns: list[URLPattern] = []
plain = [
    path("attempts", pupils.attempts),
    path("drafts", pupils.drafts),
    path("work/<uuid:level>", pupils.work),
    path("beat", pupils.beat),
    path("hand", pupils.hand),
    path("deposit", pupils.deposit),
]
