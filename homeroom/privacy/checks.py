"""Django's checks: nothing starts while something that is stored is not declared (GEN-04)."""

from typing import Any

from django.apps import apps
from django.core.checks import Error, register

from homeroom.kit.declare import problems


@register("privacy")
def everything_is_declared(app_configs: Any, **options: Any) -> list[Error]:
    """One error for each undeclared, stale or impossible line; the text says what to write where."""
    return [Error(fault.says, id=f"privacy.{fault.code}") for fault in problems(apps)]
