"""Pages of a class as its teacher opens them."""

from django.test import Client
from django.urls import reverse

from homeroom.sections.models import Section


def at(name: str, section: Section, **more: str) -> str:
    """The address of a page of the class."""
    return reverse(f"sections:{name}", kwargs={"code": section.code, **more})


def page(client: Client, address: str) -> str:
    """The page, which is there."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()
