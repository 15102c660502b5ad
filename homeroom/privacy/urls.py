"""Addresses of the privacy pages, and of what programs read of them."""

from django.urls import path

from homeroom.privacy import views

urlpatterns = [
    path("privacy/data/", views.data, name="data"),
    path("privacy/cookies/", views.cookies, name="cookies"),
    path("privacy/providers/", views.providers, name="providers"),
    path("privacy/retention/", views.retention, name="retention"),
    path("privacy/receipt/", views.receipt, name="receipt"),
    path("privacy/promises/", views.promises, name="promises"),
]
plain = [
    path(".well-known/privacy-inventory.json", views.inventory_file),
    path(".well-known/security.txt", views.security),
]
