"""The curriculum knows no people."""

from django.utils.translation import gettext_lazy as _

from homeroom.kit.declare import Keeps, keys, system


class Levels(Keeps, table="curriculum.Level"):
    """Which levels there are and were."""

    title = _("Levels")
    keys = keys("id", "lesson")
    place = system("slot", "removed_at", why=_("so that a level keeps its place when files change"))
