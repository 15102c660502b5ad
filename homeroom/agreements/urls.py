"""Addresses of the texts."""

from django.urls import path

from homeroom.agreements import views

urlpatterns = [
    path("agreements/", views.current, name="current"),
    path("privacy/policy/", views.policy, name="policy"),
    path("privacy/principles/", views.principles, name="principles"),
    path("agreements/<slug:kind>/", views.text, name="text"),
    path("agreements/<slug:kind>/changed/", views.changed, name="changed"),
    path("agreements/<slug:kind>/<int:number>/", views.version, name="version"),
]
