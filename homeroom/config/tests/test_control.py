"""Who controls a pupil's data, by relation (CLS-06); a pupil whom two teachers share (CLS-09); what of a class is whose (DAT-26)."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from homeroom.accounts.models import Person
from homeroom.programs.models import Program
from homeroom.progress.models import Attempt, LevelProgress
from homeroom.sections.actions.leaving import remove_student
from homeroom.sections.models import Enrolment, Section
from homeroom.sections.queries import teachers_of
from homeroom.sections.rules.control import CONTROL, NOTHING, Deed, may_oneself, may_through_class, relation_of
from homeroom.testing.careless import answers
from homeroom.testing.cast import a_seat, signed_in, the_cast
from homeroom.testing.matrix import RELATIONS, a_world
from homeroom.testing.promises import promise
from homeroom.testing.urls_matrix import addresses, filled_with, undone

pytestmark = pytest.mark.django_db
#: MATRIX's relations -> the table's, where they are called otherwise.
CALLED = {
    "pupil without a class": "pupil of another section",
    "teacher removed a second ago": "removed a second ago",
    "pupil removed a second ago": "removed a second ago",
}
SAID = '{"key": "maze.wall", "values": {}}'
#: What each deed is on the pages of a class: method, behind the pupil's address, what is sent.
PAGES: dict[Deed, tuple[tuple[str, str, dict[str, str]], ...]] = {
    "see": (("GET", "", {}),),
    "edit": (("POST", "name/", {"name": "Benno"}), ("POST", "age/", {"age": "12"})),
    "export": (("GET", "record/", {}), ("POST", "record/file/", {})),
    "delete": (("POST", "remove/", {}), ("GET", "erase/", {})),
}


#: Administrators answer requests, also of this class's pupils.
REQUESTS = {"rights:queue", "rights:request"}


def that_can_be_read() -> None:
    """Work as pages send it, so that a cell can be opened."""
    LevelProgress.objects.update(last_said=SAID)
    Attempt.objects.update(said=SAID)
    Program.objects.update(source='{"blocks": "zq of everybody"}')


def done(client: Client, section: Section, student: Person, deed: Deed) -> set[bool]:
    """Whether each page of a deed let it happen; it is taken back."""
    found = set()
    for method, page, sent in PAGES[deed]:
        address = f"/en/classes/{section.code}/pupils/{student.code}/{page}"
        with undone(client):
            answer: Any = client.get(address) if method == "GET" else client.post(address, sent)
            if answer.streaming:
                b"".join(answer.streaming_content)
        to = answer.headers.get("Location", "")
        found.add(answer.status_code == 200 or (answer.status_code == 302 and f"/en/classes/{section.code}/" in to and "next=" not in to))
    return found


def everybodys(real: Any) -> Any:
    """The careless opposite: whoever teaches anything controls every pupil."""
    return {**real, "own teacher": NOTHING, "co-teacher": {"see": "class"}}


@promise("CLS-06", breaks="homeroom.sections.rules.control.CONTROL", careless=everybodys)
def test_each_relation_sees_edits_exports_and_deletes_what_the_table_says_and_nothing_else() -> None:
    world = a_world(datetime.datetime.now(datetime.UTC))
    ada, ben = world.classes["ada"], world.people["ben"]
    may = {relation: done_by(world, relation, ada, ben) for relation in RELATIONS}

    assert {CALLED.get(relation, relation) for relation in RELATIONS} == CONTROL.keys()
    assert may == {
        relation: set(PAGES) if relation in ("own teacher", "co-teacher") else set() for relation in RELATIONS
    }  # fmt: skip
    assert may == {
        relation: {deed for deed in PAGES if may_through_class(CALLED.get(relation, relation), deed)} for relation in RELATIONS  # type: ignore[arg-type]
    }  # fmt: skip


def done_by(world: Any, relation: str, section: Section, student: Person) -> set[Deed]:
    """What somebody gets done; a deed that only some of its pages allow is a hole."""
    found: set[Deed] = set()
    for deed in PAGES:
        came = done(world.clients[RELATIONS[relation][0]], section, student, deed)
        assert len(came) == 1, f"{relation}: {deed} on some pages only"
        found |= {deed} if came == {True} else set()
    return found


@promise("CLS-06", breaks="homeroom.sections.rules.control.may_oneself", careless=answers(True))
@pytest.mark.parametrize(("way", "weak"), [("pictures", True), ("words", True), ("password", False)])
def test_pupils_change_copy_and_end_their_own_with_something_of_their_own_only(way: str, weak: bool) -> None:
    cast = the_cast()
    Person.objects.filter(pk=cast.ben.pk).update(password="of nobody")
    ben = signed_in(cast.ben, seat=cast.bens_seat, way=way)

    renamed = ben.post("/en/about-me/correct/", {"name": "Benno", "language": "en"})
    taken = ben.post("/en/about-me/file/")
    closing = ben.get("/en/account/delete/").content.decode()

    assert [may_oneself(deed, weak=weak) for deed in ("see", "edit", "export", "delete")] == [True, *[not weak] * 3]
    assert ben.get("/en/about-me/").status_code == 200
    assert (renamed.status_code, taken.status_code) == ((403, 403) if weak else (302, 200))
    assert ('name="when"' in closing) is not weak


def test_who_teaches_longest_is_the_own_teacher_and_who_left_is_a_stranger() -> None:
    facts = {"is_self": False, "teaches": False, "teaches_longest": False, "sits_here": False}

    assert relation_of(role="teacher", **facts | {"teaches": True, "teaches_longest": True}) == "own teacher"
    assert relation_of(role="teacher", **facts | {"teaches": True}) == "co-teacher"
    assert relation_of(role="teacher", **facts | {"sits_here": True}) == "other teacher"
    assert relation_of(role="student", **facts | {"sits_here": True}) == "classmate"
    assert relation_of(role="student", **facts | {"is_self": True}) == "self"
    assert {relation_of(role=role, **facts) for role in ("student", "teacher", "administrator", "staff", "")} <= CONTROL.keys()


def wherever_they_sit(real: Callable[..., Any]) -> Callable[..., Any]:
    """As if one class of one's own opened every pupil."""
    return lambda viewer, section, student, deed="see": Enrolment.objects.select_related("student", "section").filter(
        student__code=student
    )[0]


