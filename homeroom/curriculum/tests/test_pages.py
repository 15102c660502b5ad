"""Visitors' pages: the same bytes for everybody, no cookie, no solution, no query to the database once kept (GEN-01..03)."""

import json
import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from homeroom.curriculum import library, pages, queries
from homeroom.kit.http.same import forget_pages
from homeroom.testing.cast import Cast, signed_in, the_cast
from homeroom.testing.promises import promise

pytestmark = pytest.mark.django_db
PAGES = [
    "/en/",
    "/es/learn/",
    "/en/learn/maze/",
    "/en/learn/maze/1/",
    "/ar/learn/maze/1/icons/",
    "/en/learn/maze/done/",
    "/en/learn/maze/lesson.json",
]


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    forget_pages()
    library.refresh_slots()
    yield
    forget_pages()


@pytest.fixture
def cast() -> Cast:
    return the_cast()


@pytest.mark.parametrize("page", PAGES)
def test_eve_gets_no_cookie_and_the_second_answer_asks_nothing_of_the_database(page: str) -> None:
    first = Client().get(page)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        second = Client().get(page)

    assert first.status_code == second.status_code == 200
    assert not first.cookies and not second.cookies
    assert "Cookie" not in second.headers.get("Vary", "")
    assert second.content == first.content
    assert len(asked) == 0
    assert Client().get(page, headers={"If-None-Match": second["ETag"]}).status_code == 304


@pytest.mark.parametrize("page", PAGES)
def test_ben_gets_the_same_bytes_as_eve(page: str, cast: Cast) -> None:
    assert signed_in(cast.ben, seat=cast.bens_seat, way="pictures").get(page).content == Client().get(page).content


def test_no_page_that_anybody_can_get_holds_a_solution() -> None:
    lesson = queries.courses()[0].lessons[0]
    pages = [f"/en/learn/maze/{level.number}/" for level in lesson.levels] + [
        "/en/learn/maze/lesson.json",
        "/en/learn/maze/",
        "/en/learn/maze/done/",
    ]
    seen = "".join(Client().get(page).content.decode() for page in pages)

    for level in lesson.levels:
        for solution in (queries.solutions_of(level.id) or {"solutions": []})["solutions"]:  # type: ignore[attr-defined]
            assert json.dumps(solution["program"])[1:-1] not in seen
            if len(solution["text"]) > 30:
                assert solution["text"] not in seen
            # The control: the search would find a program, since the start of the level is there.
    assert '"type": "start"' in seen or '"type":"start"' in seen


def test_ada_sees_the_plan_with_solutions_and_neither_eve_nor_ben_does(cast: Cast) -> None:
    plan = "/en/learn/maze/plan/"

    assert b"<pre" in signed_in(cast.ada).get(plan).content
    assert signed_in(cast.ben, seat=cast.bens_seat, way="pictures").get(plan).status_code == 404
    assert Client().get(plan).status_code == 302


@pytest.mark.parametrize(
    "page",
    ["/en/learn/nothing/", "/en/learn/maze/999/", "/en/learn/maze/0/", "/en/learn/maze/999/icons/", "/fr/learn/", "/en/learn/maze/1/2/3/"],
)
def test_what_is_not_there_is_said_kindly(page: str) -> None:
    answer = Client().get(page)

    assert answer.status_code == 404
    assert b"does not exist" in answer.content


def test_a_forgotten_slash_is_added() -> None:
    answer = Client().get("/en/learn/maze")

    assert (answer.status_code, answer["Location"]) == (302, "/en/learn/maze/")


@promise("TRK-02", breaks="homeroom.kit.http.frame.HEADERS", careless=lambda real: dict.fromkeys(real, ""))
def test_every_page_forbids_foreign_hosts_frames_and_sniffing() -> None:
    for page in [*PAGES, "/en/nothing/", "/"]:
        answer = Client().get(page)
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] == "same-origin"
        foreign = re.findall(r"(?:src|href|action)=\"(?:https?:)?//[^\"]+", answer.content.decode())
        assert foreign == []


@pytest.mark.parametrize(
    ("page", "lab", "hero"),
    [("/en/learn/maze/1/", "maze", "maze-garden.gen.svg#hero"), ("/ar/learn/drawing/1/", "drawing", "drawing.gen.svg#turtle")],
)
def test_a_level_shows_its_hero_at_once_and_asks_early_for_what_its_script_draws_with(page: str, lab: str, hero: str) -> None:
    said = Client().get(page).content.decode()
    data = json.loads(re.findall(r'id="page-data"[^>]*>(.*?)</script>', said, re.DOTALL)[0])
    early = re.findall(r'<use href="([^"]+)"', said.partition('id="level-page"')[2])

    # The very addresses that the script makes of `pictures`: any other would be fetched twice.
    assert early == [data["pictures"].replace("pictures/", "icons.gen.svg") + "#run", data["pictures"] + hero]
    assert pages.entry(f"labs/{lab}/lab.ts")["script"] in re.findall(r'<link rel="modulepreload" href="([^"]+)"', said)
