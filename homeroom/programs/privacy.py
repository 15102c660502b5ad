"""What is kept of programs."""

from django.utils.translation import gettext_lazy as _

from homeroom.kit.declare import OWN_TEACHERS, SELF, Keeps, keys, learning_record, own_work


class Programs(Keeps, table="programs.Program", about="student", seen_by=(SELF, OWN_TEACHERS)):
    """What a pupil wrote."""

    title = _("Programs")
    keys = keys("id")
    source = own_work("source", why=_("so that work goes on where it stopped, and the teacher can help"))  # DAT-16
    facts = learning_record("digest", "kept_at", why=_("so that the same program is stored once"))
