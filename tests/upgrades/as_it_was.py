"""Puts a backup in place without bringing its tables up to date: `python -m tests.upgrades.as_it_was FILE`, in a service's settings."""

import datetime
import os
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeroom.config.settings")

if __name__ == "__main__":
    import django

    django.setup()
    from homeroom.operations.keeping.restore import restore
    from homeroom.operations.serving.prepare import held_data, in_this_thread

    with held_data(), in_this_thread():
        restore(Path(sys.argv[1]), now=datetime.datetime.now(datetime.UTC), to_date=False)
