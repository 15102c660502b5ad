"""The main bar, the footer and a section's tabs as data: (name of an address, words). Rooms that are not built are left out."""

from django.utils.translation import gettext_lazy as _

MAIN_BAR = {
    "visitor": [("curriculum:catalogue", _("Learn")), ("sign_in:class", _("Join a class")), ("sign_in:teacher", _("For teachers"))],
    "student": [("home:home", _("My class")), ("curriculum:catalogue", _("Learn")), ("progress:mine", _("What I can do"))],
    "teacher": [("home:home", _("My classes")), ("curriculum:catalogue", _("Learn")), ("sign_in:account", _("My account"))],
    "administrator": [
        ("home:home", _("My classes")),
        ("curriculum:catalogue", _("Learn")),
        ("sign_in:approvals", _("Teachers")),
        ("rights:queue", _("Requests")),
        ("support:incidents", _("Incidents")),
        ("sign_in:account", _("My account")),
    ],
    "staff": [("curriculum:catalogue", _("Learn")), ("sign_in:account", _("My account"))],
}
FOOTER = [
    ("rights:mine", _("What is kept about me")),
    ("privacy:data", _("What we keep about you")),
    ("privacy:cookies", _("Cookies")),
    ("agreements:policy", _("Privacy policy")),
    ("home:for-children", _("Privacy for children")),
    ("agreements:current", _("Agreements")),
]
SECTION_TABS = [
    ("sections:now", _("Class now")),
    ("progress:grid", _("Progress")),
    ("sections:roster", _("Pupils")),
    ("sections:settings", _("Settings")),
]
#: Pages of a section that have no tab of their own, and the one they lie under.
TAB_OF = {
    "sections:add": "sections:roster",
    "sections:ready": "sections:roster",
    "sections:pupil": "sections:roster",
    "sections:rename": "sections:roster",
    "sections:age": "sections:roster",
    "sections:secret": "sections:roster",
    "sections:redraw": "sections:roster",
    "sections:remove": "sections:roster",
    "sections:year": "sections:settings",
    "sections:delete": "sections:settings",
    "rights:record": "sections:roster",
    "rights:erase_pupil": "sections:roster",
    "rights:request": "rights:queue",
}
#: Pages about one pupil that belong to rooms above the roster.
PUPIL_PAGES = [("rights:record", _("Record for the family")), ("rights:erase_pupil", _("Erase for ever"))]
#: Pages about the end of one's account, for these roles; on the page of the account.
ACCOUNT_PAGES = [
    ("rights:close", _("Delete my account"), ("student", "teacher", "administrator", "staff")),
    ("rights:ending", _("Accounts that end"), ("teacher", "administrator")),
]
