"""What an erasure does beside the tables, in how large pieces, and all of it again on an old backup (DEL-11, RET-02, RET-05)."""

import datetime
from dataclasses import replace
from typing import Any

import pytest

from homeroom.accounts.models import Person
from homeroom.audit.actions import note
from homeroom.audit.models import Entry
from homeroom.kit.declare import stores
from homeroom.privacy import erasing, journal, pace
from homeroom.privacy.erasing import erase, erase_in_slices, fate_of, replay
from homeroom.privacy.models import Receipt
from homeroom.privacy.subjects import Subject, parts
from homeroom.testing.careless import answers
from homeroom.testing.cast import NOW, Cast, a_person, the_cast
from homeroom.testing.lives import a_learner

pytestmark = pytest.mark.django_db
LATER = NOW + datetime.timedelta(days=1)
MUCH_LATER = NOW + datetime.timedelta(days=300)


@pytest.fixture
def cast() -> Cast:
    cast = the_cast()
    a_learner(cast.ben, seat=cast.bens_seat, by=cast.ada.code)
    return cast


def who(person: Person) -> Subject:
    return Subject(person.pk, person.code)


def said_about(person: Person) -> set[str | None]:
    note("look", by="", about=person.code, why="His mother rang about the fight.", now=NOW)
    return reasons(person.code)


def reasons(code: str) -> set[str | None]:
    return {entry.why for entry in Entry.objects.filter(about=code)}


def out_of_a_backup(code: str) -> Person:
    """Somebody is there again under the code of who was erased, with words about them in the record."""
    back = a_person("Zoe")
    Person.objects.filter(pk=back.pk).update(code=code)
    back.code = code
    assert "His mother rang about the fight." in said_about(back)
    return back


def test_words_about_whoever_is_erased_leave_the_record(cast: Cast) -> None:
    assert "His mother rang about the fight." in said_about(cast.ben)

    erase(people=[who(cast.ben)], because="request", now=LATER)

    assert reasons(cast.ben.code) == {None}


def test_who_comes_back_is_erased_again_everywhere_as_of_the_day_it_was(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    line: Any = journal.line_of(erase(people=[who(cast.ben)], because="request", now=LATER))
    Receipt.objects.all()[0].erased.all().delete()
    Receipt.objects.all().delete()
    back = out_of_a_backup(cast.ben.code)
    forgotten: list[int] = []
    store = replace(next(iter(stores().values())), erase=lambda people: forgotten.extend(one.id for one in people))
    monkeypatch.setattr(erasing, "stores", lambda: {"memory": store})

    assert replay(now=MUCH_LATER, told=[line]) == 1

    assert not Person.objects.filter(pk=back.pk).exists()
    assert reasons(back.code) == {None}
    assert forgotten == [back.pk]
    assert Receipt.objects.get().ended_at == LATER


def test_only_what_is_told_is_replayed_where_something_is_told(cast: Cast) -> None:
    erase(people=[who(cast.ben)], because="request", now=LATER)
    Receipt.objects.all()[0].erased.all().delete()
    back = out_of_a_backup(cast.ben.code)

    assert replay(now=MUCH_LATER, told=[]) == 0

    assert Person.objects.filter(pk=back.pk).exists()


def test_long_tables_go_in_pieces_that_a_writer_can_wait_for(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    pieces: list[int] = []
    real = erasing._delete

    def counted(model: Any, rows: Any) -> int:
        pieces.append(real(model, rows))
        return pieces[-1]

    monkeypatch.setattr(erasing, "_delete", counted)
    monkeypatch.setattr(pace, "MOST", 1)

    with monkeypatch.context() as cut:
        cut.setattr(erasing, "_finish", answers(None)(None))
        erase_in_slices(people=[who(cast.ben)], because="window", now=LATER)

    assert len(pieces) > 5 and set(pieces) == {1}


def test_what_says_nothing_about_somebody_does_not_decide_what_becomes_of_their_row() -> None:
    part = next(one for one in parts() if one.table.label == "progress.Attempt")
    first = next(line for line in part.lines if line.nature != "none" and line.kind != "keys")
    assert fate_of(part) == "deleted"

    for harmless in (replace(first, nature="none", erase="keep"), replace(first, kind="keys", erase="keep")):
        assert fate_of(replace(part, lines=(*part.lines, harmless))) == "deleted"
    assert fate_of(replace(part, lines=(*part.lines, replace(first, erase="keep")))) == "kept"
