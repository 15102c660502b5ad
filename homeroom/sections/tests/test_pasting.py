"""Names pasted from anywhere: what other programs leave between the letters is no part of a name, and no reason to refuse the list."""

import pytest
from django.urls import reverse

from homeroom.curriculum import queries as curriculum
from homeroom.sections.models import Section
from homeroom.testing.cast import signed_in, the_cast

pytestmark = pytest.mark.django_db


def test_a_list_with_control_characters_in_it_is_read_without_them() -> None:
    cast = the_cast()

    answer = signed_in(cast.ada).post(
        reverse("sections:add", kwargs={"code": cast.section.code}), {"text": "Zo\x00ra, 11\r\n\x07Yusuf\t12\r\n\x00", "age": ""}
    )

    shown = answer.content.decode()
    assert answer.status_code == 200, shown
    assert 'value="Zora"' in shown
    assert 'value="Yusuf"' in shown
    assert "Null characters" not in shown


def test_a_new_class_is_called_as_it_was_typed_without_control_characters() -> None:
    cast = the_cast()
    course = curriculum.courses()[0].id

    signed_in(cast.ada).post(reverse("sections:new"), {"name": "7\x00c", "grade": "7", "course": str(course), "sign_in": "words"})

    assert "7c" in {str(section.name) for section in Section.objects.all()}
