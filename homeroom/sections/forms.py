"""What teachers send by forms, as typed values."""

import datetime
import uuid
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from homeroom.accounts.rules import LONGEST_NAME, OLDEST, YOUNGEST, tidy_name
from homeroom.curriculum import queries as curriculum
from homeroom.kit.typed import Text
from homeroom.sections.rules.ages import GRADES

WAYS = [
    ("pictures", gettext_lazy("Three secret pictures: from about seven years on")),
    ("picture", gettext_lazy("One secret picture: for those who do not read yet")),
    ("words", gettext_lazy("Secret words: for those who read and type")),
    ("password", gettext_lazy("User name and password: they sign in at home too")),
]
#: Code to words, in the order of a school.
GRADE_WORDS = {
    "K": gettext_lazy("Kindergarten"),
    **{str(number): gettext_lazy("Grade %(number)s") for number in range(1, 13)},
    "other": gettext_lazy("Other, or mixed"),
}


def grade_in_words(grade: str) -> str:
    """ "Grade 5"."""
    return str(GRADE_WORDS.get(grade, "")) % {"number": grade}


def way_in_words(way: str) -> str:
    """How one signs in, short."""
    said = {"picture": _("One picture"), "pictures": _("Three pictures"), "words": _("Secret words"), "password": _("Password")}
    return said.get(way, "")


class TidyName(Text):
    """A name without control characters; at least one letter or digit."""

    def clean(self, value: Any) -> str:
        name = tidy_name(str(super().clean(value) or ""))
        if self.required and not any(sign.isalnum() for sign in name):
            raise forms.ValidationError(_("Please write a name with at least one letter."))
        return name


def _courses() -> list[tuple[str, str]]:
    language = get_language() or "en"
    return [(str(course.id), course.title(language)) for course in curriculum.courses()]


class SectionForm(forms.Form):
    """Name, grade and course of a class."""

    name = TidyName(
        label=gettext_lazy("Name of the class"), max_length=LONGEST_NAME, help_text=gettext_lazy("As you call it: 5b, or Wednesday club.")
    )
    grade = forms.ChoiceField(
        label=gettext_lazy("Grade"), choices=lambda: [(grade, grade_in_words(grade)) for grade in GRADES], initial="5"
    )
    course = forms.ChoiceField(label=gettext_lazy("Course"), choices=_courses, help_text=gettext_lazy("You can change it at any time."))

    def clean_course(self) -> uuid.UUID:
        return uuid.UUID(self.cleaned_data["course"])


class WayForm(forms.Form):
    """How pupils sign in."""

    sign_in = forms.ChoiceField(label=gettext_lazy("How pupils sign in"), choices=WAYS, widget=forms.RadioSelect, initial="pictures")


class OpenForm(SectionForm, WayForm):
    """A new class."""

    field_order = ("name", "grade", "course", "sign_in")


class PasteForm(forms.Form):
    """Names, one a line, and one age for all who have none of their own."""

    text = Text(
        label=gettext_lazy("Names, one a line"),
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 14, "autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy(
            "First names are enough, and best. You can paste from a list or a spreadsheet, and write an age behind a comma: Ben, 11"
        ),
    )
    age = forms.IntegerField(
        label=gettext_lazy("Age of the class"),
        required=False,
        min_value=YOUNGEST,
        max_value=OLDEST,
        help_text=gettext_lazy(
            "In years, for everybody without an age of their own. Left empty, each pupil is asked at the first sign-in."
        ),
    )


class NameForm(forms.Form):
    """Another name."""

    name = TidyName(label=gettext_lazy("Name"), max_length=LONGEST_NAME, help_text=gettext_lazy("A first name is enough, and best."))


class AgeForm(forms.Form):
    """Another age."""

    age = forms.IntegerField(label=gettext_lazy("Age in years"), min_value=YOUNGEST, max_value=OLDEST)


class YearForm(forms.Form):
    """When cards and join code end: a day from tomorrow to fourteen months ahead."""

    day = forms.DateField(
        label=gettext_lazy("Cards and join code work until"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy("The end of your school year."),
    )

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_day(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["day"]
        if not self.today < day <= self.today + datetime.timedelta(days=430):
            raise forms.ValidationError(_("Please choose a day after today and within about a year."))
        return day


class LessonForm(forms.Form):
    """Which lesson everybody lands on."""

    lesson = forms.UUIDField()


class MoveForm(forms.Form):
    """Another class of the same teacher, by its public code."""

    to = Text(max_length=12)


class PaperForm(forms.Form):
    """How something is printed."""

    size = forms.ChoiceField(label=gettext_lazy("Paper"), choices=[("A4", "A4"), ("Letter", "Letter")], required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)

    def __init__(self, *args: Any, languages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=languages, required=False)
