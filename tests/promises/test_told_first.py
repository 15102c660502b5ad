"""What a teacher sees of a child is told at every door, before the child comes in (CLS-02); the same kinds as are declared."""

import datetime
import re

import pytest
from django.test import Client

from homeroom.kit.declare import OWN_TEACHERS, declared
from homeroom.kit.declare.kinds import Line
from homeroom.sections import actions
from homeroom.testing.cast import the_cast

pytestmark = pytest.mark.django_db
#: Where children come in; presence is a store in memory ("beat") and is told with what a school knows.
DOORS = ("/en/class/", "/en/class/password/")


def lines_about_children() -> list[Line]:
    """What own teachers may see of somebody who learns."""
    return [line for table in declared().values() for line in table.lines if OWN_TEACHERS in line.seen_by and "student" in line.roles]


def kinds_told(html: str) -> set[str]:
    """Kinds that the page speaks of, each in a sentence of its own."""
    return {kind for kind, words in re.findall(r'<li data-kind="(\w+)">([^<]+)</li>', html) if words.strip()}


@pytest.mark.parametrize("door", DOORS)
def test_every_kind_of_data_that_a_teacher_sees_is_told_at_the_door(door: str) -> None:
    the_cast()

    page = Client().get(door).content.decode()

    assert "Your teacher sees what you build here and where you get stuck." in page
    assert kinds_told(page) == {line.category for line in lines_about_children()}


def test_it_stands_also_where_the_class_link_leads_without_a_code() -> None:
    cast = the_cast()
    actions.rotate_link(section=cast.section, by=cast.ada.code, now=datetime.datetime.now(datetime.UTC))
    cast.section.refresh_from_db()

    page = Client().post("/en/class/", {"key": cast.section.link}, follow=True).content.decode()

    assert "Ben" in page
    assert kinds_told(page) == {line.category for line in lines_about_children()}
