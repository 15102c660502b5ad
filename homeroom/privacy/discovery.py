"""Finds every room's privacy.py, jobs.py and checks.py once Django is ready; the engine itself knows no room."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps


def discover() -> None:
    """Imports privacy and jobs of every installed room, lowest first; then what is undeclared is an error of Django's checks."""
    import_module("homeroom.privacy.checks")
    for config in reversed(list(apps.get_app_configs())):
        for name in ("privacy", "jobs", "checks"):
            if config.name.startswith("homeroom.") and find_spec(f"{config.name}.{name}") is not None:
                module = f"{config.name}.{name}"
                if module != "homeroom.jobs.jobs":
                    import_module(module)
