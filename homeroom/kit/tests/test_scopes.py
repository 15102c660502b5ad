"""A request is about nobody until a view opens it; in tests a statement about people before that is refused, however it is written."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from homeroom.accounts.models import Person
from homeroom.kit.declare import ANYBODY, SELF, VISITORS, Audience, declared
from homeroom.kit.declare.scopes import (
    CLOSED,
    OUTSIDE,
    SYSTEM_TASKS,
    OutsideOfAudience,
    become,
    is_about_people,
    now_open_to,
    personal_tables,
    refuse_outside,
    system_task,
)  # fmt: skip
from homeroom.kit.http import open_to
from homeroom.kit.http.frame import Frame
from homeroom.testing.cast import signed_in, the_cast
from homeroom.testing.promises import promise

PERSONAL = frozenset({"accounts_person"})


@pytest.fixture(autouse=True)
def outside_again() -> Iterator[None]:
    yield
    become(OUTSIDE)


def opened(audience: Audience, task: str = "") -> tuple[str, str]:
    """(inside the view, after the answer) of a request."""
    seen = []

    @open_to(audience, task=task)
    def view(request: HttpRequest) -> HttpResponse:
        seen.append(now_open_to())
        return HttpResponse()

    def handler(request: HttpRequest) -> HttpResponse:
        request.viewer = _Somebody  # type: ignore[attr-defined]
        return view(request)  # type: ignore[return-value]

    Frame(handler)(RequestFactory().get("/en/somewhere/"))
    return seen[0], now_open_to()


class _Somebody:
    role, second_factor, teaches = "student", False, False


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT name FROM accounts_person",
        'select "name" from "accounts_person"',
        "SELECT 1 FROM [ACCOUNTS_PERSON] p",
        "UPDATE `Accounts_Person` SET name = ''",
        'SELECT * FROM main."accounts_person"',
        "WITH x AS (SELECT id FROM public.accounts_person) SELECT * FROM x",
        "/* */DELETE FROM\naccounts_person",
    ],
)
def test_a_table_is_known_however_it_is_written(sql: str) -> None:
    become(CLOSED)
    with pytest.raises(OutsideOfAudience, match="accounts_person"):
        refuse_outside(sql, PERSONAL)

    with system_task("job"):
        refuse_outside(sql, PERSONAL)
    become(SELF.name)
    refuse_outside(sql, PERSONAL)


def test_other_tables_are_read_by_every_request() -> None:
    become(CLOSED)
    for sql in ("SELECT * FROM curriculum_level", "SELECT * FROM accounts_persons", "SAVEPOINT s1"):
        refuse_outside(sql, PERSONAL)


def test_a_view_opens_the_request_to_its_audience_and_a_public_one_to_nobody() -> None:
    assert opened(SELF) == ("SELF", OUTSIDE)
    assert opened(VISITORS) == (CLOSED, OUTSIDE)
    assert opened(ANYBODY) == (CLOSED, OUTSIDE)
    assert opened(ANYBODY, "sign-in look-up") == ("sign-in look-up", OUTSIDE)


def test_tasks_are_a_closed_list() -> None:
    with pytest.raises(ValueError, match="no task of"), system_task("curiosity"):
        raise AssertionError("it was opened")
    with pytest.raises(ValueError, match="no task of"):
        open_to(ANYBODY, task="curiosity")
    assert len(SYSTEM_TASKS) == 5


@pytest.mark.django_db
def test_a_test_cannot_look_somebody_up_in_a_request_that_nobody_opened() -> None:
    assert Person.objects.count() == 0, "the set-up of a test may"

    @open_to(VISITORS)
    def careless(request: HttpRequest) -> HttpResponse:
        return HttpResponse(str(Person.objects.count()))

    with pytest.raises(OutsideOfAudience, match="accounts_person"):
        Frame(careless)(RequestFactory().get("/en/somewhere/"))  # type: ignore[arg-type]


@promise("GEN-02", breaks="homeroom.kit.declare.scopes.refuse_outside", careless="does_nothing")
@pytest.mark.django_db
def test_pages_of_visitors_look_nobody_up() -> None:
    cast = the_cast()
    ben = signed_in(cast.ben, seat=cast.bens_seat)

    assert Client().get("/en/learn/maze/1/").status_code == 200
    assert ben.get("/en/learn/maze/1/").status_code == 200
    become(CLOSED)
    with pytest.raises(OutsideOfAudience), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM Progress_Attempt")


def test_the_tables_about_people_are_those_declared() -> None:
    assert {"accounts_person", "accounts_session", "progress_attempt", "programs_program", "sections_enrolment"} <= personal_tables()
    assert not {"curriculum_level", "limits_bucket", "jobs_run", "agreements_version"} & personal_tables()
    assert len(personal_tables()) == sum(map(is_about_people, declared().values()))
