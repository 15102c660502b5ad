"""Addresses of the first pages, and GET /me."""

from django.urls import path

from homeroom.home.views import first, for_children, home, me

urlpatterns = [
    path("", first.first, name="first"),
    path("home/", home.home, name="home"),
    path("privacy/for-children/", for_children.index, name="for-children"),
    path("privacy/for-children/<slug:tool>/", for_children.tool, name="for-children-tool"),
]
plain = [path("", first.to_language), path("robots.txt", first.robots), path("me", me.me)]
