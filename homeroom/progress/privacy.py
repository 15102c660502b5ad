"""What is kept of learning."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from homeroom.kit.declare import NOBODY, OWN_TEACHERS, SELF, Keeps, Store, declare_stores, keys, learning_record, own_work
from homeroom.progress import presence


class Attempts(Keeps, table="progress.Attempt", about="student", seen_by=(SELF, OWN_TEACHERS)):
    """One press of Run on one level."""

    title = _("Runs")
    keys = keys("id", "lesson", "level", "program")
    when = learning_record("made_at", "kept_at", "from_browser", why=_("what was tried, and when"))  # DAT-13
    outcome = learning_record("outcome", "blocks", "mistake", why=_("what is solved, and how well"))  # DAT-14
    sentence = learning_record("said", sealed=True, why=_("what the pupil was told"))
    effort = learning_record("seconds", "hints", why=_("who needs help"))  # DAT-15


class LevelProgresses(Keeps, table="progress.LevelProgress", about="student", seen_by=(SELF, OWN_TEACHERS)):
    """What the runs on one level add up to."""

    title = _("Progress")
    keys = keys("id", "lesson", "level", "newest")
    state = learning_record("state", "solved_at", why=_("what is solved, and how well"))  # DAT-14
    effort = learning_record(
        "tries", "seconds", "hints", "failed", "mistakes", "last_mistake", why=_("who needs help, and with what")
    )  # DAT-15
    sentence = learning_record("last_said", sealed=True, why=_("what the pupil was told last"))
    when = learning_record("first_at", "last_at", "newest_at", why=_("to go on where it stopped"))  # DAT-13


class Drafts(Keeps, table="progress.Draft", about="student", seen_by=(SELF, OWN_TEACHERS)):
    """Work that was not run yet."""

    title = _("Unrun work")
    keys = keys("id", "lesson", "level")
    source = own_work("source", why=_("so that nothing is lost when the page is left"))
    when = learning_record("made_at", why=_("the newest work counts"))


class States(Keeps, table="progress.LessonStates", about="student", seen_by=(SELF, OWN_TEACHERS)):
    """The same outcomes once more, a byte each, so that a teacher's page is quick."""

    title = _("Overview of a lesson")
    keys = keys("id", "lesson")
    states = learning_record("states", why=_("the teacher's overview"))


declare_stores(
    Store(
        "beat", "memory", _("Which level is open, active seconds, working or idle, whether the page covers itself, raised hand"),
        _("so that the teacher sees during class who needs help"), _("while the class is open; never written down"),
        (OWN_TEACHERS,), "personal", gone_within=timedelta(minutes=15),
        erase=lambda people: presence.forget_people({person.id for person in people}),
    ),
    Store(
        "sending pace", "memory", _("How many requests a sign-in has sent in the last half minute"),
        _("so that a page that went wrong does not keep others from saving"), _("about half a minute; never written down"), (NOBODY,),
        gone_within=timedelta(minutes=1),
    ),
)  # fmt: skip
