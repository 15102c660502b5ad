"""What a teacher reads off the printed cards, for a journey: name, way, secret, card and user name of every seat."""

import json
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeroom.config.settings")

import django

django.setup()

# Once Django is ready.
from homeroom.sections.models import Enrolment  # noqa: E402

for seat in Enrolment.objects.filter(left_at__isnull=True).select_related("student").order_by("pk"):
    row = {"name": seat.student.name, "code": seat.student.code, "way": seat.sign_in, "secret": seat.secret}
    row |= {"card": seat.card, "username": seat.student.username}
    sys.stdout.write(json.dumps(row) + "\n")
