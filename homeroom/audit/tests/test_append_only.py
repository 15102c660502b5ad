"""The record is only added to, and every change of it is noticed (STF-02)."""

import datetime
import hashlib
import json
import threading
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, connections, transaction

from homeroom.audit import actions, queries
from homeroom.audit.actions import note
from homeroom.audit.models import Check, Cut, Entry
from homeroom.audit.rules import START, Fact, digest_of_reason, hash_of
from homeroom.kit.command import Stopped
from homeroom.kit.db import write
from homeroom.kit.errors import Refused
from homeroom.operations.keeping.doctor import examine
from homeroom.testing.audited import without_guards
from homeroom.testing.careless import answers, does_nothing
from homeroom.testing.cast import NOW
from homeroom.testing.promises import promise

pytestmark = pytest.mark.django_db
TRIGGERS = ("audit_entry_unchanged", "audit_entry_stays", "audit_cut_unchanged")


@pytest.fixture
def three(db: None) -> list[Entry]:
    """Ada reset Ben's secret, looked at Cleo's with a reason, and printed cards."""
    note("redraw_secret", by="ada", about="ben", where="5b", now=NOW)
    note("show_secret", by="ada", about="cleo", where="5b", why="Cleo lost her card", now=NOW)
    note("print_cards", by="ada", where="5b", now=NOW)
    return list(Entry.objects.order_by("id"))


def without_triggers(sql: str, *values: Any) -> None:
    """One statement behind the triggers' back."""
    with without_guards() as cursor:
        cursor.execute(sql, values)
        assert cursor.rowcount > 0


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_entry SET by = 'dan'",
        "UPDATE audit_entry SET at = '2020-01-01 00:00:00+00:00'",
        "UPDATE audit_entry SET about = ''",
        "UPDATE audit_entry SET hash = previous",
        "UPDATE audit_entry SET reason = NULL WHERE why IS NOT NULL",
        "UPDATE audit_entry SET salt = NULL WHERE why IS NOT NULL",
        "UPDATE audit_entry SET why = hash WHERE why IS NULL",
        "DELETE FROM audit_entry",
    ],
)
def test_the_database_itself_refuses_to_change_or_take_out(three: list[Entry], change: str) -> None:
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.replace("by =", '"by" ='))

    assert [(one.by, one.why, bytes(one.hash)) for one in Entry.objects.order_by("id")] == [
        (one.by, one.why, bytes(one.hash)) for one in three
    ]
    assert queries.follow_all().broken is None


@promise("STF-02", breaks="homeroom.audit.rules.hash_of", careless=answers(START))
@promise("STF-02", breaks="homeroom.audit.queries.follow_all", careless=answers(None))
def test_a_change_behind_the_triggers_back_is_noticed(three: list[Entry]) -> None:
    assert (whole := queries.follow_all()) is not None
    assert (whole.broken, whole.entries) == (None, 3)

    without_triggers("""UPDATE audit_entry SET "by" = 'dan' WHERE id = %s""", three[1].pk)

    assert queries.follow_all().broken == three[1].pk


@pytest.mark.parametrize(
    ("column", "value"),
    [("what", "sign_in"), ("about", "dan"), ("where", "6a"), ("at", "2026-11-24 09:00:01+00:00"), ("why", None), ("previous", b"x" * 32)],
)
def test_no_column_can_be_changed_unseen(three: list[Entry], column: str, value: object) -> None:
    alter = f'UPDATE audit_entry SET "{column}" = %s WHERE id = %s'
    without_triggers(alter, value, three[1].pk)

    assert queries.follow_all().broken == three[1].pk


@pytest.mark.parametrize("change", ["UPDATE audit_cut SET entry = 0", "DELETE FROM audit_cut"])
def test_the_database_itself_refuses_to_say_otherwise_where_the_record_begins(three: list[Entry], change: str) -> None:
    later = NOW + datetime.timedelta(days=366 * 7)
    actions.forget_old_entries(now=later)

    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)

    assert Cut.objects.get().entry == three[2].pk
    assert queries.follow_all().broken is None


