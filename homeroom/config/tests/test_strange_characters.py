"""A NUL, which PostgreSQL cannot keep, in addresses, questions and whatever is posted beside a form: an answer, never a broken page."""

import re
from pathlib import Path

import pytest

from homeroom.testing.cast import Cast, signed_in, the_cast
from homeroom.testing.urls_matrix import addresses, filled

ROOMS = Path(__file__).resolve().parents[2]
#: What views read from a request by name.
READ = re.compile(r"(?:POST|GET)(?:\.get|\.getlist)?[(\[]\"(\w+)\"")


def names() -> set[str]:
    return {name for path in ROOMS.glob("*/views/**/*.py") for name in READ.findall(path.read_text("utf-8"))}


def test_the_fields_that_views_read_are_found() -> None:
    assert {"who", "next", "key", "door", "lesson"} <= names()


@pytest.mark.parametrize("who", ["ada", "ben", "grace"])
def test_a_nul_breaks_no_page(db: None, who: str) -> None:
    cast: Cast = the_cast()
    client = signed_in(getattr(cast, who), second_factor=who == "grace")
    fields = dict.fromkeys(names(), "a\0b")

    broken = []
    for address in addresses():
        path = filled(address.route, cast)
        codes = re.sub(r"(?<=/)[a-z0-9]{12}(?=/)", "a%00b", path)
        for method in address.methods:
            if "sign-out" in path or method not in ("GET", "POST"):
                continue
            for there in {path, codes}:
                answer = client.get(there, fields) if method == "GET" else client.post(there, fields)
                if answer.status_code >= 500 and there != "/readyz":
                    broken.append((method, there, answer.status_code))
    assert broken == []
