"""Addresses of the first pages, and GET /me."""

from django.urls import path

from homeroom.home.views import first, home, me

urlpatterns = [path("", first.first, name="first"), path("home/", home.home, name="home")]
plain = [path("", first.to_language), path("robots.txt", first.robots), path("me", me.me)]
