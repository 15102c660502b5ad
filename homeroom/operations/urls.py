"""Addresses of the service itself, for programs."""

from django.urls import path

from homeroom.operations import views

urlpatterns: list[object] = []
plain = [path("healthz", views.healthz), path("readyz", views.readyz), path("build", views.build)]
