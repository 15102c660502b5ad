"""Writing about rights: what was handed out, what was asked for."""

from homeroom.rights.actions.records import note_record_saved as note_record_saved
from homeroom.rights.actions.records import note_record_shown as note_record_shown
from homeroom.rights.actions.records import note_taken_along as note_taken_along
from homeroom.rights.actions.requests import ask as ask
from homeroom.rights.actions.requests import ask_for_family as ask_for_family
from homeroom.rights.actions.requests import check_identity as check_identity
from homeroom.rights.actions.requests import decide as decide
from homeroom.rights.actions.requests import lift_restriction as lift_restriction
from homeroom.rights.actions.requests import receipt_index as receipt_index
