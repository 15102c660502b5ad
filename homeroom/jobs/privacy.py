"""What the jobs keep."""

from django.utils.translation import gettext_lazy as _

from homeroom.kit.declare import Keeps, keys, system


class Runs(Keeps, table="jobs.Run"):
    """When the service last did its own housekeeping."""

    title = _("Housekeeping")
    keys = keys("id", "job")
    when = system("started_at", "ended_at", "problem", "count", why=_("so that a job that stopped is noticed"))
