"""Settings of the control."""

from homeroom.config.settings import *  # noqa: F403
from homeroom.config.settings import DATABASES

DATABASES["default"]["ENGINE"] = "tests.battery.hasty"
