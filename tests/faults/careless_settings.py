"""Settings of the control."""

from homeroom.config.settings import *  # noqa: F403

WSGI_APPLICATION = "tests.faults.careless.application"
