"""Eve has no account: everything can be tried, nothing is asked, nothing is kept (GEN-01..03, LRN-05)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import gettext, override

from homeroom.audit.actions import note
from homeroom.curriculum import library
from homeroom.curriculum.queries import courses
from homeroom.kit.declare import SIGNED_IN
from homeroom.kit.http.same import forget_pages
from homeroom.progress.tests.pupil import a_draft, a_run, level, program
from homeroom.testing.careless import becomes, leaves_out
from homeroom.testing.cast import Cast, signed_in, the_cast
from homeroom.testing.promises import promise
from homeroom.testing.sweep import listening, rows, traces
from homeroom.testing.urls_matrix import addresses, filled

pytestmark = pytest.mark.django_db
CANARY = "quillfeather"
#: Fields a visitor is asked for on the way to learning; none.
FIELDS = re.compile(r"<(?:input|textarea|select)\b(?![^>]*type=\"?(?:hidden|button|submit|checkbox|radio|range))[^>]*>")


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Pages are made anew, with and without the control; places of levels are given beforehand."""
    library.refresh_slots()
    forget_pages()
    yield
    forget_pages()


@pytest.fixture
def cast() -> Cast:
    return the_cast()


def lessons() -> Iterator[str]:
    """The addresses of every lesson and level of every course, and of what comes after them."""
    yield from ("/en/", "/en/learn/")
    for course in courses():
        for lesson in course.lessons:
            yield from (f"/en/learn/{lesson.slug}/", f"/en/learn/{lesson.slug}/lesson.json", f"/en/learn/{lesson.slug}/done/")
            yield from (f"/en/learn/{lesson.slug}/{one.number}/" for one in lesson.levels)


@promise("GEN-01", breaks="homeroom.kit.declare.audiences.VISITORS", careless=becomes(SIGNED_IN))
def test_every_lesson_and_level_opens_to_anybody() -> None:
    eve, opened = Client(), [(address, Client().get(address)) for address in lessons()]

    assert len(opened) > 35
    assert [(address, page.status_code) for address, page in opened if page.status_code != 200] == []
    assert not eve.cookies


@promise(
    "GEN-01",
    breaks="homeroom.home.views.first.render",
    careless=lambda real: lambda request, *page: real(request, "sign_in/adults/sign_in.html", {}),
)
def test_from_the_first_page_one_click_leads_to_a_puzzle_and_nothing_is_asked_on_the_way() -> None:
    eve = Client()
    first = eve.get("/en/").content.decode()
    way = re.search(r'href="(/en/learn/[a-z-]+/1/)"', first)

    assert way is not None
    assert eve.get(way[1]).status_code == 200
    assert [field for address in lessons() if not address.endswith(("json", "done/")) for field in asked(eve, address)] == []


def asked(client: Client, address: str) -> list[str]:
    return FIELDS.findall(client.get(address).content.decode())


def visit(eve: Client, cast: Cast) -> list[int]:
    """Eve opens every address there is, and sends what a pupil's page would send."""
    for address in addresses():
        if "GET" in address.methods:
            eve.get(filled(address.route, cast), {"next": f"/{CANARY}/"}, headers={"Referer": f"https://example.org/?q={CANARY}"})
    bodies: dict[str, Any] = {
        "/attempts": {"person": cast.ben.code, "attempts": [a_run(level(1), "passed", program=program(CANARY))]},
        "/drafts": {"person": cast.ben.code, "drafts": [a_draft(level(1), CANARY, made_at=1_795_500_000_000)]},
        "/beat": {"person": cast.ben.code, "level": str(level(1).id), "active": 5, "working": True, "uncover": False},
        "/hand": {"person": cast.ben.code, "up": True},
    }
    return [eve.post(path, json.dumps(body), content_type="application/json").status_code for path, body in bodies.items()]


def counting(real: Any) -> Any:
    """The careless opposite: every visit is written down."""

    def counted(request: Any) -> Any:
        note("visit", by="visitor", about=request.path[:12], now=request.now)
        return real(request)

    return counted


@promise(
    "GEN-02",
    "LRN-05",
    breaks="homeroom.accounts.middleware.check_crossing",
    careless=counting,
)
def test_a_visit_leaves_no_row_no_file_and_no_line(cast: Cast) -> None:
    before = rows()

    with listening() as told:
        statuses = visit(Client(), cast)

    assert statuses == [401, 401, 401, 401]
    assert rows() == before
    assert traces(CANARY, said=told.getvalue()) == []


@promise(
    "LRN-05",
    breaks="homeroom.progress.actions.record_attempts",
    careless=lambda real: lambda **told: real(**{**told, "attempts": []}),
)
def test_the_same_runs_are_recorded_of_who_is_signed_in(cast: Cast) -> None:
    before = rows()

    statuses = visit(signed_in(cast.ben, seat=cast.bens_seat, way="pictures"), cast)

    assert statuses[:2] == [200, 200]
    grown = {table for table, count in rows().items() if count > before[table]}
    assert {"table progress_attempt", "table progress_levelprogress", "table programs_program"} <= grown


@promise("GEN-03", breaks="homeroom.home.views.first.render", careless=leaves_out("stays in this browser", "se queda en este", "يبقى"))
@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_a_visitor_is_told_that_work_stays_in_this_browser(language: str) -> None:
    english = "Without an account nothing about you is sent or kept here: what you solve stays in this browser."
    with override(language):
        sentence = gettext(english)

    assert (sentence == english) == (language == "en")
    assert sentence in Client().get(f"/{language}/").content.decode()
