"""Who has seen or changed what is kept about somebody, from the audit, in words for its subject (SHR-14, STF-02).

What one's own teachers see of their class day by day is no disclosure. What is printed, shown, saved, handed out or changed is, and
everything that administrators, staff or the people who run the server do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from homeroom.accounts import queries as people
from homeroom.audit import queries as audit
from homeroom.sections import queries as classes

if TYPE_CHECKING:
    import datetime

    from homeroom.accounts.models import Person

Kind = Literal["seen", "changed", "handed out"]


@dataclass(frozen=True)
class Deed:
    """What an entry of the audit means to the person it is about. `of_class`: noted of a whole class, it is about everybody in it."""

    kind: Kind
    words: Any
    of_class: bool = False


#: Entry of the audit -> what its subject reads. A child reads these words too.
DEEDS: dict[str, Deed] = {
    "show_secret": Deed("seen", _("Your secret for signing in was looked at, to tell it to you again.")),
    "print_record": Deed("seen", _("Everything about you was shown on one page, to print for your family.")),
    "save_record": Deed("handed out", _("Everything about you was saved as a file for your family.")),
    "take_record_along": Deed("handed out", _("Everything about you was saved as a file.")),
    "print_cards": Deed("handed out", _("Cards for signing in were printed for your class."), of_class=True),
    "open_database_shell": Deed("seen", _("Somebody who runs the server looked into the tables themselves.")),
    "enrol_students": Deed("changed", _("Pupils were added to your class."), of_class=True),
    "hand_over_section": Deed("changed", _("Another teacher has your class now."), of_class=True),
    "change_sign_in": Deed("changed", _("How you sign in was changed.")),
    "redraw_secret": Deed("changed", _("You got a new secret for signing in.")),
    "give_one_time_password": Deed("changed", _("You got a new password, for one time.")),
    "replace_card": Deed("changed", _("You got a new card for signing in.")),
    "unlock_student": Deed("changed", _("Your account was opened again after too many wrong tries.")),
    "move_student": Deed("changed", _("You were moved to another class.")),
    "receive_student": Deed("changed", _("You came into a new class.")),
    "remove_student": Deed("changed", _("You were taken out of a class.")),
    "restore_student": Deed("changed", _("You were put back into a class.")),
    "set_password": Deed("changed", _("Your password was changed.")),
    "forget_password": Deed("changed", _("Your password was taken away.")),
    "set_email": Deed("changed", _("Your email address was changed.")),
    "set_age": Deed("changed", _("Your age was changed.")),
    "rename": Deed("changed", _("Your name was changed.")),
    "approve_teacher": Deed("changed", _("Your account was approved.")),
    "freeze_account": Deed("changed", _("What is kept about you is no longer used.")),
    "unfreeze_account": Deed("changed", _("What is kept about you is used again.")),
    "close_account": Deed("changed", _("Your account was closed.")),
    "reopen_account": Deed("changed", _("Your account was opened again.")),
    "make_reset_link": Deed("changed", _("A link was made with which you can choose a new password.")),
    "set_up_second_factor": Deed("changed", _("A second step was added to your sign-in.")),
    "check_request": Deed("seen", _("An administrator read what you asked about your data.")),
    "finish_request": Deed("changed", _("What you asked about your data was done.")),
    "refuse_request": Deed("changed", _("What you asked about your data was refused. The reason stands on this page.")),
    "remove_second_factor": Deed("changed", _("The second step of your sign-in was removed.")),
}
#: Entries that say nothing about what was seen or changed of a person: signing in oneself, and what is done with a class as such.
QUIET = frozenset(
    {
        "sign_in", "sign_up", "invite_teacher", "open_section", "change_section", "end_year_on", "rotate_link", "rotate_join_code",
        "archive_section", "unarchive_section", "delete_section", "restore_section", "start_period", "reopen_sign_in", "end_period",
        "ask", "open_pretend_class", "erase_pretend_class", "unlock_section", "erase", "forget_reasons", "forget_old_entries",
        "open_incident", "change_incident", "tell_of_incident", "tell_authority",
    }
)  # fmt: skip
#: Of everybody there is.
_OF_ALL = ("open_database_shell",)
#: Of a whole class.
_OF_CLASS = tuple(what for what, deed in DEEDS.items() if deed.of_class)


@dataclass(frozen=True)
class Told:
    """One line of the page."""

    at: datetime.datetime
    kind: Kind
    words: Any
    who: str


def told_to(person: Person) -> list[Told]:
    """Everything that was seen, changed or handed out, newest first. Names only of one's own teachers; everybody else by what they are."""
    entries = [entry for entry in audit.entries_about(person.code) if deed_of(entry.what) is not None]
    stays = classes.stays_of(person.pk) if person.role == "student" else []
    for stay in stays:
        for entry in audit.entries_about_class(stay.code, _OF_CLASS):
            if stay.since <= entry.at and (stay.until is None or entry.at <= stay.until):
                entries.append(entry)
    entries += [entry for entry in audit.entries_about_class("", _OF_ALL) if entry.at >= person.created_at]
    entries.sort(key=lambda entry: -entry.pk)
    names = _Names(person, [stay.id for stay in stays], {entry.by for entry in entries})
    found = []
    for entry in entries:
        deed = deed_of(entry.what)
        assert deed is not None
        who = gettext("the people who run the server") if entry.what in _OF_ALL else names.of(entry.by)
        found.append(Told(entry.at, deed.kind, deed.words, who))
    return found


def deed_of(what: str) -> Deed | None:
    """What is told of an entry; None for what is no matter of its subject. A cause behind a colon is left out."""
    return DEEDS.get(what.partition(":")[0])


class _Names:
    """How the doers are called to this reader."""

    def __init__(self, reader: Person, sections: list[int], codes: set[str]) -> None:
        self.reader = reader
        self.known = people.people_by_code(codes)
        self.teachers = {teacher for section in sections for teacher in classes.teachers_of(section)}

    def of(self, code: str) -> str:
        if not code:
            return gettext("the service itself")
        if code == self.reader.code:
            return gettext("you")
        person = self.known.get(code)
        if person is None:
            return gettext("somebody whose account is gone")
        if person.pk in self.teachers:
            return gettext("{name}, your teacher").format(name=person.name)
        return {
            "teacher": gettext("another teacher"),
            "administrator": gettext("an administrator of this service"),
            "staff": gettext("somebody who works for this service"),
        }.get(person.role, gettext("somebody in your class"))
