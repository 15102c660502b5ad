"""The papers as a teacher gets them: what they say of this service, and of what it keeps."""

import pytest
from django.urls import reverse

from homeroom.sections.models import Section
from homeroom.testing.cast import signed_in, the_cast
from homeroom.testing.paper import pages_of

pytestmark = pytest.mark.django_db


def at(name: str, section: Section) -> str:
    return reverse(f"sections:{name}", kwargs={"code": section.code})


def paper(name: str, language: str = "en") -> str:
    """What stands on Ada's paper."""
    cast = the_cast()
    answer = signed_in(cast.ada).get(at(name, cast.section), {"language": language})
    assert answer.status_code == 200
    return " ".join(line.said for page in pages_of(answer.content) for line in page.lines)


def test_families_read_what_is_kept_of_children_and_nothing_of_grown_ups() -> None:
    words = paper("letter")

    assert "What a pupil wrote." in words
    assert "Links that work once" not in words
    assert "authenticator" not in words
