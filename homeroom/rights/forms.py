"""What people type about what is kept of them."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from homeroom.accounts.rules import LONGEST_NAME, tidy_name
from homeroom.kit.typed import Text


class Correct(forms.Form):
    """One's own name and language."""

    name = Text(label=_("Your name"), max_length=LONGEST_NAME, widget=forms.TextInput(attrs={"autocomplete": "nickname", "dir": "auto"}))
    language = forms.ChoiceField(label=_("Language"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = [(code, name) for code, (name, _side) in settings.HOMEROOM_LANGUAGES.items()]
        self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=languages)

    def clean_name(self) -> str:
        name = tidy_name(self.cleaned_data["name"])
        if not any(sign.isalnum() for sign in name):
            raise forms.ValidationError(_("Please write a name with at least one letter."))
        return name
