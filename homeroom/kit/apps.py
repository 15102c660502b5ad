"""The kit as a Django app: templates, static files, template tags."""

from django.apps import AppConfig


class Kit(AppConfig):
    """No tables."""

    name = "homeroom.kit"
    label = "kit"
