"""What somebody types who ends an account."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homeroom.accounts import queries as people
from homeroom.kit.typed import Email, Text
from homeroom.rights.closing.queries import ClassPlan


class Leave(forms.Form):
    """Who takes each class, whether at once, and that it is meant. `handed_over` is class (row id) -> teacher (row id)."""

    def __init__(self, *args: Any, classes: list[ClassPlan], own_code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own_code, self.handed_over = own_code, dict[int, int]()
        self.asked = {f"class-{one.section.code}": one.section.pk for one in classes if not one.colleagues}
        for one in classes:
            if not one.colleagues:
                self.fields[f"class-{one.section.code}"] = Email(
                    label=_("Who takes %(name)s?") % {"name": one.section.name},
                    required=False,
                    help_text=_("The email address of another teacher of this service. Left empty, the class goes with you."),
                    widget=forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr"}),
                )
        self.fields["when"] = forms.ChoiceField(
            label=_("When is everything erased?"),
            choices=[
                ("window", _("After 28 days. Until then an administrator can bring everything back.")),
                ("now", _("Now, for ever. Nobody can bring anything back.")),
            ],
            widget=forms.RadioSelect,
            initial="window",
        )

    def clean(self) -> dict[str, Any]:
        """Finds the teachers; somebody who may not take a class looks like nobody."""
        for name, section_id in self.asked.items():
            address = self.cleaned_data.get(name)
            if not address:
                continue
            found = people.find_by_email(address)
            if found is None or found.role not in ("teacher", "administrator") or found.state != "active" or found.code == self.own_code:
                self.add_error(name, _("No other teacher of this service has this address."))
            else:
                self.handed_over[section_id] = found.pk
        return self.cleaned_data


class Reason(forms.Form):
    """Why somebody's account is erased at once, and who asked for it; kept in the record of what was done."""

    why = Text(
        label=_("Who asked for it, and how do you know that it is them?"),
        max_length=300,
        help_text=_("For example: the mother came to school with her identity card. Do not write names."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
