"""Once everything is loaded: read all declarations."""

from django.apps import AppConfig


class Config(AppConfig):
    """No tables. `ready` runs when all models are loaded."""

    name = "homeroom.config"
    label = "config"

    def ready(self) -> None:
        from homeroom.privacy.discovery import discover

        discover()
