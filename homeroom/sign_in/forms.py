"""What people type at the door, as typed values. Passwords are never put back into a page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from homeroom.accounts.rules import LONGEST_NAME, is_age, tidy_name
from homeroom.kit.typed import Email, Text
from homeroom.sign_in.rules import LONGEST_PASSWORD, SHORTEST_ADULT, SHORTEST_CHILD, is_good_for_a_child, is_good_for_an_adult

LONGEST_EMAIL = 254


def _email(label: Any, **more: Any) -> Email:
    look = forms.EmailInput(attrs={"autocomplete": "username", "dir": "ltr"})
    wrong = {"invalid": _("Write the whole address, such as ada@school.example.")}
    return Email(label=label, max_length=LONGEST_EMAIL, widget=look, error_messages=wrong, **more)


def _password(label: Any, autocomplete: str, **more: Any) -> Text:
    look = forms.PasswordInput(attrs={"autocomplete": autocomplete, "dir": "ltr"})
    return Text(label=label, max_length=LONGEST_PASSWORD, strip=False, widget=look, **more)


def _digits(label: Any, **more: Any) -> Text:
    look = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "digits", "spellcheck": "false"})
    return Text(label=label, max_length=40, widget=look, **more)


class SignIn(forms.Form):
    """An adult's address and password."""

    email = _email(_("Email address"))
    password = _password(_("Password"), "current-password")


class Digits(forms.Form):
    """Six digits, or a recovery code."""

    digits = _digits(
        _("Six digits"), help_text=_("Open the authenticator app and type the digits it shows. Without your phone, type a recovery code.")
    )


class FirstDigits(Digits):
    """The first six digits of a new app: there are no recovery codes yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["digits"].help_text = ""


class Chosen(forms.Form):
    """A new password of an adult. `known` are name and address, which a password must not be made of."""

    password = _password(
        _("New password"),
        "new-password",
        help_text=_(
            "At least 10 characters. Three or four words that have nothing to do with each other are easy to remember and hard to guess."
        ),
    )

    def __init__(self, *args: Any, known: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        names = (*self.known, str(self.data.get("name", "")), str(self.data.get("email", "")))
        if len(password) < SHORTEST_ADULT:
            raise forms.ValidationError(gettext("This password is short. Take at least 10 characters."))
        if not is_good_for_an_adult(password, *names):
            raise forms.ValidationError(gettext("This password can be guessed. Add a word or two that have nothing to do with it."))
        return password


class ChosenByChild(forms.Form):
    """A child's own password."""

    password = _password(
        _("Your new password"),
        "new-password",
        help_text=_(
            "At least 8 letters or digits. Two words that only you would put together are good. Tell it to nobody but a grown-up at home."
        ),
    )

    def __init__(self, *args: Any, known: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if len(password) < SHORTEST_CHILD:
            raise forms.ValidationError(gettext("This is a little short. Take at least 8 letters or digits."))
        if not is_good_for_a_child(password, *self.known):
            raise forms.ValidationError(gettext("Many people use this password, so others would guess it. Think of another one."))
        return password


class SignUp(Chosen):
    """A teacher's new account."""

    name = Text(
        label=_("Your name"),
        max_length=LONGEST_NAME,
        help_text=_("As pupils call you."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    email = _email(_("Email address"), help_text=_("To sign in with. We send nothing to it."))
    accepts = forms.BooleanField(
        label=_("I have read these rules and agree to them."),
        error_messages={"required": _("Read the rules, then tick this box if you agree.")},
    )
    field_order = ("name", "email", "password", "accepts")

    def clean_name(self) -> str:
        name = tidy_name(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(gettext("Write a name."))
        return name


class Age(forms.Form):
    """Whole years, never a date (AGE-01)."""

    age = forms.IntegerField(
        label=_("How old are you?"),
        help_text=_("Just the number, such as 11. We do not ask for your birthday."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "digits", "maxlength": "3"}),
        error_messages={"invalid": _("Write your age as a number, such as 11."), "required": _("Write your age as a number, such as 11.")},
    )

    def clean_age(self) -> int:
        age: int = self.cleaned_data["age"]
        if not is_age(age):
            raise forms.ValidationError(gettext("Write your age as a number, such as 11."))
        return age


class OwnName(forms.Form):
    """A student's user name and password."""

    username = Text(
        label=_("User name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false", "dir": "auto"}),
    )
    password = _password(_("Password"), "current-password")


class Prove(forms.Form):
    """The password once more, and the six digits of who has them."""

    password = _password(_("Password"), "current-password")
    digits = _digits(_("Six digits"), help_text=_("Of your authenticator app, or a recovery code."))

    def __init__(self, *args: Any, with_digits: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_digits:
            del self.fields["digits"]


class Account(forms.Form):
    """Name and language."""

    name = Text(label=_("Your name"), max_length=LONGEST_NAME, help_text=_("As pupils call you."))
    language = forms.ChoiceField(
        label=_("Language"), choices=lambda: [(code, name) for code, (name, _side) in settings.HOMEROOM_LANGUAGES.items()]
    )

    def clean_name(self) -> str:
        name = tidy_name(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(gettext("Write a name."))
        return name


class NewEmail(forms.Form):
    """Another address to sign in with."""

    email = _email(_("New email address"))


class FindAdult(forms.Form):
    """An adult's address, for a new password."""

    email = _email(_("Email address of the account"))
    lost_phone = forms.BooleanField(label=_("The authenticator app is lost too: ask for it no longer."), required=False)
