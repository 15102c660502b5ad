"""What the jobs keep."""

from django.utils.translation import gettext_lazy as _

from homeroom.kit.declare import ANYBODY, Keeps, keys, system


class Runs(Keeps, table="jobs.Run"):
    """When the service last did its own housekeeping."""

    title = _("Housekeeping")
    keys = keys("id", "job")
    when = system("started_at", "ended_at", "count", seen_by=(ANYBODY,), why=_("so that a job that stopped is noticed"))
    trouble = system("problem", why=_("so that whoever runs the service finds the fault"))
