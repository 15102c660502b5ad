"""What teachers do with classes; each whole, each with a line in the audit."""

from homeroom.sections.actions.classes import (
    archive_section,
    change_section,
    delete_section,
    end_year_on,
    hand_over,
    open_section,
    put_away_what_is_over,
    restore_section,
    rotate_join_code,
    rotate_link,
    unarchive_section,
)
from homeroom.sections.actions.leaving import move_student, remove_student, restore_student
from homeroom.sections.actions.periods import end_forgotten_periods, end_period, reopen_sign_in, start_period
from homeroom.sections.actions.pretend import erase_old_pretend_classes, erase_pretend_class, open_pretend_class
from homeroom.sections.actions.pupils import NewPupil, change_age, enrol_students, rename_student
from homeroom.sections.actions.secrets import (
    change_sign_in,
    give_one_time_password,
    note_secrets_shown,
    redraw_secret,
    replace_card,
    spend_one_time_password,
    unlock_section,
    unlock_student,
)

__all__ = [
    "NewPupil",
    "archive_section",
    "change_age",
    "change_section",
    "change_sign_in",
    "delete_section",
    "end_forgotten_periods",
    "end_period",
    "end_year_on",
    "enrol_students",
    "erase_old_pretend_classes",
    "erase_pretend_class",
    "give_one_time_password",
    "hand_over",
    "move_student",
    "note_secrets_shown",
    "open_pretend_class",
    "open_section",
    "put_away_what_is_over",
    "redraw_secret",
    "remove_student",
    "rename_student",
    "reopen_sign_in",
    "replace_card",
    "restore_section",
    "restore_student",
    "rotate_join_code",
    "rotate_link",
    "spend_one_time_password",
    "start_period",
    "unarchive_section",
    "unlock_section",
    "unlock_student",
]
