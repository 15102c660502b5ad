"""Erasing: planned as done, whole, in every table and store, journaled and proven by a receipt (DEL-03, DEL-10, DEL-11, DEL-13)."""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, models

from homeroom.accounts.models import Person
from homeroom.agreements.models import Acceptance
from homeroom.audit.models import Entry
from homeroom.audit.queries import first_broken
from homeroom.privacy import journal, receipts
from homeroom.privacy.erasing import Counts, erase, erase_in_slices, fate_of, mark_of, plan, replay, residue
from homeroom.privacy.models import Erased, Receipt
from homeroom.privacy.subjects import Subject, parts
from homeroom.progress import presence
from homeroom.progress.models import Attempt
from homeroom.sections.models import Enrolment, Period, Section
from homeroom.testing.careless import answers
from homeroom.testing.cast import NOW, Cast, the_cast
from homeroom.testing.lives import LEVEL, a_grown_up, a_learner
from homeroom.testing.promises import promise
from homeroom.testing.sweep import traces

pytestmark = pytest.mark.django_db
LATER = NOW + datetime.timedelta(days=1)


@pytest.fixture
def cast(db: None) -> Cast:
    cast = the_cast()
    for person, seat in ((cast.ben, cast.bens_seat), (cast.cleo, cast.cleos_seat)):
        a_learner(person, seat=seat, by=cast.ada.code)
    for person, section in ((cast.ada, cast.section), (cast.dan, cast.dans_section)):
        a_grown_up(person, section=section)
    return cast


def who(person: Person) -> Subject:
    return Subject(person.pk, person.code)


def everything() -> dict[str, list[Any]]:
    """Every row of every table but the journal and the audit."""
    left_out = ("audit.Entry", "privacy.Receipt", "privacy.Erased")
    return {
        model._meta.label: sorted(model._base_manager.values_list(*(field.attname for field in model._meta.concrete_fields)), key=repr)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label not in left_out
    }


def counted(before: dict[str, list[Any]], after: dict[str, list[Any]]) -> dict[str, int]:
    return {label: len(rows) - len(after[label]) for label, rows in before.items() if len(rows) > len(after[label])}


def deleted(counts: Counts) -> dict[str, int]:
    return {label: ways["deleted"] for label, ways in counts.items() if "deleted" in ways}


def test_everything_that_is_kept_about_people_is_there_to_be_erased(cast: Cast) -> None:
    without = [part.table.label for part in parts() if not part.rows([who(cast.ben), who(cast.ada)]).exists()]
    assert without == []


@promise("DEL-11", breaks="homeroom.privacy.erasing._rows", careless=answers(None))
def test_ben_is_gone_from_every_table_and_cleo_is_as_she_was(cast: Cast) -> None:
    before, planned = everything(), plan([who(cast.ben)])
    cleos = {part.table.label: list(part.rows([who(cast.cleo)]).values_list("pk", flat=True)) for part in parts()}

    erase(people=[who(cast.ben)], because="request", by=cast.ada.code, now=LATER)

    assert counted(before, everything()) == deleted(planned)
    assert deleted(planned)["progress.Attempt"] == 3
    assert {part.table.label for part in parts() if part.rows([who(cast.ben)]).exists()} == {"audit.Entry"}
    assert {part.table.label: list(part.rows([who(cast.cleo)]).values_list("pk", flat=True)) for part in parts()} == cleos
    assert not Person.objects.filter(pk=cast.ben.pk).exists()


@promise("DEL-10", breaks="homeroom.privacy.erasing._let_go")
def test_what_is_left_is_what_was_declared_and_names_nobody(cast: Cast) -> None:
    ada, ben = cast.ada, cast.ben
    agreed = Acceptance.objects.filter(person=ada).count()
    before = {part.table.label: part.rows([who(ada), who(ben)]).count() for part in parts()}

    erase(people=[who(ada), who(ben)], because="request", now=LATER)

    assert set(residue()) == {"agreements.Acceptance", "audit.Entry", "sections.Period"}
    assert Acceptance.objects.filter(person=None).count() == agreed == before["agreements.Acceptance"]
    assert Period.objects.filter(opened_by=None).count() == before["sections.Period"] == 1
    # Codes are in the audit alone, where they name nobody; numbers of rows are nowhere.
    # SQLite's own file is where that table lies.
    assert {trace.split(":")[0] for trace in traces(ada.code, ben.code)} - {"database file"} == {"table audit_entry"}
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if field.is_relation and field.related_model is Person:
                assert not model._base_manager.filter(**{f"{field.name}__in": [ada.pk, ben.pk]}).exists(), (
                    f"{model._meta.label}.{field.name}"
                )


def test_the_chain_of_the_audit_holds_after_an_erasure(cast: Cast) -> None:
    about_ben = Entry.objects.filter(about=cast.ben.code).count()

    erase(people=[who(cast.ben)], because="request", by=cast.ada.code, now=LATER)

    assert first_broken() is None
    assert Entry.objects.filter(about=cast.ben.code).count() == about_ben > 0
    assert Entry.objects.filter(what="erase", by=cast.ada.code, about="").count() == 1


