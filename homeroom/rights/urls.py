"""Addresses of the rights of the person. Receipts stand in no path; codes of requests open nothing by themselves."""

from django.urls import path

from homeroom.rights.views import asking, closing, deciding, mine, records

_PUPIL = "classes/<str:code>/pupils/<str:student>/"

urlpatterns = [
    path("account/delete/", closing.close, name="close"),
    path("accounts-that-end/", closing.ending, name="ending"),
    path(f"{_PUPIL}erase/", closing.erase_pupil, name="erase_pupil"),
    path("about-me/", mine.mine, name="mine"),
    path("about-me/seen/", mine.seen, name="seen"),
    path("about-me/correct/", mine.correct, name="correct"),
    path("about-me/file/", mine.take_along, name="take_along"),
    path("about-me/ask/", asking.ask, name="ask"),
    path("families/ask/", asking.family, name="family"),
    path("families/answer/", asking.answer, name="answer"),
    path("requests/", deciding.queue, name="queue"),
    path("requests/<str:code>/", deciding.one_request, name="request"),
    path(f"{_PUPIL}record/", records.record, name="record"),
    path(f"{_PUPIL}record/file/", records.record_file, name="record_file"),
]
