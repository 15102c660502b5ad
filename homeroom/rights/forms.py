"""What people type about what is kept of them."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from homeroom.accounts.rules import LONGEST_NAME, tidy_name
from homeroom.kit.typed import Text
from homeroom.rights.rules import KINDS

LONGEST_WORDS, LONGEST_LINE = 2_000, 200
#: What can be asked for, in the words of the form.
KINDS_IN_WORDS: dict[str, Any] = {
    "access": _("See what is kept"),
    "change": _("Have something corrected"),
    "deletion": _("Have it deleted"),
    "export": _("Get a copy to take along"),
    "objection": _("Object to a use"),
    "restriction": _("Have it kept, but not used"),
}
STATES_IN_WORDS: dict[str, Any] = {
    "received": _("received"),
    "checked": _("identity checked"),
    "done": _("done"),
    "refused": _("refused"),
}


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


def _kinds(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[(kind, KINDS_IN_WORDS[kind]) for kind in KINDS], widget=forms.RadioSelect)


def _words(label: Any, **more: Any) -> Text:
    return Text(label=label, max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"dir": "auto", "rows": 5}), **more)


def _line(label: Any, **more: Any) -> Text:
    return Text(label=label, max_length=LONGEST_LINE, widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}), **more)


class Ask(forms.Form):
    """What somebody who is signed in asks for."""

    kind = _kinds(_("What would you like?"))
    words = _words(_("Tell us more"), help_text=_("For a correction: what is wrong, and what is right."))


class AskForFamily(forms.Form):
    """What a family asks for, with who they are."""

    kind = _kinds(_("What would you like?"))
    words = _words(_("Tell us more"), help_text=_("For a correction: what is wrong, and what is right."))
    concerns = _line(_("Whom it is about"), help_text=_("First name and class are enough."))
    relation = _line(_("Who you are to them"), help_text=_("For example: mother, father, guardian."))
    contact = _line(
        _("How we reach you"),
        help_text=_(
            "An email address or telephone number. Somebody asks back before anything is done. Forgotten 90 days after the answer."
        ),
    )


class ReadAnswer(forms.Form):
    """The receipt of a family's request."""

    receipt = Text(
        label=_("Receipt"),
        max_length=60,
        help_text=_("The letters that were shown after the request was sent."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "spellcheck": "false"}),
    )


class Check(forms.Form):
    """How an administrator knows who asks, and which account is meant."""

    how = _line(_("How do you know who asks?"), help_text=_("For example: called the number that the school has; came to the office."))
    account = _line(
        _("Which account is meant"),
        required=False,
        help_text=_("The user name, the email address, or the account number on the teacher's page of the pupil."),
    )


class Decide(forms.Form):
    """The answer that the person reads."""

    answer = _words(_("What the person reads"), help_text=_("What was done; or, for a refusal, exactly why not and what they can do."))
