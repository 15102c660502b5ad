"""The cast and the example school."""

from django.apps import AppConfig


class Testing(AppConfig):
    """No tables."""

    name = "homeroom.testing"
    label = "testing"