def test_a_beginning_that_somebody_cut_off_is_noticed(three: list[Entry]) -> None:
    without_triggers("DELETE FROM audit_entry WHERE id = %s", three[0].pk)

    assert queries.follow_all().broken == three[1].pk


def test_an_entry_that_is_taken_out_is_noticed_at_the_next(three: list[Entry]) -> None:
    without_triggers("DELETE FROM audit_entry WHERE id = %s", three[1].pk)

    assert queries.follow_all().broken == three[2].pk


@promise("STF-02", breaks="homeroom.audit.rules.keyed_digest", careless=lambda real: lambda data, place: hashlib.sha256(data).digest())
def test_who_chains_everything_anew_without_the_keys_is_noticed(three: list[Entry]) -> None:
    """Everything is in the database but the key, so a chain that is made anew there does not hold."""
    previous = START
    for one, by in zip(three, ("dan", "ada", "ada"), strict=True):
        reason = bytes(one.reason).hex() if one.reason is not None else None
        told = [2, one.at.isoformat(), by, one.what, one.about, one.where, reason]
        forged = hashlib.sha256(previous + json.dumps(told, separators=(",", ":")).encode()).digest()
        without_triggers("""UPDATE audit_entry SET "by" = %s, previous = %s, hash = %s WHERE id = %s""", by, previous, forged, one.pk)
        previous = forged

    assert queries.follow_all().broken == three[0].pk


def test_the_job_finds_it_and_the_mark_stays(three: list[Entry]) -> None:
    assert actions.look(now=NOW) == 6  # the new ones, and the round through all
    assert queries.known_broken() is None
    without_triggers("""UPDATE audit_entry SET "where" = '6a' WHERE id = %s""", three[2].pk)

    with pytest.raises(Refused):
        actions.look(now=NOW)

    assert queries.known_broken() == three[2].pk


def test_an_end_that_is_cut_off_is_noticed_by_who_has_seen_it(three: list[Entry]) -> None:
    actions.look(now=NOW)
    without_triggers("DELETE FROM audit_entry WHERE id = %s", three[2].pk)

    assert queries.follow_all().broken == three[2].pk
    with pytest.raises(Refused):
        actions.look(now=NOW)


def test_a_look_goes_on_where_the_last_one_came_to(three: list[Entry]) -> None:
    actions.look(now=NOW)
    note("print_cards", by="ada", where="5b", now=NOW)

    actions.look(now=NOW)

    assert {check.entry for check in Check.objects.all()} == {queries.head().entry}


def test_a_reason_is_forgotten_and_the_chain_stays_whole(three: list[Entry]) -> None:
    assert actions.forget_reasons(codes=["cleo"], now=NOW) == 1

    entry = Entry.objects.get(what="show_secret")
    assert (entry.why, entry.salt) == (None, None)
    assert bytes(entry.reason or b"") != digest_of_reason("Cleo lost her card", b"\x00" * 32)
    assert queries.follow_all().broken is None
    assert Entry.objects.filter(what="forget_reasons").exists()


def test_a_reason_that_is_rewritten_is_noticed(three: list[Entry]) -> None:
    Entry.objects.filter(pk=three[1].pk).update(why="Cleo asked for it")

    assert queries.follow_all().broken == three[1].pk


def test_a_reason_that_is_sealed_anew_still_fits(three: list[Entry]) -> None:
    Entry.objects.filter(pk=three[1].pk).update(why="Cleo lost her card")

    assert queries.follow_all().broken is None


def test_after_seven_years_entries_go_and_the_rest_still_holds(three: list[Entry]) -> None:
    later = NOW + datetime.timedelta(days=366 * 7)
    note("print_cards", by="ada", where="5b", now=later)

    assert actions.forget_old_entries(now=later) == 3
    assert actions.forget_old_entries(now=later) == 0

    walk = queries.follow_all()
    assert (walk.broken, walk.entries) == (None, 2)
    assert actions.look(now=later) == 4


@promise("STF-02", breaks="homeroom.audit.rules.mark_of", careless=answers(b"x"))
def test_nobody_else_can_say_where_the_record_begins(three: list[Entry]) -> None:
    Cut.objects.create(entry=three[1].pk, hash=three[1].hash, mark=b"x", at=NOW)

    assert queries.follow_all().broken is not None


