"""Addresses of progress: pages for people, and (`plain`) what level pages send."""

from django.urls import path

from homeroom.progress.views import mine, pretend, pupils, teachers

_CLASS = "classes/<str:code>"

urlpatterns = [
    path("mine/", mine.mine, name="mine"),
    path(f"{_CLASS}/progress/", teachers.grid, name="grid"),
    path("pretend/", pretend.begin, name="pretend"),
    path(f"{_CLASS}/leave/", pretend.leave, name="leave-pretend"),
]
plain = [
    path("attempts", pupils.attempts),
    path("drafts", pupils.drafts),
    path("work/<uuid:level>", pupils.work),
    path("beat", pupils.beat),
    path("hand", pupils.hand),
    path("deposit", pupils.deposit),
    path(f"{_CLASS}/page", teachers.page),
    path(f"{_CLASS}/roster", teachers.roster),
    path(f"{_CLASS}/states", teachers.states),
    path(f"{_CLASS}/stuck", teachers.stuck),
    path(f"{_CLASS}/cells/<str:student>/<uuid:level>", teachers.cell),
    path(f"{_CLASS}/hands-down", teachers.hands_down),
    path(f"{_CLASS}/pretend", pretend.play),
    path(f"{_CLASS}/pretend/attempts", pretend.attempts),
    path(f"{_CLASS}/pretend/beats", pretend.beats),
]
