"""Addresses of classes. Public codes stand in them; they open nothing by themselves."""

from django.urls import path

from homeroom.sections.views import adding, classes, now, papers, roster

_CLASS = "classes/<str:code>/"
_PUPIL = f"{_CLASS}pupils/<str:student>/"

urlpatterns = [
    path("classes/", classes.all_classes, name="all"),
    path("classes/new/", classes.new, name="new"),
    path(_CLASS, now.now, name="now"),
    path(f"{_CLASS}start/", now.start, name="start"),
    path(f"{_CLASS}reopen/", now.reopen, name="reopen"),
    path(f"{_CLASS}end/", now.end, name="end"),
    path(f"{_CLASS}projector/", now.projector, name="projector"),
    path(f"{_CLASS}arrived/", now.arrived, name="arrived"),
    path(f"{_CLASS}roster/", roster.roster, name="roster"),
    path(f"{_CLASS}add/", adding.add, name="add"),
    path(f"{_CLASS}ready/", adding.ready, name="ready"),
    path(f"{_CLASS}cards/", papers.cards, name="cards"),
    path(f"{_CLASS}letter/", papers.letter, name="letter"),
    path(f"{_CLASS}settings/", classes.settings, name="settings"),
    path(f"{_CLASS}settings/sign-in/", classes.sign_in, name="sign_in"),
    path(f"{_CLASS}settings/year/", classes.year, name="year"),
    path(f"{_CLASS}settings/link/", classes.link, name="link"),
    path(f"{_CLASS}settings/join-code/", classes.join_code, name="join_code"),
    path(f"{_CLASS}settings/unlock/", classes.unlock, name="unlock"),
    path(f"{_CLASS}archive/", classes.archive, name="archive"),
    path(f"{_CLASS}unarchive/", classes.unarchive, name="unarchive"),
    path(f"{_CLASS}delete/", classes.delete, name="delete"),
    path(f"{_CLASS}restore/", classes.restore, name="restore"),
    path(_PUPIL, roster.pupil, name="pupil"),
    path(f"{_PUPIL}name/", roster.rename, name="rename"),
    path(f"{_PUPIL}age/", roster.age, name="age"),
    path(f"{_PUPIL}secret/", roster.secret, name="secret"),
    path(f"{_PUPIL}redraw/", roster.redraw, name="redraw"),
    path(f"{_PUPIL}sign-in/", roster.sign_in, name="pupil_sign_in"),
    path(f"{_PUPIL}card/", roster.card, name="card"),
    path(f"{_PUPIL}unlock/", roster.unlock, name="pupil_unlock"),
    path(f"{_PUPIL}move/", roster.move, name="move"),
    path(f"{_PUPIL}remove/", roster.remove, name="remove"),
    path(f"{_PUPIL}restore/", roster.restore, name="pupil_restore"),
]
