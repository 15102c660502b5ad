"""Addresses of the texts."""

from django.urls import path

from homeroom.agreements import views

urlpatterns = [path("agreements/", views.current, name="current")]
