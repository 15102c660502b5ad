"""Addresses of the privacy pages."""

from django.urls import path

from homeroom.privacy import views

urlpatterns = [
    path("privacy/data/", views.data, name="data"),
    path("privacy/cookies/", views.cookies, name="cookies"),
    path("privacy/promises/", views.promises, name="promises"),
]
