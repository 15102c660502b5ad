"""What Granian serves: static files, then Django."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeroom.config.settings")

from django.core.wsgi import get_wsgi_application

from homeroom.kit import egress
from homeroom.kit.static_files import with_static_files

application = with_static_files(get_wsgi_application())
egress.close()
