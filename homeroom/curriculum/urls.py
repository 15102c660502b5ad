"""Addresses of the catalogue. The slug of a lesson and the number of a level stand in them; both are the curriculum's, nobody's."""

from django.urls import path

from homeroom.curriculum import views

urlpatterns = [
    path("learn/", views.catalogue, name="catalogue"),
    path("learn/<slug:slug>/", views.lesson, name="lesson"),
    path("learn/<slug:slug>/done/", views.done, name="done"),
    path("learn/<slug:slug>/plan/", views.plan, name="plan"),
    path("learn/<slug:slug>/lesson.json", views.lesson_file, name="lesson-file"),
    path("learn/<slug:slug>/<int:number>/", views.level, name="level"),
    path("learn/<slug:slug>/<int:number>/icons/", views.icons, name="icons"),
]
