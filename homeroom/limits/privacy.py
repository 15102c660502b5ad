"""What the limits keep."""

from django.utils.translation import gettext_lazy as _

from homeroom.kit.declare import After, Keeps, guard, keys


class Buckets(Keeps, table="limits.Bucket", after=After("at", days=1)):
    """How often something was tried wrongly of late. What was tried stands there as a code that cannot be read back."""

    title = _("Guard against guessing")
    keys = keys("id", "key")
    tries = guard("taken", "at", why=_("so that nobody can guess a child's secret"))  # ACC-18
