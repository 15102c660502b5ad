"""What a browser may ever hold from us, for a journey: place, database and name of each declaration (TRK-03)."""

import json
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeroom.config.settings")

import django

django.setup()

# Once Django is ready.
from homeroom.privacy.queries import declared_browser_storage  # noqa: E402

for one in declared_browser_storage():
    sys.stdout.write(json.dumps({"place": one.place, "database": one.database, "name": one.name, "readable": one.readable}) + "\n")
