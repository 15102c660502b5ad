"""What is kept about a class."""

from django.utils.translation import gettext_lazy as _

from homeroom.kit.declare import OWN_TEACHERS, PUPILS, SELF, After, Keeps, class_record, credential, keys, means
from homeroom.sections import queries

means(OWN_TEACHERS, queries.students_taught_by)


class Sections(Keeps, table="sections.Section", seen_by=(OWN_TEACHERS, PUPILS)):
    """A class: what it is called, what it learns, how its pupils sign in."""

    title = _("Classes")
    keys = keys("id", "code", "course")
    name = class_record("name", sealed=True, nature="technical", why=_("managing the class"))  # DAT-26
    roster = class_record("grade", "sign_in", nature="technical", why=_("levels and sign-in that fit the class"))
    doors = class_record(
        "link",
        "join_code",
        sealed=True,
        nature="technical",
        seen_by=(OWN_TEACHERS,),
        source="the system",
        why=_("so that pupils find their class"),
    )
    lookups = class_record(
        "link_index",
        "join_index",
        "join_ends_on",
        nature="technical",
        source="the system",
        seen_by=(OWN_TEACHERS,),
        why=_("to find the class by its link or code"),
    )
    state = class_record(
        "created_at", "archived_at", "hidden_at", nature="technical", source="automatic", why=_("a class is put away after the school year")
    )
    trying = class_record(
        "pretend",
        nature="technical",
        source="the system",
        seen_by=(OWN_TEACHERS,),
        keep="one day",
        after=After("created_at", days=1, by="sections: erase old pretend classes"),
        why=_("trying a class with invented pupils"),
    )


class SectionTeachers(Keeps, table="sections.SectionTeacher", about="teacher", seen_by=(SELF, PUPILS)):
    """Who teaches a class."""

    title = _("Teachers of a class")
    keys = keys("id", "section")
    since = class_record("since", source="automatic", why=_("who may see the class, and since when"))


class Enrolments(
    Keeps, table="sections.Enrolment", about="student", seen_by=(OWN_TEACHERS, SELF), roles=("student",), after=After("left_at", days=28)
):
    """Who is in a class, and the pictures or words they sign in with."""

    title = _("Places in a class")
    keys = keys("id", "section")
    way = class_record("sign_in", keep="while in the section", why=_("how the pupil signs in"))
    secret = credential(
        "secret", sealed=True, seen_by=(OWN_TEACHERS,), keep="while in the section", why=_("sign-in without a password")
    )  # DAT-04
    card = credential("card", sealed=True, seen_by=(OWN_TEACHERS,), keep="while in the section", why=_("sign-in with a printed card"))
    card_lookup = credential("card_index", "card_ends_on", keep="while in the section", why=_("to find the place that a card opens"))
    tile = class_record(
        "tile_animal",
        "tile_colour",
        source="the system",
        seen_by=(OWN_TEACHERS, PUPILS),
        keep="while in the section",
        why=_("to tell two children of one name apart"),
    )
    times = class_record("joined_at", "left_at", source="automatic", keep="while in the section", why=_("who belongs to the class"))


class Periods(Keeps, table="sections.Period", about="opened_by", seen_by=(OWN_TEACHERS, PUPILS)):
    """When a class was open, on which lesson."""

    title = _("Class periods")
    keys = keys("id", "section", "lesson")
    code = credential(
        "code",
        sealed=True,
        nature="technical",
        seen_by=(OWN_TEACHERS,),
        keep="until used",
        after=After("sign_in_until", days=14),
        erase="anonymise",
        why=_("lets the class in while it is open"),
    )
    code_lookup = credential(
        "code_index",
        nature="technical",
        keep="until used",
        after=After("sign_in_until", days=14),
        erase="anonymise",
        why=_("to find the class by its code"),
    )
    times = class_record(
        "opened_at", "sign_in_until", "ended_at", "closes_at", source="automatic", erase="anonymise", why=_("when the class was open")
    )
