"""Which network asks, cut so short that it names no household; and the two cookies."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from homeroom.kit.http import drop_cookies, network_of, set_cookies


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1234:5678::1", "2001:db8:1234::/48"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("fe80::1%eth0", "fe80::/48"),
        ("", ""),
        ("a local socket", ""),
    ],
)
def test_a_network_is_the_first_part_of_an_address(address: str, network: str) -> None:
    assert network_of(RequestFactory().get("/", REMOTE_ADDR=address)) == network


def test_what_a_visitor_claims_of_proxies_counts_only_behind_one_and_then_its_last_word(settings: Any) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="192.168.1.5", headers={"x-forwarded-for": "1.2.3.4, 203.0.113.77"})

    settings.HOMEROOM_HTTPS = False
    assert network_of(request) == "192.168.1.0/24"
    settings.HOMEROOM_HTTPS = True
    assert network_of(request) == "203.0.113.0/24"


@pytest.mark.parametrize("https", [True, False])
def test_both_cookies_have_one_life_and_only_one_can_be_read(settings: Any, https: bool) -> None:
    settings.HOMEROOM_HTTPS = https
    answer = HttpResponse()

    set_cookies(answer, token="secret", here="readable", seconds=60)

    secret, here = answer.cookies["homeroom"], answer.cookies["here"]
    assert (secret["httponly"], here["httponly"]) == (True, "")
    for cookie in (secret, here):
        assert (cookie["max-age"], cookie["path"], cookie["samesite"], bool(cookie["secure"])) == (60, "/", "Lax", https)


def test_dropping_them_touches_nothing_else() -> None:
    answer = HttpResponse()

    drop_cookies(answer)

    assert {name: morsel["max-age"] for name, morsel in answer.cookies.items()} == {"homeroom": 0, "here": 0}
    assert "Clear-Site-Data" not in answer
