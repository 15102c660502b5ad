"""Addresses of incidents."""

from django.urls import path

from homeroom.support import views

urlpatterns = [
    path("desk/incidents/", views.incidents, name="incidents"),
    path("desk/incidents/new/", views.new, name="new"),
    path("desk/incidents/<str:incident>/", views.one, name="incident"),
    path("desk/incidents/<str:incident>/letter/", views.letter, name="letter"),
    path("notices/<str:incident>/", views.notice, name="notice"),
]
