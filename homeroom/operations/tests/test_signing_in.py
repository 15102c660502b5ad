"""What `homeroom serve` says is enough to come in: as the example teacher and pupil, or as the first administrator (issue 2.1)."""

import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from homeroom.testing.served import Answer, Served, a_server


@pytest.fixture(scope="module")
def demo() -> Iterator[Served]:
    with a_server() as served:
        yield served.start("--demo")


def signed_in(served: Served, path: str, **fields: str) -> Answer:
    """The answer to a form sent as a browser sends it."""
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://localhost:{served.port}"}
    return served.ask("POST", path, body=urlencode(fields).encode(), headers=headers)


def told(served: Served, who: str) -> tuple[str, str, str]:
    """Name, password and address, from the one line."""
    found = re.search(rf"{who}: (\S+), password (\S+), at (\S+)", served.hears("Homeroom is ready"))
    assert found is not None
    return found[1], found[2], found[3]


def test_the_line_signs_the_teacher_in(demo: Served) -> None:
    email, password, path = told(demo, "teacher")

    answer = signed_in(demo, path, email=email, password=password)

    assert answer.status == 302
    assert "homeroom=" in answer.headers["set-cookie"] or "here=" in answer.headers["set-cookie"]
    assert "account" not in answer.headers["location"]
    assert signed_in(demo, path, email=email, password="wrong").status != 302


def test_the_line_signs_the_pupil_in(demo: Served) -> None:
    username, password, path = told(demo, "pupil")

    answer = signed_in(demo, path, username=username, password=password)

    assert answer.status == 302
    assert "account" not in answer.headers["location"]


def test_all_of_it_is_one_line(demo: Served) -> None:
    demo.hears("Homeroom is ready")
    *before, last = [line for line in demo.said if line.strip()]
    assert last == demo.hears("Homeroom is ready")
    # A first start says before why it takes longer; where to go and how to sign in stand in the last line alone.
    assert [line for line in before if not line.startswith("Bringing the tables up to date")] == []


def test_a_level_page_watches_while_an_author_works(demo: Served) -> None:
    assert "watch.js" in demo.get("/en/learn/maze/1/").text
    answer = demo.get("/build")
    assert answer.status == 200
    assert '"problems":[]' in answer.text
    assert demo.get("/build", If_None_Match=answer.headers["etag"]).status == 304


def test_the_first_administrator_gets_a_link_that_opens_and_a_new_one_at_every_start() -> None:
    with a_server() as served:
        served.start()
        first = re.search(r"http://localhost:\d+(/\S*)#(\S+)", served.hears("first administrator"))
        assert first is not None
        page = served.get(first[1])
        assert page.status == 200
        asked = signed_in(served, first[1], key=first[2])
        assert asked.status == 200
        assert 'type="email"' in asked.text
        served.stop()
        served.said.clear()
        served.start()
        second = re.search(r"#(\S+)", served.hears("first administrator"))
        assert second is not None
        assert second[1] != first[2]
        assert 'type="email"' not in signed_in(served, first[1], key=first[2]).text
        served.stop()
