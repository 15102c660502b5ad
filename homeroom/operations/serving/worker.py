"""The process that answers: what Granian loads as `homeroom.operations.serving.worker:application`.

It is Django's application, and two quiet threads beside it: one runs the jobs, one ends this process when the one above it has gone.
"""

from django.conf import settings
from django.utils.module_loading import import_string

from homeroom.operations.serving import beside, watch

application = import_string(settings.WSGI_APPLICATION)
beside.begin()
if settings.HOMEROOM_WATCH:
    watch.begin()