def test_entries_of_the_first_rule_still_hold() -> None:
    first = Fact(NOW, "ada", "open_section", "", "5b", rule=1)
    Entry.objects.create(at=NOW, by="ada", what="open_section", about="", where="5b", rule=1, previous=START, hash=hash_of(START, first))
    note("print_cards", by="ada", where="5b", now=NOW)

    walk = queries.follow_all()
    assert (walk.broken, walk.entries) == (None, 2)


def test_what_an_undone_action_noted_is_not_there() -> None:
    @write
    def goes_wrong() -> None:
        note("print_cards", by="ada", now=NOW)
        raise Refused

    with pytest.raises(Refused):
        goes_wrong()

    assert not Entry.objects.exists()


def test_everything_an_action_notes_is_chained_in_its_order() -> None:
    @write
    def thrice() -> None:
        for about in ("ben", "cleo", "noor"):
            note("redraw_secret", by="ada", about=about, now=NOW)

    thrice()

    assert [one.about for one in Entry.objects.order_by("id")] == ["ben", "cleo", "noor"]
    assert queries.follow_all().broken is None


def test_the_end_is_kept_elsewhere_and_compared(three: list[Entry], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = tmp_path / "head.json"
    call_command("audit", "head", output=kept)
    note("print_cards", by="ada", where="5b", now=NOW)

    call_command("audit", "verify", head=kept)
    assert "The record is whole: 4 entries" in capsys.readouterr().out

    without_triggers("DELETE FROM audit_entry WHERE id >= %s", three[2].pk)
    with pytest.raises(Stopped, match="its end was replaced"):
        call_command("audit", "verify", head=kept)


def test_an_end_that_somebody_wrote_themselves_is_refused(three: list[Entry], tmp_path: Path) -> None:
    kept = tmp_path / "head.json"
    kept.write_text(json.dumps({"entry": three[0].pk, "hash": bytes(three[0].hash).hex(), "mark": "00" * 32}), "utf-8")

    with pytest.raises(Stopped, match="not written by this service"):
        call_command("audit", "verify", head=kept)


@promise("STF-02", breaks="homeroom.audit.management.commands.dbshell._note", careless=does_nothing)
def test_the_databases_shell_opens_with_a_reason_only(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    monkeypatch.setattr(connection.client, "runshell", opened.append)

    with pytest.raises(Stopped):
        call_command("dbshell", "--why", "look")
    assert not opened

    call_command("dbshell", "--why", "A pupil's drawing does not load")

    assert len(opened) == 1
    assert [(one.what, one.why) for one in Entry.objects.all()] == [("open_database_shell", "A pupil's drawing does not load")]


@pytest.mark.django_db(transaction=True)
def test_many_who_write_at_once_make_one_chain() -> None:
    """On PostgreSQL each has a connection of its own, and waits for its turn at the end of its action."""

    @write
    def act(number: int) -> None:
        note("redraw_secret", by="ada", about=f"pupil{number}", now=NOW)
        note("replace_card", by="ada", about=f"pupil{number}", now=NOW)

    def work(number: int) -> None:
        for _ in range(5):
            act(number)
        connections.close_all()

    if connection.vendor == "postgresql":
        threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    else:
        for number in range(6):
            for _ in range(5):
                act(number)

    walk = queries.follow_all()
    assert (walk.broken, walk.entries) == (None, 60)


def test_the_triggers_are_in_place() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'" if connection.vendor == "sqlite" else "SELECT tgname FROM pg_trigger"
        )
        assert {name for (name,) in cursor.fetchall()} >= set(TRIGGERS)


def test_doctor_turns_red(three: list[Entry]) -> None:
    def said() -> dict[str, str]:
        return {one.what.partition(":")[0]: one.grade for one in examine(now=NOW)}

    assert said()["record of what was done"] == "well"

    without_triggers("""UPDATE audit_entry SET "by" = 'dan' WHERE id = %s""", three[0].pk)

    assert said()["record of what was done"] == "wrong"
