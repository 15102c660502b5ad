"""What an administrator says of an incident."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homeroom.support.actions import Notice
from homeroom.support.reach import tables

_LONG = 2000


def _words(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=_LONG, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )


def _time(label: Any, hint: Any = "") -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label, help_text=hint, widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )


class Words(forms.Form):
    """The words of the notice."""

    what = _words(_("What happened"), _("In plain words, without names of pupils."))
    to_do = _words(_("What those concerned can do"))
    for_children = _words(_("What happened, in a child's words"))
    to_do_for_children = _words(_("What a child can do"), _("For example: your teacher gives you new secret pictures."))

    def notice(self) -> Notice:
        """As actions take it."""
        return Notice(**{name: self.cleaned_data[name] for name in ("what", "to_do", "for_children", "to_do_for_children")})


class NewIncident(Words):
    """When, which data, through which account."""

    known_at = _time(_("When did you learn of it?"), _("From then on you have 72 hours to tell the authority. Times are UTC."))
    since = _time(_("From when was data open?"))
    until = _time(_("Until when?"))
    tables = forms.MultipleChoiceField(
        label=_("Which data?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("If you do not know, choose nothing: then it is all of it."),
    )
    actor = forms.CharField(
        label=_("Public code of an account that was misused"),
        required=False,
        max_length=12,
        help_text=_("Then it is what this account could see."),
    )
    field_order = ("known_at", "since", "until", "tables", "actor", "what", "to_do", "for_children", "to_do_for_children")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = self.fields["tables"]
        assert isinstance(choices, forms.MultipleChoiceField)
        choices.choices = tables()

    def clean(self) -> dict[str, Any]:
        """Times come in order."""
        told: dict[str, Any] = super().clean() or {}
        since, until = told.get("since"), told.get("until")
        if isinstance(since, datetime.datetime) and isinstance(until, datetime.datetime) and until < since:
            self.add_error("until", _("The end lies before the beginning. Please look at both times again."))
        return told