def test_ada_goes_with_her_class_and_dan_keeps_his(cast: Cast) -> None:
    before, also = everything(), {"sections.Section": [Subject(cast.section.pk, cast.section.code)]}
    people = [who(cast.ada), who(cast.ben)]
    planned = plan(people, also)

    erase(people=people, also=also, because="window", now=LATER)

    assert counted(before, everything()) == deleted(planned)
    assert list(Section.objects.values_list("code", flat=True)) == [cast.dans_section.code]
    assert not Enrolment.objects.filter(section=cast.section.pk).exists()
    assert Person.objects.filter(pk=cast.cleo.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_it_is_whole_or_not_at_all(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Something that the declarations forgot makes the database refuse, and nothing is lost."""
    forgotten = next(part for part in parts() if part.table.label == "sections.Enrolment")
    before = everything()
    monkeypatch.setattr("homeroom.privacy.erasing.parts", lambda: [part for part in parts() if part != forgotten])

    with pytest.raises(IntegrityError):
        erase(people=[who(cast.ben)], because="request", now=LATER)

    assert everything() == before
    assert not Receipt.objects.exists()


@promise("DEL-11", breaks="homeroom.progress.presence.forget_people")
def test_the_stores_forget_him_too(cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    period = Period.objects.get(section=cast.section)
    for person in (cast.ben, cast.cleo):
        presence.beat(period_id=period.pk, person_id=person.pk, level=LEVEL, active=3, working=True, uncover=False, now=NOW)
    presence.raise_hand(period_id=period.pk, person_id=cast.ben.pk, up=True, now=NOW)

    with django_capture_on_commit_callbacks(execute=True):
        erase(people=[who(cast.ben)], because="request", now=LATER)

    assert set(presence.here(period.pk)) == {cast.cleo.pk}
    assert presence.hands(period.pk) == {}
    presence.forget_all()


def test_a_job_takes_long_tables_in_slices_and_goes_on_where_it_was_cut_off(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("homeroom.privacy.pace.MOST", 2)
    planned = plan([who(cast.ben)])
    with monkeypatch.context() as cut:
        cut.setattr("homeroom.privacy.erasing._finish", answers(None)(None))
        erase_in_slices(people=[who(cast.ben)], because="window", now=LATER)
    assert Person.objects.filter(pk=cast.ben.pk).exists()

    receipt = erase_in_slices(people=[who(cast.ben)], because="window", now=LATER)

    assert Receipt.objects.count() == 1
    assert json.loads(receipt.counts) == planned
    assert not Person.objects.filter(pk=cast.ben.pk).exists()


def test_the_receipt_tells_what_was_erased_and_not_what_was_planned(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run is cut off; until the next one, something else takes a row away that the first would have erased."""
    with monkeypatch.context() as cut:
        cut.setattr("homeroom.privacy.erasing._finish", answers(None)(None))
        cut.setattr("homeroom.privacy.erasing._slice", answers(False)(None))
        erase_in_slices(people=[who(cast.ben)], because="window", now=LATER)
    gone = Attempt.objects.filter(student=cast.ben).order_by("pk")[:1]
    Attempt.objects.filter(pk__in=list(gone.values_list("pk", flat=True))).delete()
    left = plan([who(cast.ben)])

    receipt = erase_in_slices(people=[who(cast.ben)], because="window", now=LATER)

    assert json.loads(receipt.counts) == left
    assert left["progress.Attempt"] == {"deleted": 2}


@promise("DEL-13", breaks="homeroom.kit.crypto.signing.is_signed", careless="says_yes")
def test_the_receipt_can_be_verified_by_anybody_and_changed_by_nobody(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, names = cast.ben.code, (cast.ben.name, cast.ben.code)
    planned = plan([who(cast.ben)])
    made = erase(people=[who(cast.ben)], because="request", now=LATER)
    found = receipts.find(code)
    assert found == made

    text = receipts.text_of(made)

    key = json.loads(text)["key"]
    told = receipts.verified(text, key)
    assert told["rows"] == planned
    assert told["erased"] == [f"accounts.Person:{mark_of('accounts.Person', code).hex()}"]
    # Signature and key are signs by chance, among which a short name stands now and then.
    assert not any(name in json.dumps(told | {"key": ""}, ensure_ascii=False) for name in names)
    file = tmp_path / "receipt.json"
    file.write_text(text)
    call_command("privacy", "receipt", str(file))
    assert "The signature is good." in capsys.readouterr().out
    changed = [text.replace('"progress.Attempt"', '"progress.Attempts"'), text.replace("request", "window"), text.replace("2026", "2025")]
    for other in changed:
        assert other != text
        with pytest.raises(receipts.NoReceipt):
            receipts.verified(other, key)
    with pytest.raises(receipts.NoReceipt):
        receipts.verified("{}", key)


@promise("RET-05", breaks="homeroom.privacy.erasing.replay", careless="says_nought")
def test_nobody_comes_back_with_an_old_backup(cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    """The database as an older backup has it: Ben is in it, and it knows of no erasure. Only the file beside it does."""
    journal.place().unlink(missing_ok=True)
    with django_capture_on_commit_callbacks(execute=True):
        erase(people=[who(cast.ben)], because="request", now=LATER)
        erase(people=[], also={"sections.Section": [Subject(cast.section.pk, cast.section.code)]}, because="window", now=LATER)
    receipt = receipts.text_of(receipts.find(cast.ben.code) or Receipt())
    Receipt.objects.all().delete()
    cast.ben.save(force_insert=True)
    cast.section.save(force_insert=True)
    a_learner(cast.ben)

    assert replay(now=LATER) == 2

    assert not Person.objects.filter(code=cast.ben.code).exists()
    assert not Section.objects.filter(code=cast.section.code).exists()
    assert Person.objects.filter(code=cast.cleo.code).exists()
    assert Erased.objects.count() == 2
    assert receipts.text_of(receipts.find(cast.ben.code) or Receipt()) == receipt
    assert replay(now=LATER) == 0
    journal.place().unlink()


def test_no_line_holds_and_lets_go_of_a_row_at_once() -> None:
    for part in parts():
        ways = {line.erase for line in part.lines if line.nature != "none" and line.kind != "keys"}
        assert len(ways) <= 1, part.table.label
        if fate_of(part) == "anonymised":
            field = part.model._meta.get_field(part.path)
            assert field.null or isinstance(field, models.CharField), part.table.label
