"""Texts of forms as an editor would keep them: a control character that came along with what was pasted is no part of what was typed."""

import unicodedata
from typing import Any

from django import forms


def without_controls(text: str) -> str:
    """Line ends and tabs stay."""
    return "".join(sign for sign in text if sign in "\n\r\t" or unicodedata.category(sign) != "Cc")


class _Typed(forms.CharField):
    def to_python(self, value: Any) -> Any:
        return super().to_python(without_controls(value) if isinstance(value, str) else value)


class Text(_Typed):
    """A text field."""


class Email(_Typed, forms.EmailField):
    """An email address."""
