"""What was pasted with a control character in it is read as an editor would show it."""

from django import forms

from homeroom.kit.typed import Email, Text


class Typed(forms.Form):
    name = Text(max_length=3)
    lines = Text(widget=forms.Textarea)
    email = Email()


def test_control_characters_go_and_line_ends_and_tabs_stay() -> None:
    form = Typed({"name": "B\x00en\x07", "lines": "Ben\x00\t11\r\nCleo\x1b", "email": "ada\x00@school.example"})

    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"name": "Ben", "lines": "Ben\t11\r\nCleo", "email": "ada@school.example"}


def test_nothing_but_control_characters_is_nothing() -> None:
    assert Typed({"name": "\x00", "lines": "x", "email": "ada@school.example"}).errors.keys() == {"name"}