def only_the_first(real: Callable[..., Any]) -> Callable[..., Any]:
    """As if a class had one teacher only."""
    return lambda teacher_id: real(teacher_id).filter(
        pk__in=[section.pk for section in real(teacher_id) if teachers_of(section.pk)[0] == teacher_id]
    )


@promise("CLS-09", breaks="homeroom.sections.access.enrolment_for", careless=wherever_they_sit)
@promise("CLS-09", breaks="homeroom.sections.queries.sections_of", careless=only_the_first)
def test_two_teachers_share_a_pupil_each_through_the_own_class() -> None:
    now = datetime.datetime.now(datetime.UTC)
    world = a_world(now)
    ben, ada, dan = world.people["ben"], world.classes["ada"], world.classes["dan"]
    seat = a_seat(dan, ben, now=now)
    that_can_be_read()
    level = Attempt.objects.filter(student=ben)[0].level
    teachers = {"ada": ada, "cora": ada, "dan": dan}

    def seen(teacher: str, section: Section, student: Person) -> tuple[bool, bool]:
        """Their page; the work itself."""
        client, at = world.clients[teacher], f"/classes/{section.code}"
        cell = client.get(f"{at}/cells/{student.code}/{level}", headers={"accept": "application/json"})
        return client.get(f"/en{at}/pupils/{student.code}/").status_code == 200, b"zq of everybody" in cell.content

    for teacher, own in teachers.items():
        for section in (ada, dan):
            assert seen(teacher, section, ben) == (section == own, section == own), (teacher, section.name)
    # A classmate elsewhere comes along with nobody.
    assert seen("dan", ada, world.people["cleo"]) == seen("dan", dan, world.people["cleo"]) == (False, False)
    assert seen("ada", dan, world.people["finn"]) == seen("ada", ada, world.people["finn"]) == (False, False)

    remove_student(seat=seat, by="", now=now)

    assert seen("dan", dan, ben) == (False, False)
    assert seen("ada", ada, ben) == seen("cora", ada, ben) == (True, True)


def every_class(real: Callable[..., Any]) -> Callable[..., Any]:
    """As if a class were everybody's who teaches."""
    return lambda teacher_id: Section.objects.filter(hidden_at__isnull=True)


@promise("DAT-26", breaks="homeroom.sections.queries.sections_of", careless=every_class)
@pytest.mark.parametrize("relation", RELATIONS)
def test_a_class_is_for_its_teachers_and_its_pupils_see_its_name_and_each_other(relation: str) -> None:
    world = a_world(datetime.datetime.now(datetime.UTC))
    ada, client = world.classes["ada"], world.clients[RELATIONS[relation][0]]
    that_can_be_read()
    keys = {"join code": "zqj", "class link": "zqlink", "class name": "zqname"}
    Section.objects.filter(pk=ada.pk).update(join_code="zqjzqj", link=keys["class link"], name=keys["class name"])
    Person.objects.filter(pk=world.people["cleo"].pk).update(name="zqcleo")

    seen = set()
    for address in addresses():
        if "GET" in address.methods and address.name not in REQUESTS:
            with undone(client):
                answer: Any = client.get(filled_with(address.route, section=ada.code, student=world.people["ben"].code))
                body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            seen |= {word for word in (*keys.values(), "zqcleo") if word.encode() in body}

    if relation in ("own teacher", "co-teacher"):
        assert seen == {*keys.values(), "zqcleo"}
    elif relation in ("self", "classmate"):
        # Each other they meet at the door of the class.
        assert {keys["class name"]} <= seen <= {keys["class name"], "zqcleo"}
    else:
        assert seen == set()
