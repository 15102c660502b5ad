"""Each fault of a declaration, planted in a small house of its own, is found by its own code; the house without it has none (GEN-04)."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps.registry import Apps
from django.db import models
from django.test.utils import isolate_apps

from homeroom.kit.crypto import SealedText
from homeroom.kit.declare import (
    OPERATORS,
    SELF,
    After,
    Audience,
    Fault,
    Keeps,
    Store,
    declare_stores,
    keys,
    learning_record,
    own_work,
    problems,
    profile,
    protocol,
)  # fmt: skip
from homeroom.kit.declare.faults import FAULTS
from homeroom.kit.declare.inventory import _stores, _tables
from homeroom.testing.careless import becomes
from homeroom.testing.promises import promise

HOME = "homeroom/limits/privacy.py"


@pytest.fixture
def empty_house() -> Iterator[Any]:
    """No model, no declaration."""
    tables, kept = dict(_tables), dict(_stores)
    _tables.clear()
    _stores.clear()
    try:
        with isolate_apps("homeroom.limits") as apps:
            yield apps
    finally:
        _tables.clear()
        _stores.clear()
        _tables.update(tables)
        _stores.update(kept)


def a_model(name: str, /, **fields: Any) -> type[models.Model]:
    meta = type("Meta", (), {"app_label": "limits"})
    return type(name, (models.Model,), {"__module__": "homeroom.limits.models", "Meta": meta, **fields})


def a_declaration(name: str, /, *, says: str = "Something.", title: str = "Things", lines: dict[str, Any], **how: Any) -> None:
    type(name, (Keeps,), {"__doc__": says, "title": title, **lines}, table=f"limits.{name}", **how)


def the_house(
    *, fields: dict[str, Any] | None = None, lines: dict[str, Any] | None = None, about: str = "person", declared: bool = True, **how: Any
) -> None:
    """Somebody, and notes of theirs: declared as it should be, but for what a test says."""
    someone = a_model("Someone", code=models.CharField("public code", max_length=12, unique=True), name=SealedText("name"))
    a_declaration(
        "Someone", about="id", seen_by=(SELF,), lines={"keys": keys("code"), "name": profile("name", why="to greet")},
    )  # fmt: skip
    usual: dict[str, Any] = {
        "person": models.ForeignKey(someone, models.CASCADE, related_name="+"),
        "text": SealedText("text"),
        "at": models.DateTimeField("when"),
    }
    a_model("Note", **usual | (fields or {}))
    if declared:
        told = {"keys": keys("id"), "text": own_work("text", why="to go on"), "at": learning_record("at", why="the newest counts")}
        told |= lines or {}
        a_declaration("Note", about=about, seen_by=(SELF,), lines={name: one for name, one in told.items() if one is not None}, **how)


def line(**different: Any) -> dict[str, Any]:
    return {"at": learning_record("at", why="the newest counts")(*("at",), **different)}


def key(column: str) -> dict[str, Any]:
    return {"keys": keys("id", column)}


def fated(erase: Any) -> dict[str, Any]:
    return {**line(erase=erase), "text": own_work("text", why="to go on", erase=erase)}


def ledger() -> None:
    """Names people by public code only, so its rows can stay."""
    the_house()
    a_model("Ledger", code=models.CharField("whose", max_length=12), at=models.DateTimeField("when"))
    stays = protocol("at", why="proof", erase="keep", after=After("at", days=365))
    a_declaration("Ledger", about="code", seen_by=(SELF,), lines={"keys": keys("id"), "at": stays})


def gone() -> None:
    the_house()
    a_declaration("Gone", lines={"keys": keys("id")})


def many_to_many() -> None:
    """Notes with labels: Django makes the table between by itself."""
    the_house()
    label = a_model("Label", word=models.CharField("word", max_length=9, unique=True))
    a_declaration("Label", lines={"keys": keys("id", "word")})
    a_model("Page", labels=models.ManyToManyField(label, related_name="+"))
    a_declaration("Page", lines={"keys": keys("id")})


def of_a_library() -> None:
    the_house()
    meta = type("Meta", (), {"app_label": "limits"})
    type("Token", (models.Model,), {"__module__": "somebody.elses.models", "Meta": meta})


def told_twice_over() -> None:
    the_house(lines={"again": learning_record("at", why="once more")})


def a_store(**different: Any) -> None:
    the_house()
    usual: dict[str, Any] = {
        "name": "heap",
        "where": "memory",
        "what": "numbers",
        "why": "to count",
        "how_long": "a minute",
        "nature": "none",
    }
    declare_stores(Store(**usual | {"seen_by": (OPERATORS,)} | different))


def with_files(*, erased: bool = False) -> None:
    files: dict[str, Any] = {"picture": learning_record("picture", why="to see it")}
    the_house(fields={"picture": models.FileField("picture")}, lines=files)
    if erased:
        words: dict[str, Any] = {"what": "pictures", "why": "to see them", "how_long": "as long as the note", "seen_by": (SELF,)}
        declare_stores(Store("limits.Note.picture", "file", **words, erase=list))


PERSON = "limits.Someone"
PLANTED: list[tuple[str, str, Callable[[], None]]] = [
    ("E001", f"limits.Note is not declared: add a class to {HOME}", lambda: the_house(declared=False)),
    ("E001", "limits.Page_labels is not declared", many_to_many),
    ("E001", "limits.Token is not declared: add a class to the privacy.py of the room that uses it", of_a_library),
    ("E002", "limits.Gone is declared but", gone),
    ("E003", f"limits.Note.mood is not declared: add it to a line in {HOME}", lambda: the_house(fields={"mood": models.IntegerField()})),
    ("E004", f"limits.Note.mood is declared but does not exist: remove it from {HOME}", lambda: the_house(lines=key("mood"))),
    ("E005", "limits.Note.at is declared twice", told_twice_over),
    ("E006", "limits.Note says nothing", lambda: the_house(says="")),
    ("E006", "limits.Note says nothing", lambda: the_house(title="")),
    ("E007", "'writer' leads to nobody", lambda: the_house(about="writer", lines={"keys": keys("id", "person")})),
    ("E007", "'person__friend' leads to nobody", lambda: the_house(about="person__friend")),
    ("E007", "'at' leads to nobody", lambda: the_house(about="at", lines={"keys": keys("id", "person"), "at": None})),
    ("E007", "'id' leads to nobody", lambda: the_house(lines={"keys": None, "number": learning_record("id", why="order", about="id")})),
    ("E008", "limits.Note (at) says no why", lambda: the_house(lines=line(why=""))),
    ("E009", "no purpose of the closed list", lambda: the_house(lines=line(purpose="advertising"))),
    ("E010", "no source of the closed list", lambda: the_house(lines=line(source="a broker"))),
    ("E011", "no legal basis of the closed list", lambda: the_house(lines=line(basis="because we can"))),
    ("E011", "no legal basis of the closed list", lambda: the_house(lines=line(basis=""))),
    ("E012", "does not say who sees it", lambda: the_house(lines=line(seen_by=(Audience("SPONSORS", "sponsors"),)))),
    ("E013", "does not say how long it is kept", lambda: the_house(lines=line(keep="a while"))),
    ("E014", "outside of the closed lists", lambda: the_house(lines=line(category="gossip"))),
    ("E014", "outside of the closed lists", lambda: the_house(lines=line(nature="secret"))),
    ("E014", "outside of the closed lists", lambda: the_house(lines=line(erase="hide"))),
    ("E015", "roles that do not exist", lambda: the_house(lines=line(roles=("visitor",)))),
    ("E016", "nobody says whom", lambda: the_house(about="", lines={"keys": keys("id", "person")})),
    ("E017", "is declared sealed but its column is plain", lambda: the_house(fields={"text": models.TextField("text")})),
    ("E017", "is sealed but not declared so", lambda: the_house(lines={"text": own_work("text", why="to go on", sealed=False)})),
    ("E018", "limits.Note.at is no key", lambda: the_house(lines={"keys": keys("id", "at"), "at": None})),
    ("E019", "limits.Note.person cannot be empty", lambda: the_house(lines=line(erase="anonymise"))),
    ("E020", "some of a row about person goes and some stays", lambda: the_house(lines=line(erase="keep"))),
    ("E020", "cannot stay as it is", lambda: the_house(lines=fated("keep"))),
    ("E021", f"limits.Note.person would keep a row of {PERSON} from being erased", lambda: the_house(fields=held())),
    ("E022", "which go together", lambda: the_house(lines=line(basis="consent"))),
    ("E022", "which go together", lambda: the_house(lines=line(consent="a study"))),
    ("E022", "which go together", lambda: the_house(lines=line(basis="consent", consent="something"))),
    ("E023", "special category that we told nobody of", lambda: the_house(lines=line(special=True))),
    ("E024", "sounds like a special category", lambda: the_house(fields={"at": models.DateTimeField("when the health was checked")})),
    ("E025", "the store 'heap' does not say", lambda: a_store(how_long="")),
    ("E025", "the store 'heap' does not say", lambda: a_store(seen_by=())),
    ("E026", "the store 'heap': where= is one of", lambda: a_store(where="cloud")),
    ("E029", "is kept for a time, but by no clock", lambda: the_house(lines=line(keep="one day"))),
    ("E029", "is kept for a time, but by no clock", lambda: the_house(lines=line(keep="one day", after=After("text", days=1)))),
    ("E029", "stays longer than its keep= allows", lambda: the_house(lines=line(keep="one day", after=After("at", days=2)))),
    ("E028", "the store 'heap' does not say how an erased person leaves it", lambda: a_store(nature="technical")),
    ("E027", "limits.Note.text names others, but stands in another line", lambda: the_house(lines=line(others=("text",)))),
    ("E030", "limits.Note.picture holds files, and nobody erases them", with_files),
]  # fmt: skip


def held() -> dict[str, Any]:
    return {"person": models.ForeignKey("limits.Someone", models.PROTECT, related_name="+")}


@pytest.mark.parametrize(("code", "says", "plant"), PLANTED, ids=[f"{code}-{number}" for number, (code, _s, _p) in enumerate(PLANTED)])
def test_a_planted_fault_is_found_by_its_code_and_says_where(code: str, says: str, plant: Callable[[], None], empty_house: Apps) -> None:
    plant()

    found = [fault for fault in problems(empty_house) if fault.code == code]

    assert found, f"{FAULTS[code]}: {list(problems(empty_house))}"
    assert says in found[0].says


def test_every_code_was_planted() -> None:
    assert {code for code, _says, _plant in PLANTED} == FAULTS.keys()


@pytest.mark.parametrize(
    "plant",
    [
        the_house,
        a_store,
        lambda: with_files(erased=True),
        lambda: the_house(
            fields={"person": models.ForeignKey("limits.Someone", models.SET_NULL, null=True, related_name="+")},
            lines=fated("anonymise"),
        ),
        ledger,
    ],
    ids=["notes", "store", "files", "loses its person", "stays by code"],
)  # fmt: skip
def test_a_house_without_a_fault_has_none(plant: Callable[[], None], empty_house: Apps) -> None:
    plant()

    assert list(problems(empty_house)) == []


@promise("GEN-05", breaks="homeroom.kit.declare.kinds.PURPOSES", careless=becomes({"learning": "", "advertising": ""}))
def test_no_purpose_is_for_sale(empty_house: Apps) -> None:
    the_house(lines=line(purpose="advertising"))

    assert [fault.code for fault in problems(empty_house)] == ["E009"]


@promise("GEN-06", breaks="homeroom.kit.declare.kinds.NATURES", careless=becomes({"personal": "", "secret": ""}))
def test_personal_identifying_and_technical_things_are_told_apart(empty_house: Apps) -> None:
    the_house(lines=line(nature="secret"))

    assert [fault.code for fault in problems(empty_house)] == ["E014"]


@promise("GEN-07", breaks="homeroom.kit.declare.kinds.SOURCES", careless=becomes({"the person": "", "automatic": "", "": ""}))
def test_nothing_is_kept_without_a_source(empty_house: Apps) -> None:
    the_house(lines=line(source=""))

    assert [fault.code for fault in problems(empty_house)] == ["E010"]


@promise("RIGHTS-10", breaks="homeroom.kit.declare.faults._is_grounded", careless="says_yes")
def test_nothing_about_somebody_is_kept_without_a_legal_ground(empty_house: Apps) -> None:
    the_house(lines=line(basis=""))

    assert [fault.code for fault in problems(empty_house)] == ["E011"]


@promise("RIGHTS-10", breaks="homeroom.kit.declare.kinds.CONSENTS", careless=becomes({"something": ""}))
def test_consent_names_what_was_agreed_to(empty_house: Apps) -> None:
    the_house(lines=line(basis="consent", consent="something"))

    assert [fault.code for fault in problems(empty_house)] == ["E022"]


@promise("GEN-14", breaks="homeroom.kit.declare.kinds.SPECIAL", careless=becomes(frozenset({"limits.Note.faith"})))
def test_health_faith_and_the_like_are_not_kept_even_when_somebody_declares_them(empty_house: Apps) -> None:
    faith = learning_record("faith", why="curiosity", special=True)
    the_house(fields={"faith": models.CharField("religion", max_length=9)}, lines={"faith": faith})

    assert [fault.code for fault in problems(empty_house)] == ["E023"]


@promise("GEN-14", breaks="homeroom.kit.declare.faults.SPECIAL_WORDS", careless=becomes(re.compile("never")))
@pytest.mark.parametrize("words", ["religion", "health of the child", "fingerprint", "ethnic group", "medical notes"])
def test_they_are_not_kept_under_another_name_either(words: str, empty_house: Apps) -> None:
    the_house(fields={"other": models.CharField(words, max_length=9)}, lines={"other": learning_record("other", why="curiosity")})

    assert [fault.code for fault in problems(empty_house)] == ["E024"]


def test_a_fault_says_its_code_and_a_sentence() -> None:
    assert Fault("E001", "something").code in FAULTS
