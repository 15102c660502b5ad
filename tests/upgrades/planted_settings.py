"""Settings with migrations of a test's own for the room of jobs: PLANTED names their package."""

import os

from homeroom.config.settings import *  # noqa: F403

MIGRATION_MODULES = {"jobs": os.environ["PLANTED"]}
