"""Settings of tests: keys and data of their own, a database in memory, actions that join the test's transaction."""

import atexit
import os
import shutil
import tempfile

_place = tempfile.mkdtemp(prefix="homeroom-test-")
atexit.register(shutil.rmtree, _place, ignore_errors=True)
os.environ["HOMEROOM_DATA"] = f"{_place}/data"
os.environ["HOMEROOM_KEYS"] = f"{_place}/keys"
os.environ.setdefault("PRIVACY_CONTACT", "privacy@school.example")

from homeroom.config.settings import *  # noqa: E402, F403
from homeroom.config.settings import DATABASES, LOGGING  # noqa: E402

if "sqlite" in str(DATABASES["default"]["ENGINE"]):
    DATABASES["default"]["NAME"] = ":memory:"
ALLOWED_HOSTS = ["*"]
HOMEROOM_WRITE_IN_PLACE = True
# One data folder is shared by all tests of a run: what one of them logs must not lie there for the next.
LOGGING = LOGGING | {"root": {"handlers": ["out"], "level": "WARNING"}}
